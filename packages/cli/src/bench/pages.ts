// Pages read out of little and out of much. Times are of a whole call over HTTP, asked and answered in this process, so they are
// more than the server's own.
import type { MethodId } from '@parley/contract';
import type { DatabaseAddress } from '@parley/store';
import type { World } from '@parley/testkit';
import { callOn } from '@parley/testkit/gates';
import { onStage } from '../gates/index.ts';
import { atMost, type BenchOutcome, quantile, timesOf } from './bench.ts';
import { measureParallel, parallelFloor } from './parallel-pages.ts';

const floor = 'a call that reads one row, p95 (ms)';

/** The same question of ever larger data; `prepare` fills a fresh database and answers what to ask. */
export type PageSeries = {
  /** Without the size, as in `a page of 50 out of`. */
  name: string;
  unit: string;
  sizes: readonly number[];
  prepare(world: World, size: number): Promise<{ token: string; method: MethodId; body(turn: number): object }>;
};

/** `forMs`: how long pages are asked for side by side, out of the largest. `fresh`: an empty database for a size; default: a server of its own. */
export async function runPages(
  { name, unit, sizes, prepare }: PageSeries,
  { pageCount = 400, forMs = 4_000, fresh = async (): Promise<DatabaseAddress | undefined> => undefined } = {},
): Promise<BenchOutcome> {
  const p95s: number[] = [];
  let bare = 0;
  let parallel: Awaited<ReturnType<typeof measureParallel>> | undefined;
  for (const size of sizes) {
    const { own, least, beside } = await onStage({ on: await fresh() }, async (world) => {
      const { token, method, body } = await prepare(world, size);
      const port = world.server.port;
      const own = await timesOf((turn) => callOn(port, { token }, method, body(turn)), { n: pageCount });
      const least = await timesOf(() => callOn(port, { token }, 'accounts.me', {}), { n: pageCount });
      if (size !== sizes.at(-1)) return { own, least, beside: undefined };
      const asked = {
        ...{ name: `${name} ${size.toLocaleString('en')} ${unit}`, address: world.address, nowMs: world.clock.now() },
        ...{ token, method, inputs: Array.from({ length: 100 }, (_, turn) => body(turn)), forMs },
      };
      const beside = await measureParallel(asked, () => callOn(port, { token }, method, body(0)));
      return { own, least, beside };
    });
    p95s.push(quantile(own, 0.95));
    bare = quantile(least, 0.95);
    parallel = beside;
  }
  const label = (size: number): string => `${name} ${size.toLocaleString('en')} ${unit}, p95`;
  const results = sizes.map((size, index) => atMost({ name: label(size), value: p95s[index] ?? 0, unit: 'ms' }, 20));
  const ratio = Math.max(...p95s) / Math.min(...p95s);
  return {
    floors: { [floor]: bare, ...(parallel ? { [parallelFloor]: parallel.floor } : {}) },
    results: [
      ...results,
      atMost({ name: `${name}: the largest to the smallest`, value: ratio, unit: '×' }, 2),
      ...(parallel ? [parallel.result] : []),
    ],
    notMeasured: [],
  };
}
