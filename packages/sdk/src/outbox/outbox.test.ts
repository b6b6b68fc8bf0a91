import { describe, expect, test } from 'vitest';
import { fairWeather } from '../testing/fake-network.ts';
import { me, personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready, shown } from '../testing/world.ts';
import type { PendingMessage } from './outbox-types.ts';

const bob = personId(1);

describe('sending', () => {
  test('a message to somebody without a conversation yet makes one', async () => {
    const { client, server, clock } = await connectedWorld();
    client.conversation({ userId: bob }).send('hello');
    await clock.advance(1_000);
    expect(server.all(bob)).toMatchObject([{ seq: 1, senderId: me, content: { text: 'hello' } }]);
    expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  });

  test('a message shows at once, and as one bubble all the way', async () => {
    const world = await connectedWorld();
    const handle = world.client.conversation({ userId: bob });
    handle.open();
    await world.clock.advance(1_000);
    const seen: string[][] = [];
    world.client.subscribe(() => void seen.push(shown(handle.state)));
    handle.send('hello');
    expect(shown(handle.state)).toEqual(['hello (sending)']);
    await world.clock.advance(1_000);
    expect(seen.filter((texts) => texts.length !== 1)).toEqual([]);
    expect(shown(handle.state)).toEqual(['hello']);
  });

  test('an answer that comes before its update keeps the bubble until the update is there', async () => {
    const world = await connectedWorld();
    const handle = world.client.conversation({ userId: bob });
    handle.open();
    await world.clock.advance(1_000);
    world.network.weather = { ...fairWeather, lostUpdate: 1 };
    handle.send('hello');
    await world.clock.advance(1_000);
    expect(shown(handle.state)).toEqual(['hello (sent)']);
    world.network.weather = fairWeather;
    world.server.receive(bob, 'hi');
    await world.clock.advance(1_000);
    expect(shown(handle.state)).toEqual(['hello', 'hi']);
  });

  test('MSG-1 messages to one person arrive in the order in which they were written', async () => {
    const { client, server, network, clock } = await connectedWorld();
    network.weather = { ...fairWeather, delayMs: 500, fault: 0.4, loss: 0.4 };
    const texts = ['1', '2', '3', '4', '5', '6'];
    for (const text of texts) client.conversation({ userId: bob }).send(text);
    await clock.advance(300_000);
    expect(server.all(bob).map(({ content }) => content.text)).toEqual(texts);
  });

  test('LIM-1f the eleventh message within ten seconds waits its turn, in order and never as failed', async () => {
    const { client, server, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    const texts = Array.from({ length: 23 }, (_, index) => `${index}`);
    for (const text of texts) handle.send(text);
    await clock.advance(9_000);
    expect([server.all(bob).length, new Set(handle.state.pending.map(({ status }) => status))]).toEqual([
      ...[10, new Set(['pending'])],
    ]);
    await clock.advance(10_000);
    expect(server.all(bob).length).toBe(20);
    await clock.advance(10_000);
    expect(server.all(bob).map(({ content }) => content.text)).toEqual(texts);
    expect(handle.state.pending).toEqual([]);
  });

  test('MSG-2 a lost answer leads to a second try under the same id, and to one message', async () => {
    const { client, server, network, clock } = makeWorld();
    network.weather = { ...fairWeather, loss: 0.5 };
    for (let count = 0; count < 10; count += 1) client.conversation({ userId: bob }).send(`message ${count}`);
    await clock.advance(600_000);
    expect(server.callCounts.get('messages.send')).toBeGreaterThan(10);
    expect(server.all(bob)).toHaveLength(10);
  });

  test('without a connection a message waits as long as it takes, and goes when there is one', async () => {
    const world = await connectedWorld();
    const handle = world.client.conversation({ userId: bob });
    world.network.isReachable = false;
    world.network.break();
    handle.send('hello');
    await world.clock.advance(3_600_000);
    expect(shown(handle.state)).toEqual(['hello (pending)']);
    world.network.isReachable = true;
    await world.clock.advance(31_000);
    expect(shown(handle.state)).toEqual([]);
    expect(world.server.all(bob)).toHaveLength(1);
  });

  test('ADM-6 what is refused for good fails with the reason, and the next message goes on', async () => {
    const { client, server, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    const clientMessageId = handle.send('refused');
    handle.send('fine');
    await clock.advance(1_000);
    expect(handle.state.pending).toMatchObject([
      { clientMessageId, status: 'failed', refusal: { code: 'not_available' } },
    ]);
    expect(server.all(bob)).toHaveLength(1);
    expect(server.callCounts.get('messages.send')).toBe(2);
  });

  test('a failed message can be tried again under its id, or discarded', async () => {
    const { client, server, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    const clientMessageId = handle.send('refused');
    await clock.advance(1_000);
    handle.retry(clientMessageId);
    await clock.advance(1_000);
    expect(server.callCounts.get('messages.send')).toBe(2);
    handle.discard(clientMessageId);
    expect(handle.state.pending).toEqual([]);
  });

  test('a server in trouble is tried again with growing delays, and at last the person is asked', async () => {
    const { client, server, network, clock } = await connectedWorld();
    network.weather = { ...fairWeather, fault: 1 };
    const handle = client.conversation({ userId: bob });
    const clientMessageId = handle.send('hello');
    await clock.advance(300_000);
    expect(handle.state.pending).toMatchObject([{ status: 'failed', refusal: { code: 'server_error' } }]);
    network.weather = fairWeather;
    handle.retry(clientMessageId);
    await clock.advance(1_000);
    expect(server.all(bob)).toHaveLength(1);
  });

  test('LIM-1 a limit that lifts later is waited for', async () => {
    const { client, server, clock } = await connectedWorld();
    server.limitedUntilMs = clock.now() + 60_000;
    const handle = client.conversation({ userId: bob });
    handle.send('hello');
    await clock.advance(59_000);
    expect(shown(handle.state)).toEqual(['hello (pending)']);
    expect(server.callCounts.get('messages.send')).toBe(1);
    await clock.advance(2_000);
    expect(server.all(bob)).toHaveLength(1);
  });

  test('LIM-1 a limit that lifts much later is told at once, and trying again is left to the person', async () => {
    const { client, server, clock } = await connectedWorld();
    server.limitedUntilMs = clock.now() + 3_600_000;
    const handle = client.conversation({ userId: bob });
    const clientMessageId = handle.send('hello');
    await clock.advance(1_000);
    expect(shown(handle.state)).toEqual(['hello (failed)']);
    await clock.advance(3_600_000);
    expect(server.all(bob)).toHaveLength(0);
    handle.retry(clientMessageId);
    await clock.advance(1_000);
    expect(server.all(bob)).toHaveLength(1);
  });

  test('a message discarded before it went is never sent', async () => {
    const { client, server, network, clock } = await connectedWorld();
    network.isReachable = false;
    network.break();
    const handle = client.conversation({ userId: bob });
    const clientMessageId = handle.send('hello');
    await clock.advance(1_000);
    handle.discard(clientMessageId);
    network.isReachable = true;
    await clock.advance(60_000);
    expect(server.all(bob)).toEqual([]);
  });

  test('MSG-2 a program that sends twice under one id sends once', async () => {
    const { client, server, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    handle.send('hello', { clientMessageId: 'greeting' });
    await clock.advance(1_000);
    handle.send('hello', { clientMessageId: 'greeting' });
    await clock.advance(1_000);
    expect(server.all(bob)).toHaveLength(1);
  });

  test('unsent messages outlive the client in a storage that keeps them', async () => {
    let stored: readonly PendingMessage[] = [];
    const outboxStorage = {
      load: () => stored,
      save: (messages: readonly PendingMessage[]) => void (stored = messages),
    };
    const before = makeWorld({ outboxStorage });
    before.network.isReachable = false;
    before.client.conversation({ userId: bob }).send('hello');
    await before.clock.advance(10_000);
    before.client.close();

    const after = makeWorld({ outboxStorage });
    expect(shown(after.client.conversation({ userId: bob }).state)).toEqual(['hello (pending)']);
    after.client.connect();
    await after.clock.advance(1_000);
    expect(after.server.all(bob)).toHaveLength(1);
    expect(stored).toEqual([]);
  });

  test('what goes at once is stored once, and taken out once', async () => {
    const saved: number[] = [];
    const outboxStorage = {
      load: () => [],
      save: (messages: readonly PendingMessage[]) => void saved.push(messages.length),
    };
    const { client, clock } = makeWorld({ outboxStorage });
    client.connect();
    await clock.advance(1_000);
    client.conversation({ userId: bob }).send('hello');
    await clock.advance(1_000);
    expect(saved).toEqual([1, 0]);
  });

  test('OFF-2a what was kept goes before what is written while it is still being read', async () => {
    const kept = Promise.withResolvers<readonly PendingMessage[]>();
    const saved: string[][] = [];
    const outboxStorage = {
      load: () => kept.promise,
      save: (messages: readonly PendingMessage[]) => void saved.push(messages.map((one) => one.clientMessageId)),
    };
    const { client, server, clock } = makeWorld({ outboxStorage });
    client.connect();
    await clock.advance(1_000);
    const handle = client.conversation({ userId: bob });
    handle.send('second');
    await clock.advance(1_000);
    expect([shown(handle.state), server.all(bob).length, saved]).toEqual([['second (pending)'], 0, []]);
    const content = { kind: 'text', text: 'first' } as const;
    kept.resolve([{ clientMessageId: 'a', target: { recipientId: bob }, content, queuedAtMs: 0, status: 'pending' }]);
    await clock.advance(1_000);
    expect(server.all(bob).map((message) => message.content.text)).toEqual(['first', 'second']);
    expect([saved[0], saved.at(-1)]).toEqual([['a', 'c1'], []]);
  });

  test('OFF-2b what a closed tab left behind is sent by one that lives', async () => {
    let leave: ((messages: readonly PendingMessage[]) => void) | undefined;
    const outboxStorage = {
      load: () => [],
      save: () => undefined,
      onLeft: (take: (messages: readonly PendingMessage[]) => void) => {
        leave = take;
        return () => void (leave = undefined);
      },
    };
    const { client, server, clock } = makeWorld({ outboxStorage });
    client.connect();
    await clock.advance(1_000);
    const content = { kind: 'text', text: 'left' } as const;
    leave?.([{ clientMessageId: 'a', target: { recipientId: bob }, content, queuedAtMs: 0, status: 'pending' }]);
    await clock.advance(1_000);
    expect(server.all(bob).map((message) => message.content.text)).toEqual(['left']);
    client.close();
    expect(leave).toBeUndefined();
  });
});
