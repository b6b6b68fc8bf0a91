import { closeCodes } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client-types.ts';
import { me, personId } from '../testing/samples.ts';
import { keptOutbox, makeWorld, ready, shown, type World } from '../testing/world.ts';
import { headName, type LocalStore } from './local-types.ts';
import { memoryLocalStore } from './memory-local-store.ts';

const [bob, carol] = [personId(1), personId(2)];

/** Bob and Carol wrote, Bob's conversation was read, and all of it was kept; then the page is gone and there is no network. */
async function goneOffline(options: { messageCount?: number; localStore?: LocalStore } = {}) {
  const { messageCount = 3, localStore = memoryLocalStore() } = options;
  const kept = { localStore, outboxStorage: keptOutbox() };
  const world = makeWorld(kept);
  for (let count = 1; count <= messageCount; count += 1) world.server.receive(bob, `${count}`);
  world.server.receive(carol, 'hi');
  world.client.connect();
  await world.clock.advance(1_000);
  const handle = world.client.conversation({ userId: bob });
  const close = handle.open();
  await world.clock.advance(3_000);
  const away = () => {
    world.client.close();
    world.network.isReachable = false;
  };
  return { world, kept, handle, close, away };
}

/** The same, of an inbox of two pages, both of which were read. */
async function longInboxGoneOffline() {
  const offline = await goneOffline();
  const { world } = offline;
  for (let index = 20; index < 100; index += 1) world.server.receive(personId(index), 'from the crowd');
  await world.clock.advance(1_000);
  // What came live is there without a page.
  world.client.close();
  await offline.kept.localStore.erase();
  world.client = await again(world, offline.kept);
  await world.clock.advance(1_000);
  void world.client.inbox.loadMore();
  await world.clock.advance(5_000);
  expect(ready(world.client.inbox.state).conversations).toHaveLength(82);
  return offline;
}

async function again(world: World, options: Parameters<World['startAgain']>[0]): Promise<Client> {
  const client = world.startAgain(options);
  client.connect();
  await world.clock.advance(100);
  return client;
}

/** A store that is read only once `answered` is called. */
function storeThatIsLate(store: LocalStore): { slow: LocalStore; answered: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { slow: { ...store, load: () => promise.then(() => store.load()) }, answered: resolve };
}

describe('OFF-1', () => {
  test('OFF-1a without a connection the inbox and the last conversations are there at once', async () => {
    const { world, kept, away } = await goneOffline();
    away();
    const client = await again(world, kept);
    expect(client.connection.status).not.toBe('live');
    expect(client.me).toBe(me);
    const inbox = ready(client.inbox.state);
    expect(inbox.conversations).toEqual(world.server.conversations());
    expect(inbox.unreadConversationCount).toBe(2);
    const handle = client.conversation({ userId: bob });
    handle.open();
    expect(shown(handle.state)).toEqual(['1', '2', '3']);
    const other = client.conversation({ userId: carol });
    other.open();
    await world.clock.advance(100);
    expect(other.state.status).toBe('failed');

    // And again after having been opened, and written, without a connection.
    client.conversation({ userId: bob }).reload();
    await world.clock.advance(30_000);
    client.close();
    const next = await again(world, kept);
    expect(shown(next.conversation({ userId: bob }).state)).toEqual(['1', '2', '3']);
  });

  test('OFF-1b what happened while away is there after the first connection, and nothing is asked for twice', async () => {
    const { world, kept, away } = await goneOffline();
    away();
    world.server.receive(bob, '4');
    world.server.call('messages.hide', { conversationId: world.server.conversation(bob).id, seqs: [2] });
    world.server.receive(carol, 'still there?');
    const client = await again(world, kept);
    const handle = client.conversation({ userId: bob });
    handle.open();
    expect(shown(handle.state)).toEqual(['1', '2', '3']);
    world.network.isReachable = true;
    await world.clock.advance(60_000);
    expect(shown(handle.state)).toEqual(['1', '3', '4']);
    expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
    expect(ready(client.inbox.state).unreadConversationCount).toBe(world.server.unreadConversationCount);
  });

  test('OFF-1c only the newest 50 messages are kept, and what is older is read again', async () => {
    const { world, kept, handle, away } = await goneOffline({ messageCount: 130 });
    void handle.loadOlder();
    await world.clock.advance(3_000);
    expect(shown(handle.state)).toHaveLength(100);
    away();
    const client = await again(world, kept);
    const next = client.conversation({ userId: bob });
    next.open();
    expect(shown(next.state)).toEqual(Array.from({ length: 50 }, (_, index) => `${index + 81}`));
    expect(ready(next.state).hasOlder).toBe(true);
  });

  test('OFF-1c far more than a page that came while away never stands behind a hole', async () => {
    const { world, kept, away } = await goneOffline({ messageCount: 60 });
    away();
    for (let count = 61; count <= 400; count += 1) world.server.receive(bob, `${count}`);
    const client = await again(world, kept);
    const handle = client.conversation({ userId: bob });
    handle.open();
    const stop = client.subscribe(() => {
      const texts = shown(handle.state).map(Number);
      expect(texts).toEqual(texts.map((_, index) => (texts[0] ?? 0) + index));
    });
    world.network.isReachable = true;
    await world.clock.advance(60_000);
    stop();
    expect(shown(handle.state).at(-1)).toBe('400');
  });

  test('OFF-1c a conversation left in the middle of its past is not kept as its newest part', async () => {
    const { world, kept, handle, away } = await goneOffline({ messageCount: 200 });
    void handle.loadAround(20);
    await world.clock.advance(3_000);
    expect(ready(handle.state).hasNewer).toBe(true);
    away();
    const client = await again(world, kept);
    const next = client.conversation({ userId: bob });
    next.open();
    await world.clock.advance(100);
    expect(next.state.status).toBe('failed');
  });

  test('OFF-1c a server that answers before the store was read takes no conversation away, also none that is not on its first page', async () => {
    const { world, kept, away } = await goneOffline();
    const { id } = world.server.conversation(bob);
    world.server.call('conversations.arrange', { conversationIds: [id], isArchived: true });
    await world.clock.advance(3_000);
    away();
    const { slow, answered } = storeThatIsLate(kept.localStore);
    world.network.isReachable = true;
    const client = await again(world, { ...kept, localStore: slow });
    await world.clock.advance(1_000);
    expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
    world.network.break();
    world.network.isReachable = false;
    answered();
    await world.clock.advance(5_000);
    expect((await kept.localStore.load()).has(`log ${id}`)).toBe(true);
    world.network.isReachable = true;
    world.network.wake();
    await world.clock.advance(60_000);
    expect(shown(client.conversation({ userId: bob }).state)).toEqual(['1', '2', '3']);
    // It is written on as well.
    world.server.receive(bob, '4');
    await world.clock.advance(5_000);
    client.close();
    world.network.isReachable = false;
    const next = await again(world, kept);
    expect(shown(next.conversation({ userId: bob }).state)).toEqual(['1', '2', '3', '4']);
  });

  test('OFF-1a an inbox read far down is kept as far where the server answers before the store was read', async () => {
    const { world, kept, away } = await longInboxGoneOffline();
    away();
    world.server.receive(personId(20), 'from far down');
    world.server.call('messages.hide', { conversationId: world.server.conversation(personId(22)).id, seqs: [1] });
    const { slow, answered } = storeThatIsLate(kept.localStore);
    world.network.isReachable = true;
    const client = await again(world, { ...kept, localStore: slow });
    await world.clock.advance(1_000);
    expect(ready(client.inbox.state).conversations).toHaveLength(50);
    answered();
    await world.clock.advance(5_000);
    expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
    expect(ready(client.inbox.state).unreadConversationCount).toBe(world.server.unreadConversationCount);
    client.close();
    world.network.isReachable = false;
    const next = await again(world, kept);
    expect(ready(next.inbox.state).conversations).toEqual(world.server.conversations());
    expect(world.server.callCounts.get('conversations.get') ?? 0).toBeLessThan(5);
  });

  test('OFF-1a it is kept as far also where the connection is lost before the store was read', async () => {
    const { world, kept, away } = await longInboxGoneOffline();
    away();
    const before = world.server.conversations();
    const { slow, answered } = storeThatIsLate(kept.localStore);
    world.network.isReachable = true;
    const client = await again(world, { ...kept, localStore: slow });
    await world.clock.advance(1_000);
    world.network.isReachable = false;
    world.network.break();
    answered();
    await world.clock.advance(5_000);
    world.server.receive(personId(20), 'heard by nobody');
    client.close();
    const next = await again(world, kept);
    expect(ready(next.inbox.state).conversations).toEqual(before);
    // What it missed from then on is told as ever.
    world.network.isReachable = true;
    await world.clock.advance(60_000);
    expect(ready(next.inbox.state).conversations).toEqual(world.server.conversations());
  });

  test('OFF-1b what was asked for before the store was read does not hide what kept rows missed', async () => {
    const { world, kept, away } = await longInboxGoneOffline();
    away();
    world.server.call('messages.hide', { conversationId: world.server.conversation(personId(22)).id, seqs: [1] });
    const { slow, answered } = storeThatIsLate(kept.localStore);
    world.network.isReachable = true;
    const client = await again(world, { ...kept, localStore: slow });
    await world.clock.advance(1_000);
    // An update that was lost: the catch-up that it makes begins where the client stood without the kept rows.
    const release = world.network.hold('inbox.changes');
    const lose = world.network.hold('update');
    world.server.touch();
    lose();
    world.server.receive(carol, 'one more');
    await world.clock.advance(1_000);
    answered();
    await world.clock.advance(100);
    release();
    await world.clock.advance(5_000);
    expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
  });

  test.each([
    ['changed meanwhile', (world: World) => world.server.receive(bob, '4')],
    [
      'lost something to another device',
      ({ server }: World) =>
        void server.call('messages.hide', { conversationId: server.conversation(bob).id, seqs: [2] }),
    ],
    ['has revisions that the server had lost', (world: World) => world.server.loseRevisions(2)],
  ])('OFF-1d a conversation that %s is not shown as it was kept, where the server was quicker', async (_, happen) => {
    const { world, kept, away } = await goneOffline();
    away();
    happen(world);
    const { slow, answered } = storeThatIsLate(kept.localStore);
    world.network.isReachable = true;
    const client = await again(world, { ...kept, localStore: slow });
    await world.clock.advance(1_000);
    answered();
    await world.clock.advance(5_000);
    expect(shown(client.conversation({ userId: bob }).state)).toEqual([]);
    client.close();
    world.network.isReachable = false;
    const next = await again(world, kept);
    expect(ready(next.inbox.state).conversations).toEqual(world.server.conversations());
    expect(shown(next.conversation({ userId: bob }).state)).toEqual([]);
  });

  test('OFF-1d rows that a restored server made doubtful are not kept', async () => {
    const { world, kept, handle } = await goneOffline();
    world.network.break();
    world.server.loseRevisions(2);
    world.network.hold('inbox.list');
    const release = world.network.hold('conversations.get');
    await world.clock.advance(5_000);
    expect(ready(handle.state).conversation.rev).toBe(0);
    const entries = await kept.localStore.load();
    expect(entries.get(`row ${ready(handle.state).conversation.id}`)).not.toMatchObject({ rev: 0 });
    release();
  });

  test('OFF-1e a store of another version, too old or not whole shows nothing and is emptied', async () => {
    const spoilers: ((entries: Map<string, unknown>) => void)[] = [
      (entries) => entries.set(headName, { ...(entries.get(headName) as object), format: 0 }),
      (entries) => entries.set(headName, { ...(entries.get(headName) as object), savedAtMs: 0 }),
      (entries) => entries.set(headName, 'nonsense'),
      (entries) => void entries.delete(headName),
      (entries) => void entries.delete([...entries.keys()].find((name) => name.startsWith('row ')) ?? ''),
      (entries) => entries.set([...entries.keys()].find((name) => name.startsWith('row ')) ?? '', { id: 'other' }),
      (entries) =>
        entries.set([...entries.keys()].find((name) => name.startsWith('log ')) ?? '', { messages: [{}, 1] }),
      (entries) => entries.set('something else', 1),
    ];
    for (const [at, spoil] of spoilers.entries()) {
      const { world, kept, away } = await goneOffline();
      away();
      const entries = new Map(await kept.localStore.load());
      spoil(entries);
      await kept.localStore.update(() => ({ isWhole: true, put: entries, removed: [] }));
      const failures: unknown[] = [];
      const client = await again(world, { ...kept, keepFailed: (error) => failures.push(error) });
      expect([at, client.inbox.state.status]).toEqual([at, 'loading']);
      expect([at, (await kept.localStore.load()).size]).toEqual([at, 0]);
      world.network.isReachable = true;
      await world.clock.advance(60_000);
      expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
      expect([at, (await kept.localStore.load()).size > 0, failures]).toEqual([at, true, []]);
    }
  });

  test('OFF-1f S27 a server that says that this is somebody else ends it, and nothing of the first one stays', async () => {
    const { world, kept, away } = await goneOffline();
    away();
    const entries = await kept.localStore.load();
    const head = { ...(entries.get(headName) as object), me: carol };
    await kept.localStore.update(() => ({ isWhole: false, put: new Map([[headName, head]]), removed: [] }));
    world.network.isReachable = true;
    const client = await again(world, kept);
    expect(client.connection).toEqual({ status: 'stopped', code: closeCodes.signedOut });
    await world.clock.advance(60_000);
    expect((await kept.localStore.load()).size).toBe(0);
  });

  test('OFF-1f a sign-in that is ended elsewhere erases it, also under a write that is on its way', async () => {
    const { world, kept } = await goneOffline();
    expect((await kept.localStore.load()).size).toBeGreaterThan(0);
    world.server.receive(bob, 'one more');
    await world.clock.advance(500);
    world.network.break(closeCodes.signedOut);
    await world.clock.advance(60_000);
    expect((await kept.localStore.load()).size).toBe(0);
  });

  test('OFF-1f a store that another tab erased is not written again', async () => {
    const { world, kept } = await goneOffline();
    await kept.localStore.erase();
    world.server.receive(bob, 'one more');
    await world.clock.advance(60_000);
    expect((await kept.localStore.load()).size).toBe(0);
  });

  test('OFF-1g what two tabs write is never mixed: it is whole, as one of them saw it', async () => {
    const { world, kept } = await goneOffline();
    // A tab that opened and hears nothing yet, but reads a conversation.
    const deaf = world.startAgain(kept);
    await world.clock.advance(100);
    world.server.receive(bob, 'heard by one');
    await world.clock.advance(3_000);
    deaf.conversation({ userId: carol }).open();
    await world.clock.advance(3_000);
    world.server.receive(carol, 'heard by one as well');
    await world.clock.advance(3_000);

    world.client.close();
    world.network.isReachable = false;
    const third = world.startAgain(kept);
    await world.clock.advance(100);
    expect(ready(third.inbox.state).conversations).toEqual(world.server.conversations());
    expect(shown(third.conversation({ userId: bob }).state)).toEqual(['1', '2', '3', 'heard by one']);
  });

  test('OFF-1h a store that fails is given up: it is told once, and all goes on without it', async () => {
    const failures: unknown[] = [];
    const full = new Error('QuotaExceededError');
    const store: LocalStore = { ...memoryLocalStore(), update: () => Promise.reject(full) };
    const world = makeWorld({ localStore: store, keepFailed: (error) => failures.push(error) });
    world.client.connect();
    world.server.receive(bob, 'hi');
    await world.clock.advance(10_000);
    expect(ready(world.client.inbox.state).conversations).toEqual(world.server.conversations());
    expect(failures).toEqual([full]);

    const unreadable: LocalStore = { ...memoryLocalStore(), load: () => Promise.reject(full) };
    const client = world.startAgain({ localStore: unreadable, keepFailed: (error) => failures.push(error) });
    client.connect();
    await world.clock.advance(1_000);
    expect(ready(client.inbox.state).conversations).toEqual(world.server.conversations());
    expect(failures).toEqual([full, full]);
  });

  test('OFF-1i a storm of changes is one write, and one conversation of many is one entry', async () => {
    const writes: string[][] = [];
    const memory = memoryLocalStore();
    const localStore: LocalStore = {
      ...memory,
      update: (decide) =>
        memory.update((head) => {
          const batch = decide(head);
          if (batch !== undefined) writes.push([...batch.put.keys()].map((name) => name.split(' ')[0] ?? ''));
          return batch;
        }),
    };
    const { world } = await goneOffline({ localStore });
    writes.length = 0;
    for (let count = 0; count < 100; count += 1) world.server.receive(carol, 'storm');
    await world.clock.advance(10_000);
    expect(writes).toEqual([['row', 'head']]);
  });
});
