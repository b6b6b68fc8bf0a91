import { closeCodes } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { sessionToken } from '../testing/fake-server.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready } from '../testing/world.ts';
import { backoffMs } from './backoff.ts';

describe('the connection', () => {
  test('greets first, with the token in the frame and never in the address', async () => {
    const { network, client } = await connectedWorld();
    expect(client.connection).toEqual({ status: 'live' });
    expect(network.said[0]).toEqual({ type: 'hello', protocol: 1, token: sessionToken });
    expect(network.addresses[0]).toBe('wss://chat.example/v1/socket');
    expect(network.addresses.join()).not.toContain(sessionToken);
  });

  test('comes back after a break, and shows what happened meanwhile', async () => {
    const { client, server, network, clock } = await connectedWorld();
    network.break();
    expect(client.connection.status).toBe('waiting');
    server.receive(personId(1), 'while you were out');
    await clock.advance(2_000);
    expect(client.connection.status).toBe('live');
    expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  });

  test('waits longer after each failure, 30 s at most, and not all for the same time', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => backoffMs(attempt, () => 0.999_999));
    expect(longest).toEqual([999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999]);
    expect(backoffMs(50, () => 0)).toBe(0);
  });

  test('tries at once when the network may be back', async () => {
    const { client, network, clock } = await connectedWorld();
    network.isReachable = false;
    network.break();
    await clock.advance(120_000);
    network.isReachable = true;
    expect(client.connection.status).toBe('waiting');
    network.wake();
    await clock.advance(0);
    expect(client.connection.status).toBe('live');
  });

  test('notices that the other side is gone without a word', async () => {
    const { client, server, network, clock } = await connectedWorld();
    network.freeze();
    server.receive(personId(1), 'into the void');
    await clock.advance(33_000);
    expect(client.connection.status).toBe('live');
    await clock.advance(3_000);
    expect(client.connection.status).toBe('live');
    expect(network.said.filter(({ type }) => type === 'hello')).toHaveLength(2);
    expect(ready(client.inbox.state).unreadConversationCount).toBe(1);
  });

  test('asks 25 s after it heard something last, and gives up 10 s later', async () => {
    const { client, network, clock } = await connectedWorld();
    const pings = () => network.said.filter(({ type }) => type === 'ping').length;
    await clock.advance(20_000);
    network.say({ type: 'pong', rev: 0 });
    await clock.advance(24_999);
    expect(pings()).toBe(0);
    network.freeze();
    await clock.advance(1);
    expect(pings()).toBe(0);
    await clock.advance(9_999);
    expect(client.connection.status).toBe('live');
    await clock.advance(1);
    expect(client.connection.status).toBe('waiting');
  });

  test('stays while the other side answers pings', async () => {
    const { network, clock } = await connectedWorld();
    await clock.advance(600_000);
    expect(network.said.filter(({ type }) => type === 'hello')).toHaveLength(1);
  });

  test.each([closeCodes.serverRestarting, closeCodes.tooSlow, closeCodes.nodeLeaving, 1006, 1012])(
    'code %i: comes back',
    async (code) => {
      const { client, network, clock } = await connectedWorld();
      network.break(code);
      await clock.advance(2_000);
      expect(client.connection.status).toBe('live');
    },
  );

  test('NODE-4c goes over to another node at once when it is asked to, and waits as after any break when that fails', async () => {
    const { client, network, clock } = await connectedWorld();
    network.break(closeCodes.nodeLeaving);
    network.isReachable = false;
    await clock.advance(200);
    expect(client.connection).toMatchObject({ status: 'waiting' });
    const { retryAtMs } = client.connection as { retryAtMs: number };
    expect(retryAtMs - clock.now()).toBeGreaterThan(200);
    network.isReachable = true;
    await clock.advance(20_000);
    network.break(closeCodes.nodeLeaving);
    await clock.advance(200);
    expect(client.connection.status).toBe('live');
  });

  test.each([closeCodes.signedOut, closeCodes.protocolUnsupported, 4199, 1008])('code %i: stays away', async (code) => {
    const { client, network, clock } = await connectedWorld();
    network.break(code);
    await clock.advance(600_000);
    expect(client.connection).toEqual({ status: 'stopped', code });
    client.connect();
    await clock.advance(1_000);
    expect(client.connection.status).toBe('live');
  });

  test('a wrong token stops it', async () => {
    const { client, clock } = makeWorld({ token: 'wrong' });
    client.connect();
    await clock.advance(60_000);
    expect(client.connection).toEqual({ status: 'stopped', code: closeCodes.unauthenticated });
  });

  test('another person behind the same cookie is not shown this one’s conversations', async () => {
    const { client, network, clock } = await connectedWorld();
    network.say({ type: 'welcome', userId: personId(9), rev: 0 });
    await clock.advance(60_000);
    expect(client.connection).toEqual({ status: 'stopped', code: closeCodes.signedOut });
  });

  test('closing ends all timers, and connecting again shows what happened meanwhile', async () => {
    const { client, server, network, clock } = await connectedWorld();
    server.receive(personId(1), 'hi');
    client.close();
    expect(client.connection).toEqual({ status: 'idle' });
    await clock.advance(0);
    expect(clock.timerCount).toBe(0);
    expect(network.lineCount).toBe(0);
    client.connect();
    await clock.advance(1_000);
    expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  });

  test('frames of a kind that is not known yet are passed over', async () => {
    const { client, network, clock } = await connectedWorld();
    network.say({ type: 'fireworks' } as never);
    await clock.advance(1_000);
    expect(client.connection.status).toBe('live');
  });
});
