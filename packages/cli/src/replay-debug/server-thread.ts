// The server of a run, in a thread of its own: it shares a clock with who plays, nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import { startServer } from '@parley/server';
import type { ServerThreadData } from './server.ts';

const { address, clock } = workerData as ServerThreadData;
const times = new BigInt64Array(clock);
const server = await startServer({
  address,
  port: 0,
  clock: { now: () => Number(Atomics.load(times, 0)) },
});
parentPort?.once('message', () => {
  void server.close().then(() => parentPort?.close());
});
parentPort?.postMessage(server.url);
