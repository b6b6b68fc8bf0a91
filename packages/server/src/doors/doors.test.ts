// ADM-7: what a setting does, told before and after it is chosen, by the same table that decides.
import type { Outcome, RelationClass } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
let me: Person;
const around = new Map<RelationClass, Person>();

const person = (name: RelationClass): Person => {
  const found = around.get(name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

beforeAll(async () => {
  world = await startWorld();
  me = await world.person('me', { messagesFrom: 'everyone' });
  for (const name of ['contact', 'consented', 'friend', 'followed', 'follower', 'stranger', 'blocked'] as const) {
    around.set(name, await world.person(name));
  }
  world.clock.advance(1_000);
  await me.call('contacts.add', { userId: person('contact').id });
  await say(person('consented'), me, 'hello');
  await say(me, person('consented'), 'hello yourself').catch(() => undefined);
  await me.call('requests.accept', {
    conversationId: (await me.call('conversations.get', { userId: person('consented').id })).id,
  });
  await world.befriend(me, person('friend'));
  await me.call('graph.follow', { userId: person('followed').id });
  await person('follower').call('graph.follow', { userId: me.id });
  await me.call('blocks.block', { userId: person('blocked').id });
});
afterAll(() => world.close());

test('without a sign-in nothing is explained', async () => {
  for (const method of ['admission.tryOut', 'admission.listDoors', 'admission.explain', 'contacts.add']) {
    expect((await world.request(method, { body: {} })).refusal?.code).toBe('unauthenticated');
  }
});

describe('trying out', () => {
  const settings = ['everyone', 'friends', 'specific_people', 'no_one'] as const;
  test.each(settings)('ADM-7a what %s is said to do is what it does', async (messagesFrom) => {
    for (const othersMayRequest of [false, true]) {
      const { classes } = await me.call('admission.tryOut', { messagesFrom, othersMayRequest });
      await me.call('settings.update', { messagesFrom, othersMayRequest });
      for (const { class: name, outcome, examples } of classes) {
        expect(examples.map(({ id }) => id)).toEqual(name === 'stranger' ? [] : [person(name).id]);
        const told: Record<Outcome, (string | undefined)[]> = {
          inbox: [undefined],
          requests: [undefined, 'request_limit'],
          not_received: ['only_friends', 'only_chosen', 'no_messages'],
        };
        const { refusal } = await person(name).call('conversations.get', { userId: me.id });
        expect(told[outcome], `${name} ${messagesFrom}`).toContain(refusal?.code);
        expect(await me.call('admission.explain', { userId: person(name).id })).toMatchObject({
          ...{ class: name, outcome, because: 'setting' },
        });
      }
    }
    await me.call('settings.update', { messagesFrom: 'everyone' });
  });

  test('ADM-7c whom I blocked cannot reach me because I blocked them, and nobody is explained who is not there', async () => {
    expect(await me.call('admission.explain', { userId: person('blocked').id })).toMatchObject({
      ...{ class: 'blocked', outcome: 'not_received', because: 'me_blocked' },
    });
    const blocker = await world.person('blocker');
    await blocker.call('blocks.block', { userId: me.id });
    expect((await me.refused('admission.explain', { userId: blocker.id })).code).toBe('not_found');
    expect((await me.refused('admission.explain', { userId: '77' })).code).toBe('not_found');
  });
});

describe('doors', () => {
  const doorsOf = async (kind: 'contact' | 'consent' | 'friend') =>
    (await me.call('admission.listDoors', { kind })).doors.map(({ person: { id }, reason }) => [id, reason]);

  test('ADM-7b every open door is listed with its reason, and closing it closes it', async () => {
    expect(await doorsOf('contact')).toEqual([[person('contact').id, undefined]]);
    expect((await doorsOf('consent')).map(([id]) => id)).toEqual([person('consented').id]);
    expect(await doorsOf('friend')).toEqual([[person('friend').id, undefined]]);
    await me.call('settings.update', { messagesFrom: 'friends', othersMayRequest: false });
    await me.call('contacts.remove', { userId: person('contact').id });
    const conversationId = (await me.call('conversations.get', { userId: person('consented').id })).id;
    await me.call('conversations.close', { conversationId });
    expect([await doorsOf('contact'), await doorsOf('consent')]).toEqual([[], []]);
    for (const name of ['contact', 'consented'] as const) {
      const refusal = await person(name).refused('messages.send', { recipientId: me.id, ...newText('x') });
      expect(refusal.code).toBe('only_friends');
    }
  });

  test('ADM-3e nobody learns that they are on a list, and nobody who is not there can be put on one', async () => {
    const other = await world.person('listed');
    const socket = await other.socket();
    await me.call('contacts.add', { userId: other.id });
    await socket.call('accounts.me', {});
    expect(socket.pending()).toEqual([]);
    socket.close();
    for (const userId of [me.id, '77', person('blocked').id]) {
      expect((await me.refused('contacts.add', { userId })).code).toBe('not_found');
    }
  });
});
