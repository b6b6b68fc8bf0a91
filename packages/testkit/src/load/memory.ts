// How much memory this process holds when all that is garbage is gone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** In bytes. `resident`: of the process as the system counts it; the others are parts of it. */
export type Memory = { resident: number; heap: number; external: number };

export async function settledMemory(): Promise<Memory> {
  // So no process has to be started in a way of its own to be asked this.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What is freed by a finalizer, or by a timer that runs on, goes a round later.
  for (let round = 0; round < 5; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, heap: heapUsed, external };
}
