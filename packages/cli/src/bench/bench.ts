// A bench: something whose speed is measured, beside what the machine gives at most in the same minutes, with the figure to reach.
import { cpus } from 'node:os';

/** One figure. `ratio` is to the floor of that name; `goal` is what `value` (where there is a floor: `ratio`) must not go beyond, or must reach. */
export type BenchResult = {
  name: string;
  value: number;
  unit: string;
  floor?: string;
  ratio?: number;
  goal: number;
  reached: boolean;
};

/** `notMeasured`: what this run left out, and why. */
export type BenchOutcome = { floors: Record<string, number>; results: BenchResult[]; notMeasured: string[] };
export type Bench = { about: string; run(): Promise<BenchOutcome> };

export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;

type Figure = Omit<BenchResult, 'goal' | 'reached'>;
export const atMost = (figure: Figure, goal: number): BenchResult => ({
  ...figure,
  goal,
  reached: (figure.ratio ?? figure.value) <= goal,
});
export const atLeast = (figure: Figure, goal: number): BenchResult => ({
  ...figure,
  goal,
  reached: (figure.ratio ?? figure.value) >= goal,
});

export const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? 0;

/** Does it in turn, after a warm-up, and answers how long each time took, in milliseconds. */
export async function timesOf(
  work: (turn: number) => Promise<unknown>,
  { n, warmUp = Math.min(30, n) }: { n: number; warmUp?: number },
) {
  const times: number[] = [];
  for (let turn = -warmUp; turn < n; turn += 1) {
    const startedMs = performance.now();
    await work(turn);
    if (turn >= 0) times.push(performance.now() - startedMs);
  }
  return times;
}
