import { type Person, startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const called = (handle: string, displayName: string): Promise<Person> => world.person(handle, { displayName });
const profileOf = (viewer: Person, person: Person) => viewer.call('people.profile', { userId: person.id });
const found = async (viewer: Person, query: string): Promise<string[]> =>
  (await viewer.call('people.search', { query })).people.map(({ person }) => person.handle);
/** As staff would, with a tool that is still to come. */
const mark = (person: Person, badge: 'is_verified' | 'is_staff') =>
  queryDatabase(world.address, `update profiles set ${badge} = true where user_id = ${person.id}`);

test('without a sign-in nobody is shown', async () => {
  for (const [method, body] of [
    ['people.search', { query: 'a' }],
    ['people.profile', { handle: 'a' }],
  ] as const) {
    expect((await world.request(method, { body })).refusal?.code).toBe('unauthenticated');
  }
});

describe('look-alikes', () => {
  test('ACC-4d a name that reads like a friend’s is warned of on its profile, with the friend', async () => {
    const [me, friend, impostor] = await Promise.all([
      called('me1', 'Me'),
      called('real1', 'Alice Roe'),
      called('fake1', 'AIice  Rоe'),
    ]);
    expect((await profileOf(me, impostor)).looksLike).toBeUndefined();
    await world.befriend(me, friend);
    expect((await profileOf(me, impostor)).looksLike).toMatchObject({ id: friend.id, displayName: 'Alice Roe' });
    expect((await profileOf(me, friend)).looksLike).toBeUndefined();
    expect((await profileOf(impostor, friend)).looksLike).toBeUndefined();
  });

  test.each(['is_verified', 'is_staff'] as const)(
    'ACC-4d so is one that reads like that of somebody who %s, to everybody',
    async (badge) => {
      const name = badge === 'is_staff' ? 'Town Hall' : 'Big Star';
      const [me, real, impostor] = await Promise.all([
        called(`me.${badge}`, 'Me'),
        called(`real.${badge}`, name),
        called(`fake.${badge}`, name.toUpperCase()),
      ]);
      await mark(real, badge);
      expect((await profileOf(me, impostor)).looksLike).toMatchObject({
        id: real.id,
        isVerified: badge === 'is_verified',
        isStaff: badge === 'is_staff',
      });
      expect((await profileOf(me, real)).looksLike).toBeUndefined();
      expect((await profileOf(impostor, impostor)).looksLike).toBeUndefined();
    },
  );

  test('ACC-4d nobody is warned of a likeness to somebody who is not there for them', async () => {
    const [me, star, impostor] = await Promise.all([
      called('me3', 'Me'),
      called('star3', 'Nova'),
      called('fake3', 'NOVA'),
    ]);
    await mark(star, 'is_verified');
    expect((await profileOf(me, impostor)).looksLike?.id).toBe(star.id);
    await star.call('blocks.block', { userId: me.id });
    const blocked = await profileOf(me, impostor);
    await star.call('blocks.unblock', { userId: me.id });
    await world.server.store.transaction((write) => write.accounts.setState(star.id, 'deactivated', null));
    expect(blocked).toEqual(await profileOf(me, impostor));
    expect(blocked.looksLike).toBeUndefined();
  });
});

describe('profiles', () => {
  test('ACC-4e badges are shown wherever the person is, as the server says', async () => {
    const [me, staff] = await Promise.all([called('me4', 'Me'), called('staff4', 'Staff Four')]);
    await mark(staff, 'is_staff');
    const badges = { isStaff: true, isVerified: false };
    expect((await profileOf(me, staff)).person).toMatchObject(badges);
    expect((await me.call('people.search', { query: 'staff4' })).people[0]?.person).toMatchObject(badges);
    expect((await me.call('conversations.get', { userId: staff.id })).peer).toMatchObject(badges);
  });

  test('GRAPH-2a a profile is found by id and by handle, in capitals too, and one’s own shows all of it', async () => {
    const me = await called('me5', 'Me');
    await me.call('settings.update', { isPrivate: true });
    const own = await profileOf(me, me);
    expect(own).toMatchObject({
      isMe: true,
      isPrivate: true,
      followerCount: 0,
      abilities: { follow: false, message: false },
    });
    expect(own).not.toHaveProperty('refusal');
    expect(await me.call('people.profile', { handle: 'ME5' })).toEqual(own);
  });

  test('ACC-4 name and bio change at once, or are refused by name', async () => {
    const [me, other] = await Promise.all([called('me6', 'Me'), called('other6', 'Other')]);
    await me.call('accounts.updateProfile', { displayName: 'Renamed Six', bio: 'two\nlines' });
    expect(await profileOf(other, me)).toMatchObject({ person: { displayName: 'Renamed Six' }, bio: 'two\nlines' });
    expect(await found(other, 'renamed six')).toEqual(['me6']);
    expect(await me.refused('accounts.updateProfile', { displayName: '\u200b' })).toMatchObject({
      code: 'invalid_input',
      field: 'displayName',
    });
    expect((await me.refused('accounts.updateProfile', { bio: 'a'.repeat(161) })).field).toBe('bio');
    await me.call('accounts.updateProfile', { bio: '' });
    expect(await profileOf(other, me)).toMatchObject({ person: { displayName: 'Renamed Six' }, bio: '' });
  });
});

describe('search', () => {
  test('INB-3 the exact handle comes first, then friends, then whom I follow, then the rest', async () => {
    const me = await called('searcher', 'Searcher');
    const [exact, friend, followed, other] = await Promise.all([
      called('zoe', 'Nobody'),
      called('x.friend', 'Zoe Friend'),
      called('x.followed', 'Zoe Followed'),
      called('zoe.other', 'Zoe Other'),
    ]);
    await world.befriend(me, friend);
    await me.call('graph.follow', { userId: followed.id });
    const order = [exact, friend, followed, other].map((person) => person.handle);
    expect(await found(me, 'zoe')).toEqual(order);
    expect(await found(me, '@Zoe')).toEqual(order);
    expect((await me.call('people.search', { query: 'zoe', limit: 3 })).people).toHaveLength(3);
    const { nextCursor } = await me.call('people.search', { query: 'zoe', limit: 3 });
    const rest = await me.call('people.search', { query: 'zoe', limit: 3, cursor: nextCursor });
    expect([rest.people.map(({ person }) => person.handle), rest.nextCursor]).toEqual([['zoe.other'], undefined]);
  });

  test.each([
    ['søren', 'soren'],
    ['小林 健二', '健二'],
    ['Нина', 'нин'],
    ['نور الحسن', 'نور'],
    ['สมชาย', 'สมชาย'],
  ])('INB-3 %s is found by %s', async (displayName, query) => {
    const me = await world.person(`seeker${Buffer.from(query).toString('hex').slice(0, 12)}`);
    const person = await called(`one${Buffer.from(query).toString('hex').slice(0, 12)}`, displayName);
    expect(await found(me, query)).toContain(person.handle);
  });

  test('INB-3 signs that mean something to a database mean nothing here', async () => {
    const me = await called('plainseeker', 'Seeker');
    await called('under_score', 'A % B');
    expect(await found(me, '%')).toEqual(['under_score']);
    expect(await found(me, 'underxscore')).toEqual([]);
    expect(await found(me, ' \u200b ')).toEqual([]);
    expect(await found(me, '\\')).toEqual([]);
  });
});
