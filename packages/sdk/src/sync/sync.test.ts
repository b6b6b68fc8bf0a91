import type { UserId } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { fairWeather } from '../testing/fake-network.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready, shown, type World } from '../testing/world.ts';

const [bob, carol] = [personId(1), personId(2)];

/** Live, with a message of Bob's, whose conversation is open. */
async function openWorld(): Promise<World & { handle: ReturnType<World['client']['conversation']> }> {
  const world = await connectedWorld();
  world.server.receive(bob, 'first');
  const handle = world.client.conversation({ userId: bob });
  handle.open();
  await world.clock.advance(1_000);
  world.server.callCounts.clear();
  return { ...world, handle };
}

function expectTruth({ client, server }: World): void {
  const inbox = ready(client.inbox.state);
  expect(inbox.conversations).toEqual(server.conversations());
  expect(inbox.unreadConversationCount).toBe(server.unreadConversationCount);
}

describe('staying in step', () => {
  test('MSG-1 a live message appears in the inbox and in the open conversation, without a request', async () => {
    const world = await openWorld();
    world.server.receive(bob, 'second');
    await world.clock.advance(50);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
    expectTruth(world);
    expect([...world.server.callCounts]).toEqual([]);
  });

  test('a message in a conversation that is not loaded is caught up at once', async () => {
    const world = await openWorld();
    world.server.receive(carol, 'hi');
    await world.clock.advance(50);
    expectTruth(world);
    expect(world.server.callCounts.get('inbox.changes')).toBe(1);
  });

  test('updates out of order are put in order, without a request', async () => {
    const world = await openWorld();
    const release = world.network.hold('update');
    world.server.receive(bob, 'second');
    await world.clock.advance(0);
    const { rev } = world.server;
    world.network.say({ type: 'update', rev: rev + 1, changes: [] });
    await world.clock.advance(150);
    expect(shown(world.handle.state)).toEqual(['first']);
    release();
    await world.clock.advance(500);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
    expect([...world.server.callCounts]).toEqual([['conversations.markDelivered', 1]]);
  });

  test('NODE-2a a lost update with nothing after it is noticed within half a minute', async () => {
    const world = await openWorld();
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    world.server.receive(bob, 'second');
    await world.clock.advance(1_000);
    expect(shown(world.handle.state)).toEqual(['first']);
    await world.clock.advance(29_000);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
    expectTruth(world);
  });

  test('NODE-2b how far the inbox is may be told before the update itself comes, and then nothing is asked', async () => {
    const world = await openWorld();
    const release = world.network.hold('update');
    world.server.receive(bob, 'second');
    world.network.say({ type: 'pong', rev: world.server.rev });
    await world.clock.advance(150);
    release();
    await world.clock.advance(500);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
    expect(world.server.callCounts.get('inbox.changes')).toBeUndefined();
  });

  test('a lost update is noticed by the next one, and caught up after 200 ms', async () => {
    const world = await openWorld();
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    world.server.receive(bob, 'second');
    await world.clock.advance(5_000);
    expect(shown(world.handle.state)).toEqual(['first']);
    world.network.weather = fairWeather;
    world.server.touch();
    await world.clock.advance(199);
    expect(shown(world.handle.state)).toEqual(['first']);
    await world.clock.advance(1);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
    expectTruth(world);
  });

  test('MSG-8 what was hidden on another device while away is hidden here after coming back', async () => {
    const world = await openWorld();
    world.server.receive(bob, 'second');
    world.network.isReachable = false;
    world.network.break();
    world.server.call('messages.hide', { conversationId: world.handle.id, seqs: [1] });
    await world.clock.advance(1_000);
    world.network.isReachable = true;
    await world.clock.advance(60_000);
    expect(shown(world.handle.state)).toEqual(['second']);
    expectTruth(world);
  });

  test('a break in which nothing happened asks only for what may change without a revision', async () => {
    const world = await openWorld();
    world.network.break();
    await world.clock.advance(2_000);
    expect([...world.server.callCounts]).toEqual([['conversations.get', 1]]);
  });

  test('a row that was read before its update came is not changed by it again', async () => {
    const world = await openWorld();
    const release = world.network.hold('update');
    world.server.receive(bob, 'second');
    world.client.conversation({ userId: bob }).open();
    await world.clock.advance(50);
    expect(ready(world.handle.state).conversation.unreadCount).toBe(2);
    release();
    await world.clock.advance(50);
    expectTruth(world);
    expect(world.server.callCounts.has('inbox.changes')).toBe(false);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
  });

  test('INB-2 such a row counts for the badge once', async () => {
    const world = await openWorld();
    const release = world.network.hold('update');
    world.server.call('conversations.markRead', { conversationId: world.handle.id, seq: 1 });
    world.client.conversation({ userId: bob }).open();
    await world.clock.advance(50);
    expect(ready(world.client.inbox.state).unreadConversationCount).toBe(0);
    release();
    await world.clock.advance(50);
    expectTruth(world);
    expect(world.server.callCounts.has('inbox.changes')).toBe(false);
  });

  test('a row that was read, and whose update never comes, is caught up', async () => {
    const world = await openWorld();
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    world.server.receive(carol, 'hi');
    world.client.conversation({ userId: carol }).open();
    await world.clock.advance(1_000);
    expectTruth(world);
  });

  test('INB-2 an inbox that was read before a message does not take its count back', async () => {
    const world = makeWorld();
    const release = world.network.hold('inbox.list');
    world.client.connect();
    await world.clock.advance(1_000);
    world.server.receive(bob, 'hi');
    await world.clock.advance(1_000);
    release();
    await world.clock.advance(1_000);
    expectTruth(world);
  });

  test('INB-2 updates wait while the inbox is caught up, so that none counts twice', async () => {
    const world = await openWorld();
    world.server.call('conversations.markRead', { conversationId: world.handle.id, seq: 1 });
    await world.clock.advance(50);
    const release = world.network.hold('inbox.changes');
    world.server.receive(carol, 'hi');
    await world.clock.advance(50);
    world.server.receive(bob, 'second');
    await world.clock.advance(50);
    release();
    await world.clock.advance(50);
    expectTruth(world);
    expect(world.server.callCounts.get('inbox.changes')).toBe(1);
  });

  test('MSG-1 an update that comes late, while its gap is caught up already, is not applied twice', async () => {
    const world = await openWorld();
    const releaseUpdate = world.network.hold('update');
    world.server.receive(bob, 'second');
    await world.clock.advance(0);
    const release = world.network.hold('inbox.changes');
    world.network.say({ type: 'update', rev: world.server.rev + 1, changes: [] });
    world.server.rev += 1;
    await world.clock.advance(250);
    releaseUpdate();
    world.server.receive(bob, 'third');
    await world.clock.advance(50);
    release();
    await world.clock.advance(1_000);
    expect(shown(world.handle.state)).toEqual(['first', 'second', 'third']);
    expectTruth(world);
    expect(world.server.callCounts.get('inbox.changes')).toBe(1);
  });

  test('what was shown before there was a connection is read again when there is one', async () => {
    const world = makeWorld();
    world.server.receive(bob, 'first');
    const { id } = world.server.conversation(bob);
    const handle = world.client.conversation({ conversationId: id });
    handle.open();
    await world.clock.advance(1_000);
    expect(shown(handle.state)).toEqual(['first']);
    world.server.receive(bob, 'second');
    world.server.call('conversations.markRead', { conversationId: id, seq: 2 });
    for (let index = 10; index < 70; index += 1) world.server.receive(personId(index), 'above it in the inbox');
    world.client.connect();
    await world.clock.advance(10_000);
    expect(shown(handle.state)).toEqual(['first', 'second']);
    expect(ready(handle.state).conversation).toEqual(world.server.conversation(bob));
    expect(ready(world.client.inbox.state).unreadConversationCount).toBe(60);
  });

  test('what was shown before there was a connection takes no live change before it is read again', async () => {
    const world = makeWorld();
    world.server.receive(bob, 'first');
    const handle = world.client.conversation({ conversationId: world.server.conversation(bob).id });
    handle.open();
    await world.clock.advance(1_000);
    world.server.receive(bob, 'second');
    const releases = [world.network.hold('conversations.get'), world.network.hold('inbox.list')];
    world.client.connect();
    await world.clock.advance(1_000);
    world.server.receive(bob, 'third');
    await world.clock.advance(1_000);
    expect(ready(handle.state).conversation.unreadCount).toBe(3);
    for (const release of releases) release();
    await world.clock.advance(1_000);
    expectTruth(world);
    expect(shown(handle.state)).toEqual(['first', 'second', 'third']);
  });

  describe('what was asked for before the inbox had a revision to go by, and answered after', () => {
    const peers = Array.from({ length: 60 }, (_, index) => personId(10 + index));
    const oldest = peers[0] ?? bob;

    function readElsewhere({ server }: World, peer: UserId): void {
      server.call('conversations.markRead', { conversationId: server.conversation(peer).id, seq: 1 });
    }

    test('the first page is asked for again', async () => {
      const world = makeWorld();
      world.server.receive(bob, 'hi');
      const release = world.network.hold('inbox.list');
      world.client.inbox.reload();
      await world.clock.advance(0);
      readElsewhere(world, bob);
      world.client.connect();
      await world.clock.advance(1_000);
      release();
      await world.clock.advance(1_000);
      expectTruth(world);
    });

    test('a row is asked for again', async () => {
      const world = makeWorld();
      for (const peer of peers) world.server.receive(peer, 'hi');
      const release = world.network.hold('conversations.get');
      const handle = world.client.conversation({ conversationId: world.server.conversation(oldest).id });
      handle.open();
      await world.clock.advance(0);
      readElsewhere(world, oldest);
      world.client.connect();
      await world.clock.advance(1_000);
      release();
      await world.clock.advance(1_000);
      expect(ready(handle.state).conversation).toEqual(world.server.conversation(oldest));
    });

    test('a further page is dropped', async () => {
      const world = makeWorld();
      for (const peer of peers) world.server.receive(peer, 'hi');
      world.client.inbox.reload();
      await world.clock.advance(0);
      const release = world.network.hold('inbox.list');
      void world.client.inbox.loadMore();
      await world.clock.advance(0);
      readElsewhere(world, oldest);
      world.server.loseRevisions(5);
      world.network.hold('inbox.list')();
      world.client.connect();
      await world.clock.advance(1_000);
      release();
      await world.clock.advance(1_000);
      void world.client.inbox.loadMore();
      await world.clock.advance(1_000);
      expectTruth(world);
    });
  });

  test('a row that was asked for before a live change, and answered after, does not take it back', async () => {
    const world = await openWorld();
    const release = world.network.hold('conversations.get');
    world.handle.open();
    await world.clock.advance(50);
    world.server.receive(bob, 'second');
    await world.clock.advance(50);
    release();
    await world.clock.advance(50);
    expectTruth(world);
  });

  test('MSG-1 a page that was asked for before a gap, and answered after it is closed, is asked for again', async () => {
    const world = await connectedWorld();
    world.server.receive(bob, 'first');
    await world.clock.advance(1_000);
    const release = world.network.hold('messages.list');
    const handle = world.client.conversation({ userId: bob });
    handle.open();
    await world.clock.advance(0);
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    world.server.receive(bob, 'second');
    world.network.weather = fairWeather;
    world.server.touch();
    await world.clock.advance(1_000);
    release();
    await world.clock.advance(1_000);
    expect(shown(handle.state)).toEqual(['first', 'second']);
  });

  test('MSG-1 a conversation that is opened while another is caught up never shows a hole', async () => {
    const world = await openWorld();
    world.server.receive(carol, 'one');
    await world.clock.advance(1_000);
    const handle = world.client.conversation({ userId: carol });
    const close = handle.open();
    await world.clock.advance(1_000);
    close();
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    world.server.receive(bob, 'second');
    world.server.receive(carol, 'two');
    world.network.weather = fairWeather;
    const release = world.network.hold('messages.list');
    world.server.touch();
    await world.clock.advance(1_000);
    const seen = new Set<string>();
    world.client.subscribe(() => seen.add(shown(handle.state).join(' ')));
    handle.open();
    world.server.receive(carol, 'three');
    await world.clock.advance(1_000);
    release();
    await world.clock.advance(1_000);
    expect([...seen]).toEqual(['one', 'one two three']);
  });

  test('a server that came back from a backup is believed', async () => {
    const world = await openWorld();
    for (let count = 0; count < 5; count += 1) world.server.receive(carol, 'hi');
    await world.clock.advance(1_000);
    world.server.loseRevisions(4);
    world.network.break();
    await world.clock.advance(2_000);
    expectTruth(world);
    world.server.receive(bob, 'second');
    await world.clock.advance(1_000);
    expectTruth(world);
    expect(shown(world.handle.state)).toEqual(['first', 'second']);
  });

  test('an answer from before the backup is not believed any more', async () => {
    const world = makeWorld();
    for (let count = 0; count < 3; count += 1) world.server.receive(carol, 'hi');
    world.client.inbox.reload();
    await world.clock.advance(0);
    const release = world.network.hold('inbox.changes');
    for (let count = 0; count < 5; count += 1) world.server.receive(bob, 'hi');
    world.client.conversation({ conversationId: world.server.conversation(bob).id }).open();
    await world.clock.advance(1_000);
    world.server.loseRevisions(6);
    world.client.connect();
    await world.clock.advance(1_000);
    release();
    world.server.receive(carol, 'hi');
    await world.clock.advance(1_000);
    expectTruth(world);
  });

  test('trouble while catching up is tried again', async () => {
    const world = await openWorld();
    world.network.weather = { ...fairWeather, fault: 1 };
    world.server.receive(carol, 'hi');
    await world.clock.advance(10_000);
    world.network.weather = fairWeather;
    await world.clock.advance(30_000);
    expectTruth(world);
  });
});
