import { methods } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { fairWeather } from '../testing/fake-network.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld } from '../testing/world.ts';
import { outputOf } from './answers.ts';
import { isHttpOnly } from './http-only.ts';

const nobody = { conversationId: 'not-an-id' } as never;

describe('calls', () => {
  test('go over HTTP without a connection, and over the socket with one', async () => {
    const { client, network, clock } = makeWorld();
    const first = client.call('conversations.get', { userId: personId(1) });
    await clock.advance(0);
    expect((await first).peer.id).toBe(personId(1));
    expect(network.addresses).toEqual(['https://chat.example/v1/conversations.get']);

    client.connect();
    await clock.advance(1_000);
    const second = client.call('conversations.get', { userId: personId(1) });
    await clock.advance(0);
    expect(await second).toEqual(await first);
    expect(network.addresses.filter((address) => address.startsWith('https:'))).toHaveLength(1);
  });

  test('a method that sets the cookie goes over HTTP even then', async () => {
    const { client, network, clock } = await connectedWorld();
    const call = client.call('accounts.signOut', {});
    call.catch(() => {});
    await clock.advance(0);
    expect(network.addresses.at(-1)).toBe('https://chat.example/v1/accounts.signOut');
  });

  test('the methods for HTTP alone are those that the contract marks', () => {
    const marked = methods.filter((method) => 'httpOnly' in method).map(({ id }) => id);
    expect(methods.filter(({ id }) => isHttpOnly(id)).map(({ id }) => id)).toEqual(marked);
  });

  test('a refusal rejects with its code and sentence', async () => {
    const { client, clock } = await connectedWorld();
    const call = client.call('people.search', { query: 'x' });
    const told = expect(call).rejects.toMatchObject({ kind: 'refused', refusal: { code: 'no_such_method' } });
    await clock.advance(0);
    await told;
  });

  test('trouble on the server’s side is a fault, over both roads', async () => {
    const { client, network, clock } = makeWorld();
    network.weather = { ...fairWeather, fault: 1 };
    const fault = { kind: 'fault', refusal: { code: 'server_error' } };
    const overHttp = expect(client.call('conversations.get', nobody)).rejects.toMatchObject(fault);
    await clock.advance(0);
    await overHttp;
    client.connect();
    await clock.advance(1_000);
    const overSocket = expect(client.call('conversations.get', nobody)).rejects.toMatchObject(fault);
    await clock.advance(0);
    await overSocket;
  });

  test('a broken socket leaves what was asked over it unanswered', async () => {
    const { client, network } = await connectedWorld();
    const call = client.call('conversations.get', { userId: personId(1) });
    network.break();
    await expect(call).rejects.toMatchObject({ kind: 'offline', refusal: { code: 'unavailable' } });
  });

  test('an answer that does not come within 30 s leaves the call unanswered', async () => {
    const { client, network, clock } = await connectedWorld();
    network.weather = { ...fairWeather, delayMs: 10_000_000 };
    const told = expect(client.call('conversations.get', nobody)).rejects.toMatchObject({ kind: 'offline' });
    await clock.advance(31_000);
    await told;
  });

  test('each is given up 30 s after it was made, whatever was asked and answered beside it', async () => {
    const { client, network, clock } = await connectedWorld();
    const settled: string[] = [];
    const ask = (name: string) =>
      client.call('conversations.get', { userId: personId(1) }).then(
        () => settled.push(`${name} answered`),
        () => settled.push(`${name} given up`),
      );
    void ask('first');
    await clock.advance(10_000);
    const letGo = network.hold('conversations.get');
    void ask('second');
    await clock.advance(15_000);
    void ask('third');
    await clock.advance(14_999);
    expect(settled).toEqual(['first answered']);
    await clock.advance(1);
    expect(settled).toEqual(['first answered', 'second given up']);
    letGo();
    await clock.advance(60_000);
    expect(settled).toEqual(['first answered', 'second given up', 'third answered']);
    expect(client.connection.status).toBe('live');
  });

  test('what hangs over HTTP from before the connection is given up 5 s after it came', async () => {
    const { client, network, clock } = makeWorld();
    network.weather = { ...fairWeather, delayMs: 10_000_000 };
    const settled: string[] = [];
    const call = client.call('conversations.get', { userId: personId(1) });
    call.catch((error: { kind: string }) => settled.push(error.kind));
    await clock.advance(1_000);
    network.weather = fairWeather;
    client.connect();
    await clock.advance(4_000);
    expect(client.connection.status).toBe('live');
    expect(settled).toEqual([]);
    await clock.advance(1_000);
    expect(settled).toEqual(['offline']);
  });

  test.each([
    { status: 502, text: '<html>Bad Gateway</html>', kind: 'fault', code: 'unavailable' },
    { status: 200, text: '<html>Sign in to this hotel</html>', kind: 'fault', code: 'unavailable' },
    {
      status: 404,
      text: '{"refusal":{"code":"not_found","sentence":"","retry":"no"}}',
      kind: 'refused',
      code: 'not_found',
    },
    {
      status: 503,
      text: '{"refusal":{"code":"unavailable","sentence":"","retry":"yes"}}',
      kind: 'fault',
      code: 'unavailable',
    },
  ])('HTTP $status with $text is a $kind', ({ status, text, kind, code }) => {
    expect(() => outputOf(status, text)).toThrow(
      expect.objectContaining({ kind, refusal: expect.objectContaining({ code }) }),
    );
  });
});
