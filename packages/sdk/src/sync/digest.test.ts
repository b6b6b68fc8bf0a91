import { type Conversation, limits } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client-types.ts';
import { type LocalEntries, memoryLocalStore } from '../local/index.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready, shown, type World } from '../testing/world.ts';

const [bob, carol] = [personId(1), personId(2)];
const minuteMs = 60_000;
const outcomes = ({ server }: World): string[] => server.digests.map(({ outcome }) => outcome);

/** Passes time without outpacing what is said every few seconds. */
async function wait({ clock }: World, minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 1) await clock.advance(minuteMs);
}

/** A client that starts from a store in which something is not as it was written. */
async function startedFrom(spoil: (entries: Map<string, unknown>) => void, isOpen = true): Promise<World> {
  const localStore = memoryLocalStore();
  const world = makeWorld({ localStore });
  for (const text of ['one', 'two', 'three']) world.server.receive(bob, text);
  world.server.receive(carol, 'hi');
  world.client.connect();
  await world.clock.advance(1_000);
  world.client.conversation({ userId: bob }).open();
  await world.clock.advance(5_000);
  world.client.close();
  const spoiled = (entries: LocalEntries): LocalEntries => {
    const copy = structuredClone(new Map(entries));
    spoil(copy);
    return copy;
  };
  world.client = world.startAgain({
    localStore: { ...localStore, load: () => localStore.load().then(spoiled) },
  });
  await world.clock.advance(100);
  if (isOpen) world.client.conversation({ userId: bob }).open();
  world.client.connect();
  await world.clock.advance(10_000);
  return world;
}

/** As of the last revision, so that nothing which is read by the way takes its place. */
const spoilRow = (entries: Map<string, unknown>, what: Partial<Conversation>): void => {
  const head = entries.get('head') as { rev: number };
  for (const [name, value] of entries) {
    const row = value as Conversation;
    if (name.startsWith('row ') && row.peer.id === bob) entries.set(name, { ...row, rev: head.rev, ...what });
  }
};
const rowOf = ({ inbox }: Client, peerId: string): Conversation | undefined =>
  ready(inbox.state).conversations.find((row) => row.peer.id === peerId);

describe('when it asks', () => {
  test('INB-1f a client asks by itself: some minutes after a connection, then now and then, never for each piece of news', async () => {
    const world = await connectedWorld();
    for (let count = 0; count < 20; count += 1) world.server.receive(bob, 'hi');
    await world.clock.advance(50_000);
    expect(outcomes(world)).toEqual([]);
    await wait(world, 5);
    expect(outcomes(world)).toEqual(['same']);
    await wait(world, 9);
    expect(outcomes(world)).toEqual(['same']);
    await wait(world, 60);
    expect(outcomes(world).length).toBeGreaterThanOrEqual(4);
    expect(outcomes(world).length).toBeLessThanOrEqual(8);
    world.client.close();
    const count = outcomes(world).length;
    await wait(world, 30);
    expect(outcomes(world)).toHaveLength(count);
  });

  test('INB-1f rows beyond what one question holds have their turn with the next', async () => {
    const world = await connectedWorld();
    const peers = Array.from({ length: limits.digestRowsMax + 20 }, (_, index) => personId(20 + index));
    for (const peer of peers) world.server.receive(peer, 'from the crowd');
    await world.clock.advance(1_000);
    const asked: string[][] = [];
    const { digests } = world.server;
    world.server.call = ((call) => (method: string, input: unknown) => {
      if (method === 'inbox.digest') asked.push((input as { rows: Conversation[] }).rows.map(rowId));
      return call.call(world.server, method, input);
    })(world.server.call);
    for (let times = 0; times < 3; times += 1) {
      const checked = world.client.inbox.check();
      await world.clock.advance(1_000);
      expect(await checked).toBe('same');
    }
    expect(digests).toHaveLength(3);
    expect(asked.map((rows) => rows.length)).toEqual([limits.digestRowsMax, 20, limits.digestRowsMax]);
    expect(new Set([...(asked[0] ?? []), ...(asked[1] ?? [])]).size).toBe(peers.length);
  });

  test('INB-1f nothing is compared while something was missed or is on its way, and nobody calls that drift', async () => {
    const world = await connectedWorld();
    world.server.receive(bob, 'one');
    await world.clock.advance(1_000);
    world.network.weather = { ...world.network.weather, lostUpdate: 1 };
    world.server.receive(bob, 'lost');
    world.network.weather = { ...world.network.weather, lostUpdate: 0 };
    const missed = world.client.inbox.check();
    await world.clock.advance(10);
    expect([await missed, outcomes(world)]).toEqual(['later', ['later']]);
    world.server.receive(bob, 'seen to follow a gap');
    await world.clock.advance(10);
    expect([await world.client.inbox.check(), outcomes(world)]).toEqual(['later', ['later']]);
    await world.clock.advance(1_000);
    const checked = world.client.inbox.check();
    await world.clock.advance(10);
    expect(await checked).toBe('same');
    world.network.isReachable = false;
    world.network.break();
    const unanswered = world.client.inbox.check();
    await wait(world, 2);
    expect(await unanswered).toBe('later');
  });
});

describe('what differs', () => {
  test.each([
    ['unread count', { unreadCount: 9 }],
    ['read mark', { readSeq: 2 }],
    ['last message', { lastSeq: 2 }],
  ])('INB-1g a %s that the log does not say is read anew, and is counted once', async (_, what) => {
    const world = await startedFrom((entries) => spoilRow(entries, what));
    expect(rowOf(world.client, bob)).toMatchObject(what);
    await wait(world, 6);
    expect(outcomes(world).filter((outcome) => outcome === 'differs')).toHaveLength(1);
    expect(rowOf(world.client, bob)).toEqual(world.server.conversation(bob));
    expect(ready(world.client.inbox.state).unreadConversationCount).toBe(world.server.unreadConversationCount);
    await wait(world, 40);
    expect(outcomes(world).filter((outcome) => outcome === 'differs')).toHaveLength(1);
    expect(outcomes(world).at(-1)).toBe('same');
  });

  test('INB-1g what is open of it is read anew too', async () => {
    const world = await startedFrom((entries) => {
      spoilRow(entries, { lastSeq: 2, unreadCount: 2 });
      for (const [name, value] of entries) {
        const log = value as { messages: { seq: number }[] };
        if (name.startsWith('log '))
          entries.set(name, { ...log, messages: log.messages.filter(({ seq }) => seq !== 2) });
      }
    });
    const handle = world.client.conversation({ userId: bob });
    expect(shown(handle.state)).toEqual(['one', 'three']);
    await wait(world, 6);
    expect(shown(handle.state)).toEqual(['one', 'two', 'three']);
    expect(outcomes(world).filter((outcome) => outcome === 'differs')).toHaveLength(1);
  });

  test('INB-1g what could not be read anew is read later, and is no drift a second time', async () => {
    const world = await startedFrom((entries) => spoilRow(entries, { unreadCount: 9 }), false);
    const letThrough = world.network.hold('conversations.get');
    const checked = world.client.inbox.check();
    await world.clock.advance(10);
    expect(await checked).toBe('differs');
    expect(await world.client.inbox.check()).toBe('later');
    world.network.isReachable = false;
    world.network.break();
    await wait(world, 1);
    letThrough();
    world.network.isReachable = true;
    await wait(world, 1);
    expect(rowOf(world.client, bob)?.unreadCount).toBe(9);
    await wait(world, 12);
    expect(rowOf(world.client, bob)).toEqual(world.server.conversation(bob));
    expect(outcomes(world).filter((outcome) => outcome === 'differs')).toHaveLength(1);
    expect(outcomes(world).at(-1)).toBe('same');
  });

  test('REQ-1c a number of requests that changed without any news is right after the next comparison, and is no drift', async () => {
    const world = await connectedWorld();
    world.server.requestCount = 1;
    await world.clock.advance(30_000);
    expect(ready(world.client.inbox.state).requestCount).toBe(0);
    await wait(world, 5);
    expect(ready(world.client.inbox.state).requestCount).toBe(1);
    expect(outcomes(world)).toEqual(['same']);
  });
});

const rowId = (row: object): string => (row as { conversationId: string }).conversationId;
