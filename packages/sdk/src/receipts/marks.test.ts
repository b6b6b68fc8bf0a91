import { describe, expect, test } from 'vitest';
import { fairWeather } from '../testing/fake-network.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready } from '../testing/world.ts';

const bob = personId(1);

describe('marks', () => {
  test('RCPT-1 what arrives live is marked delivered, many messages at once', async () => {
    const { server, clock } = await connectedWorld();
    for (let count = 0; count < 20; count += 1) server.receive(bob, 'hi');
    await clock.advance(1_000);
    expect(server.deliveredSeq(bob)).toBe(20);
    expect(server.callCounts.get('conversations.markDelivered')).toBe(1);
  });

  test('RCPT-1 the first of what comes close together is told at once, the rest with each other; what is read waits for neither', async () => {
    const { client, server, clock } = await connectedWorld();
    server.receive(bob, 'one');
    await clock.advance(200);
    expect(server.deliveredSeq(bob)).toBe(1);
    for (const text of ['two', 'three']) {
      server.receive(bob, text);
      await clock.advance(300);
    }
    expect(server.deliveredSeq(bob)).toBe(1);
    client.conversation({ userId: bob }).markRead(2);
    await clock.advance(200);
    expect(server.conversation(bob).readSeq).toBe(2);
    await clock.advance(500);
    expect(server.deliveredSeq(bob)).toBe(3);
    expect(server.callCounts.get('conversations.markDelivered')).toBe(2);
  });

  test('RCPT-1 what waited in the inbox is marked delivered', async () => {
    const { client, server, clock } = makeWorld();
    server.receive(bob, 'hi');
    client.connect();
    await clock.advance(1_000);
    expect(server.deliveredSeq(bob)).toBe(1);
  });

  test('RCPT-1 an inbox with more unread than are said at once is said whole, each conversation once', async () => {
    const { client, server, clock } = makeWorld();
    const many = Array.from({ length: 29 }, (_, index) => personId(index + 1));
    for (const person of many) server.receive(person, 'hi');
    client.connect();
    await clock.advance(2_000);
    expect(many.map((person) => server.deliveredSeq(person))).toEqual(many.map(() => 1));
    expect(server.callCounts.get('conversations.markDelivered')).toBe(many.length);
  });

  test('RCPT-1 what came while away is marked delivered', async () => {
    const { server, network, clock } = await connectedWorld();
    network.break();
    server.receive(bob, 'hi');
    await clock.advance(2_000);
    expect(server.deliveredSeq(bob)).toBe(1);
  });

  test('RCPT-1 my own message is not', async () => {
    const { client, server, clock } = await connectedWorld();
    client.conversation({ userId: bob }).send('hello');
    await clock.advance(1_000);
    expect(server.callCounts.has('conversations.markDelivered')).toBe(false);
  });

  test('INB-2 reading while scrolling is one call, with the newest message', async () => {
    const { client, server, clock } = await connectedWorld();
    for (let count = 0; count < 9; count += 1) server.receive(bob, 'hi');
    await clock.advance(1_000);
    const handle = client.conversation({ userId: bob });
    for (const seq of [3, 7, 9, 9, 5]) handle.markRead(seq);
    await clock.advance(1_000);
    expect(server.conversation(bob).readSeq).toBe(9);
    expect(server.callCounts.get('conversations.markRead')).toBe(1);
    expect(ready(client.inbox.state).unreadConversationCount).toBe(0);
    handle.markRead(9);
    await clock.advance(1_000);
    expect(server.callCounts.get('conversations.markRead')).toBe(1);
  });

  test('INB-2 what was read without a connection is said when there is one', async () => {
    const { client, server, network, clock } = await connectedWorld();
    server.receive(bob, 'hi');
    await clock.advance(1_000);
    network.isReachable = false;
    network.break();
    client.conversation({ userId: bob }).markRead(1);
    await clock.advance(60_000);
    expect(server.conversation(bob).readSeq).toBe(0);
    network.isReachable = true;
    await clock.advance(31_000);
    expect(server.conversation(bob).readSeq).toBe(1);
  });

  test('a server in trouble is told later', async () => {
    const { client, server, network, clock } = await connectedWorld();
    server.receive(bob, 'hi');
    await clock.advance(1_000);
    network.weather = { ...fairWeather, fault: 1 };
    client.conversation({ userId: bob }).markRead(1);
    await clock.advance(10_000);
    network.weather = fairWeather;
    await clock.advance(31_000);
    expect(server.conversation(bob).readSeq).toBe(1);
  });
});
