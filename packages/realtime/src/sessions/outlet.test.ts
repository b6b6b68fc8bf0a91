import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Outlet } from './outlet.ts';

const bytesMax = 1_000_000;
let server: WebSocketServer;

afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

/** An outlet, and what its reader gets: the texts of each read. */
async function connected(): Promise<{ outlet: Outlet; reads: string[][]; got(count: number): Promise<void> }> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const opened = Promise.withResolvers<Outlet>();
  server.on('connection', (socket, request) => opened.resolve(new Outlet(socket, request.socket)));
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    allowSynchronousEvents: true,
  });
  const reads: string[][] = [];
  const [outlet] = await Promise.all([opened.promise, once(client, 'open')]);
  const stream = (client as unknown as { _socket: NodeJS.ReadableStream })._socket;
  stream.prependListener('data', () => reads.push([]));
  client.on('message', (data: Buffer) => reads.at(-1)?.push(data.toString()));
  const got = async (count: number): Promise<void> => {
    while (reads.flat().length < count) await once(client, 'message');
  };
  return { outlet, reads, got };
}

const severalTicks = async (): Promise<void> => {
  for (let tick = 0; tick < 20; tick += 1) await nextTick();
};

test('what nobody waits for goes along with what comes next, and before it', async () => {
  const { outlet, reads, got } = await connected();
  outlet.send('receipt', bytesMax, true);
  await severalTicks();
  outlet.send('another receipt', bytesMax, true);
  await severalTicks();
  outlet.send('message', bytesMax);
  await got(3);
  expect(reads).toEqual([['receipt', 'another receipt', 'message']]);
});

test('what nobody waits for goes alone when nothing else comes', async () => {
  const { outlet, reads, got } = await connected();
  outlet.send('receipt', bytesMax, true);
  await got(1);
  outlet.send('message', bytesMax);
  await got(2);
  expect(reads).toEqual([['receipt'], ['message']]);
});

test('what is hurried in one tick goes in one write', async () => {
  const { outlet, reads, got } = await connected();
  outlet.send('answer', bytesMax);
  outlet.send('news', bytesMax);
  outlet.send('receipt', bytesMax, true);
  await got(3);
  expect(reads).toEqual([['answer', 'news', 'receipt']]);
});
