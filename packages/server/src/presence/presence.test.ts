// Presence through real sockets. What a pair may know is a table in core; here is that nothing else gets out, and when.
import { limits, type Notice } from '@parley/contract';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import { dumpDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

let count = 0;
async function somebody(name: string, shares: boolean, options = {}): Promise<Person> {
  count += 1;
  const person = await world.person(`${name}${count}`, options);
  if (shares) await person.call('settings.update', { presence: true });
  return person;
}
async function friends(first = true, second = true): Promise<[Person, Person]> {
  const pair = await Promise.all([somebody('ana', first), somebody('bo', second)]);
  await world.befriend(...pair);
  return pair;
}
const listed = async (viewer: Person, ...others: Person[]) =>
  (await viewer.call('presence.list', { userIds: others.map(({ id }) => id) })).presences;

/** Connects and goes away again; the friend's hearing of it tells that the visit is noted. */
async function visit(person: Person, friend: Person): Promise<void> {
  const listening = await friend.socket();
  const socket = await person.socket();
  const isOfPerson = ({ notice }: { notice: Notice }): boolean =>
    notice.type === 'presence.changed' && notice.presence.userId === person.id;
  while (!isOfPerson(await listening.next('notice'))) continue;
  for (const one of [socket, listening]) {
    one.close();
    await one.closed;
  }
}

async function presenceHeardBy(socket: RawSocket): Promise<Notice[]> {
  await socket.call('accounts.listSessions', {});
  return socket
    .pending()
    .flatMap((frame) => (frame.type === 'notice' && frame.notice.type === 'presence.changed' ? [frame.notice] : []));
}

test('without a sign-in there is no presence', async () => {
  const ana = await somebody('ana', true);
  expect((await world.request('presence.list', { body: { userIds: [ana.id] } })).refusal?.code).toBe('unauthenticated');
});

describe('who may know', () => {
  test('RCPT-2b friends who both share presence hear of each other’s coming', async () => {
    const [ana, bo] = await friends();
    const socket = await bo.socket();
    await presenceHeardBy(socket);
    const other = await ana.socket();
    expect((await socket.next('notice')).notice).toEqual({
      type: 'presence.changed',
      presence: { userId: ana.id, isActive: true, lastActiveAt: new Date(world.clock.now()).toISOString() },
    });
    expect(await listed(bo, ana)).toEqual([expect.objectContaining({ userId: ana.id, isActive: true })]);
    // Nothing tells when a person's own coming has been noted, so we look until it is.
    await expect.poll(() => listed(ana, bo)).toEqual([expect.objectContaining({ userId: bo.id, isActive: true })]);
    socket.close();
    other.close();
  });

  test('RCPT-2b it is off until turned on, and nothing is noted of whoever has it off', async () => {
    const ana = await somebody('ana', false);
    expect((await ana.call('settings.get', {})).presence).toBe(false);
    const socket = await ana.socket();
    await world.server.store.transaction((write) => write.presence.touch([ana.id], world.clock.now()));
    expect(JSON.stringify((await dumpDatabase(world.address))['last_active'])).not.toContain(ana.id);
    socket.close();
  });

  const withFollow = async ([ana, bo]: [Person, Person]): Promise<[Person, Person]> => {
    await bo.call('graph.follow', { userId: ana.id });
    return [ana, bo];
  };
  const withBlock = async ([ana, bo]: [Person, Person]): Promise<[Person, Person]> => {
    await bo.call('blocks.block', { userId: ana.id });
    return [ana, bo];
  };
  /** As it would be if the setting had been on before an age was put right. */
  const withMinor = async (): Promise<[Person, Person]> => {
    const [ana, minor] = [await somebody('ana', true), await somebody('minor', false, { bornOn: '2009-01-01' })];
    await world.befriend(ana, minor);
    await world.server.store.transaction((write) => write.settings.update(minor.id, { presence: true }));
    return [ana, minor];
  };
  const sharing = (): Promise<[Person, Person]> => Promise.all([somebody('ana', true), somebody('bo', true)]);
  const outsiders: [who: string, make: () => Promise<[Person, Person]>, sharers: number][] = [
    ['friends of whom one does not share it', () => friends(true, false), 1],
    ['a follower and whom they follow', async () => withFollow(await sharing()), 2],
    ['strangers', sharing, 2],
    ['friends of whom one has blocked the other', async () => withBlock(await friends()), 2],
    ['friends of whom one is 17', withMinor, 1],
  ];

  test.each(outsiders)('RCPT-2b nothing is known between %s, either way', async (_, make, sharers) => {
    const [ana, bo] = await make();
    const witness = await somebody('witness', true);
    for (const person of [ana, bo]) await world.befriend(person, witness);
    const watching = await witness.socket();
    const sockets: RawSocket[] = [];
    for (const person of [ana, bo, ana, bo]) sockets.push(await person.socket());
    // Once a friend of both has heard of every coming, everybody has who ever will.
    for (let i = 0; i < 2 * sharers; i += 1) await watching.next('notice');
    expect([await listed(ana, bo), await listed(bo, ana)]).toEqual([[], []]);
    for (const [index, socket] of sockets.entries()) {
      const other = index % 2 === 0 ? bo : ana;
      const heard = (await presenceHeardBy(socket)).filter((notice) => JSON.stringify(notice).includes(other.id));
      expect(heard).toEqual([]);
      socket.close();
    }
    watching.close();
  });

  test('RCPT-2b a minor cannot turn it on, and is not offered to', async () => {
    const minor = await somebody('minor', false, { bornOn: '2009-01-01' });
    expect(await minor.refused('settings.update', { presence: true })).toMatchObject({
      code: 'choice_not_offered',
      field: 'presence',
    });
    expect((await minor.call('settings.get', {})).choices.presence).toBe(false);
  });
});

describe('for how long', () => {
  test('RCPT-2c active now for a minute, then since when, and after two days nothing', async () => {
    const [ana, bo] = await friends();
    await visit(ana, bo);
    const lastActiveAt = new Date(world.clock.now()).toISOString();
    const told = { userId: ana.id, lastActiveAt };
    expect(await listed(bo, ana)).toEqual([{ ...told, isActive: true }]);
    world.clock.advance(limits.activeNowMs + 1);
    expect(await listed(bo, ana)).toEqual([{ ...told, isActive: false }]);
    world.clock.advance(limits.presenceMs - limits.activeNowMs - 1);
    expect(await listed(bo, ana)).toEqual([{ ...told, isActive: false }]);
    world.clock.advance(1);
    expect(await listed(bo, ana)).toEqual([]);
  });

  test('RCPT-2c turning it off forgets the last visit; turning it on again does not bring it back', async () => {
    const [ana, bo] = await friends();
    await visit(ana, bo);
    expect(await listed(bo, ana)).toHaveLength(1);
    await ana.call('settings.update', { presence: false });
    expect(await listed(bo, ana)).toEqual([]);
    await ana.call('settings.update', { presence: true });
    expect(await listed(bo, ana)).toEqual([]);
  });
});
