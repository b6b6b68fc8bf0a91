import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTick } from 'node:timers/promises';
import type { SessionId, UserId } from '@parley/contract';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLocalBus } from '../bus/index.ts';
import { Arrivals, arrivalsMax } from './arrivals.ts';
import { createGateway } from './index.ts';

const settled = async (): Promise<void> => {
  for (let tick = 0; tick < 5; tick += 1) await nextTick();
};

test('so many are let in at a time, the others in the order of asking', async () => {
  const arrivals = new Arrivals();
  const held = await Promise.all(Array.from({ length: arrivalsMax }, () => arrivals.enter()));
  const entered: string[] = [];
  for (const name of ['first', 'second', 'third']) void arrivals.enter().then(() => entered.push(name));
  await settled();
  expect(entered).toEqual([]);
  held[3]?.();
  held[3]?.();
  await settled();
  expect(entered).toEqual(['first']);
  held[0]?.();
  held[1]?.();
  await settled();
  expect(entered).toEqual(['first', 'second', 'third']);
});

/** A gateway that knows everybody but `slow`, who are known when they are let go. */
async function gatewayOfSlow(): Promise<{
  connect(token: string): Promise<WebSocket>;
  letGo(): void;
  asked: string[];
}> {
  const { promise: gone, resolve: letGo } = Promise.withResolvers<void>();
  const bus = createLocalBus();
  const asked: string[] = [];
  const gateway = createGateway({
    authenticate: async (token) => {
      asked.push(token);
      if (token === 'slow') await gone;
      return { userId: token as UserId, sessionId: token as SessionId };
    },
    subscribe: (userId, listener) => bus.subscribe(userId, listener),
    currentRev: () => Promise.resolve(1),
    call: () => Promise.resolve({ output: {} }),
    onFault: (error) => expect.fail(String(error)),
    socketsPerPerson: 1_000,
  });
  const server = createServer();
  server.on('upgrade', (request, stream, head) => gateway.accept(request, stream, head, undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    letGo();
    await gateway.close();
    server.close();
  });
  const connect = async (token: string): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, token }));
    return socket;
  };
  return { connect, letGo, asked };
}

test('who comes while so many are on their way in waits, and whoever gives up makes room', async () => {
  const { connect, asked } = await gatewayOfSlow();
  const slow = await Promise.all(Array.from({ length: arrivalsMax }, () => connect('slow')));
  await expect.poll(() => asked.length).toBe(arrivalsMax);
  const [bo, cleo] = [await connect('bo'), await connect('cleo')];
  bo.ping();
  await once(bo, 'pong');
  expect(asked).not.toContain('bo');
  // One that waits and one that is on its way.
  bo.close();
  await once(bo, 'close');
  slow[7]?.close();
  const [welcome] = (await once(cleo, 'message')) as [Buffer];
  expect(JSON.parse(welcome.toString())).toMatchObject({ type: 'welcome', userId: 'cleo' });
  expect(asked).not.toContain('bo');
});

test('whoever is let in makes room, also when they ask for nothing', async () => {
  const { connect, letGo, asked } = await gatewayOfSlow();
  await Promise.all(Array.from({ length: arrivalsMax }, () => connect('slow')));
  await expect.poll(() => asked.length).toBe(arrivalsMax);
  const bo = await connect('bo');
  letGo();
  await once(bo, 'message');
});
