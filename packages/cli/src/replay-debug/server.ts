// Starts the server of a run on a clock that only the trace moves.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DatabaseAddress } from '@parley/store';

export type ServerThreadData = { readonly address: DatabaseAddress; readonly clock: SharedArrayBuffer };

export type ReplayServer = {
  readonly url: string;
  /** Moves the server's clock, never back. */
  advanceTo(ms: number): void;
  now(): number;
  /** CPU time that its thread has used. */
  cpuMs(): Promise<number>;
  /** Rejects when the server breaks down. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
};

export async function startReplayServer(address: DatabaseAddress, startMs: number): Promise<ReplayServer> {
  const clock = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  // Read by the other thread while it is written here, hence whole numbers and Atomics.
  const times = new BigInt64Array(clock);
  Atomics.store(times, 0, BigInt(startMs));
  const now = (): number => Number(Atomics.load(times, 0));
  const workerData: ServerThreadData = { address, clock };
  const worker = new Worker(new URL('./server-thread.ts', import.meta.url), { workerData });
  const exited = once(worker, 'exit');
  const broken = new Promise<never>((_, reject) => void worker.once('error', reject));
  // It may break when nobody is waiting; whoever waits next is told.
  broken.catch(() => undefined);
  const [url] = (await Promise.race([once(worker, 'message'), broken])) as [string];
  return {
    url,
    broken,
    now,
    advanceTo: (ms) => {
      if (ms > now()) Atomics.store(times, 0, BigInt(ms));
    },
    cpuMs: async () => {
      const { user, system } = await worker.cpuUsage();
      return (user + system) / 1_000;
    },
    close: async () => {
      worker.postMessage('close');
      await exited;
    },
  };
}
