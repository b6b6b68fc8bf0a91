// OBS-1: two cases that nobody may tell apart take the same time. They are measured in turns, so that whatever else the machine does
// happens to both.

/** Of each of the two. `p95DifferenceMs` is how far they lie apart at the 95th percentile. */
export type Timing = { n: number; p50: [number, number]; p95: [number, number]; p95DifferenceMs: number };

const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * q)] ?? 0;

export async function compareTimes(
  cases: readonly [() => Promise<unknown>, () => Promise<unknown>],
  { n, warmUp }: { n: number; warmUp: number },
): Promise<Timing> {
  const times: [number[], number[]] = [[], []];
  for (let turn = -warmUp; turn < n; turn += 1) {
    // The order changes, because the second of two has a warmer cache.
    for (const which of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const startedMs = performance.now();
      await cases[which]();
      if (turn >= 0) times[which].push(performance.now() - startedMs);
    }
  }
  const at = (q: number): [number, number] => [quantile(times[0], q), quantile(times[1], q)];
  const [a, b] = at(0.95);
  return { n, p50: at(0.5), p95: [a, b], p95DifferenceMs: Math.abs(a - b) };
}
