// What becomes of the bus of several nodes when NATS goes and comes. Real servers, killed as a power cut would.
import type { UserId } from '@parley/contract';
import { type NatsServer, noNats, startNats, startNatsCluster, withReason } from '@parley/testkit/nats';
import { afterEach, describe, expect, test } from 'vitest';
import { type Bus, createNatsBus, parseNatsUrl } from './index.ts';

const [ana, bo] = ['1', '2'] as [UserId, UserId];
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

const owned = <T extends { stop(): Promise<void> }>(server: T): T => {
  ending.push(() => server.stop());
  return server;
};

type Node = { bus: Bus; heard: string[]; faults: unknown[]; nextGap(): Promise<void>; next(): Promise<string> };

/** A node whose ana listens. */
async function openNode(urls: string, listensTo: UserId = ana): Promise<Node> {
  const faults: unknown[] = [];
  const bus = await createNatsBus({ ...parseNatsUrl(urls), onFault: (error) => faults.push(error) });
  ending.push(() => bus.close());
  const heard: string[] = [];
  let taken = 0;
  let wake = Promise.withResolvers<void>();
  await bus.subscribe(listensTo, (frame) => {
    heard.push(frame);
    wake.resolve();
    wake = Promise.withResolvers();
  });
  const next = async (): Promise<string> => {
    while (heard.length <= taken) await wake.promise;
    taken += 1;
    return heard[taken - 1] ?? '';
  };
  const nextGap = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = bus.onGap(() => {
        stop();
        resolve();
      });
    });
  return { bus, heard, faults, nextGap, next };
}

describe.skipIf(noNats)(withReason('the bus over NATS'), () => {
  test('NODE-1b after NATS was gone every node is told of the gap, and hears what comes then', async () => {
    const nats = owned(await startNats());
    const [near, far] = [await openNode(nats.url), await openNode(nats.url, bo)];
    await nats.kill();
    const gaps = [near.nextGap(), far.nextGap()];
    await nats.start();
    await Promise.all(gaps);
    while (!far.bus.isWhole()) await far.nextGap();
    far.bus.publish(ana, 'again');
    expect(await near.next()).toBe('again');
    expect([near, far].map(({ faults }) => String(faults[0]))).toEqual(
      Array.from({ length: 2 }, () => 'Error: the connection to NATS was lost'),
    );
  });

  test('NODE-1b a node that could not be heard for a time tells the others, who lost nothing themselves', async () => {
    const [first, second] = (await startNatsCluster()).map(owned) as [NatsServer, NatsServer];
    const [near, far] = [await openNode(first.url), await openNode(second.url, bo)];
    const gap = near.nextGap();
    await second.kill();
    await second.start();
    await gap;
    expect(near.faults).toEqual([]);
    far.bus.publish(ana, 'again');
    expect(await near.next()).toBe('again');
  });

  test('NODE-1c a node goes over to another server of the cluster', async () => {
    const servers = (await startNatsCluster()).map(owned);
    const [first, second, third] = servers as [NatsServer, NatsServer, NatsServer];
    const [near, far] = [await openNode(`${first.url},${second.url}`), await openNode(third.url, bo)];
    const gap = near.nextGap();
    await ((await connections(first)).length > 0 ? first : second).kill();
    await gap;
    // The other servers hear of its new place a moment later.
    const again = setInterval(() => far.bus.publish(ana, 'again'), 20);
    ending.push(() => Promise.resolve(clearInterval(again)));
    expect(await near.next()).toBe('again');
  });

  test('NODE-1d without NATS a node starts and serves its own sessions, and is told of the gap once it is there', async () => {
    const nats = owned(await startNats());
    await nats.kill();
    const near = await openNode(nats.url);
    near.bus.publish(ana, 'here');
    expect([near.heard, near.bus.isWhole(), near.faults.length]).toEqual([['here'], false, 1]);
    const gap = near.nextGap();
    await nats.start();
    await gap;
    const far = await openNode(nats.url, bo);
    far.bus.publish(ana, 'there');
    expect([await near.next(), await near.next(), near.bus.isWhole()]).toEqual(['here', 'there', true]);
  });

  test('NODE-1a a person’s frames come to a node once, however many sessions there are, and only where they are', async () => {
    const nats = owned(await startNats());
    const [near, far] = [await openNode(nats.url), await openNode(nats.url, bo)];
    await near.bus.subscribe(ana, () => undefined);
    const stop = await near.bus.subscribe('3' as UserId, () => undefined);
    expect(await subjects(nats)).toEqual([
      'parley.gap',
      'parley.gap',
      'parley.user.1',
      'parley.user.2',
      'parley.user.3',
    ]);
    stop();
    far.bus.publish(ana, 'x');
    expect(await near.next()).toBe('x');
    // A round trip, after which what was said before is done.
    await near.bus.subscribe('4' as UserId, () => undefined);
    expect(await subjects(nats)).toEqual([
      'parley.gap',
      'parley.gap',
      'parley.user.1',
      'parley.user.2',
      'parley.user.4',
    ]);
  });

  test('what is too large for NATS is told, and stops nothing else', async () => {
    const nats = owned(await startNats());
    const [near, far] = [await openNode(nats.url), await openNode(nats.url, bo)];
    far.bus.publish(ana, 'x'.repeat(2_000_000));
    far.bus.publish(ana, 'small');
    expect(await near.next()).toBe('small');
    expect(far.faults).toHaveLength(1);
  });
});

type Connections = { connections: { subscriptions_list?: string[] }[] };
const connections = async (nats: NatsServer): Promise<Connections['connections']> => {
  const response = await fetch(`${nats.monitorUrl}/connz?subs=1`);
  return ((await response.json()) as Connections).connections;
};
const subjects = async (nats: NatsServer): Promise<string[]> =>
  (await connections(nats)).flatMap((one) => one.subscriptions_list ?? []).sort();

describe('the address of NATS', () => {
  test('one or several servers, with a user, a token or nobody', () => {
    expect(parseNatsUrl('nats://a:1, nats://b')).toEqual({ servers: ['nats://a:1', 'nats://b:4222'] });
    expect(parseNatsUrl('tls://me:s%40fe@a')).toEqual({ servers: ['tls://a:4222'], user: 'me', pass: 's@fe' });
    expect(parseNatsUrl('nats://token@a')).toEqual({ servers: ['nats://a:4222'], token: 'token' });
  });

  test.each([
    ['', 'NATS_URL names no server: write nats://host:4222, several with commas between them'],
    ['nats://a:1,http://x:secret@b', 'NATS_URL: address 2 is not like nats://host:4222 or tls://host:4222'],
    ['localhost:4222', 'NATS_URL: address 1 is not like nats://host:4222 or tls://host:4222'],
    ['nats://a/path', 'NATS_URL: address 1 is not like nats://host:4222 or tls://host:4222'],
  ])('%j is refused: %s', (url, sentence) => {
    expect(() => parseNatsUrl(url)).toThrow(new Error(sentence));
  });
});
