// Many seeds, and what they came to.
import { acts } from './cast/acts.ts';
import { faults } from './cast/faults.ts';
import { mishaps } from './machine/index.ts';
import { type Outcome, simulate } from './simulate.ts';
import type { Stage } from './stage.ts';

export type Report = {
  seeds: number;
  from: number;
  failed: { seed: number; findings: Outcome['findings'] }[];
  /** How often each act and fault happened, over all seeds. */
  exercised: Record<string, number>;
  /** Acts and faults that could have happened, and did not in these seeds. */
  notExercised: string[];
  /** What no seed can exercise. */
  beyondReach: readonly string[];
  steps: number;
  secondsPerSeed: number;
};

type Options = { from: number; seeds: number; stopsAtFirst?: boolean; told?: (outcome: Outcome) => void };

export async function runSeeds(stage: Stage, { from, seeds, stopsAtFirst = false, told }: Options): Promise<Report> {
  const counts = new Map<string, number>();
  const failed: Report['failed'] = [];
  let [played, steps] = [0, 0];
  const startedMs = performance.now();
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await simulate(stage, seed);
    played += 1;
    steps += outcome.steps;
    for (const [what, count] of outcome.counts) counts.set(what, (counts.get(what) ?? 0) + count);
    if (outcome.findings.length > 0) failed.push({ seed, findings: outcome.findings });
    told?.(outcome);
    if (stopsAtFirst && failed.length > 0) break;
  }
  return {
    ...{ seeds: played, from, failed, steps },
    exercised: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    notExercised: everything.filter((what) => !counts.has(what)),
    beyondReach,
    secondsPerSeed: (performance.now() - startedMs) / 1_000 / Math.max(1, played),
  };
}

const beyondReach = [
  'statements that PostgreSQL runs at the same time (the contract suite of the store does)',
  'a crash of PostgreSQL, a full disk, a power cut',
  'real sockets, TLS, proxies, the HTTP server, NATS',
  'uploads, link targets, passwords, sign-up, leaving for good, reports',
  'browsers: storage, workers, what is drawn',
  'limits of a day, and what an hourly job tidies up',
] as const;

const everything = [
  ...Object.keys(acts).map((name) => `act: ${name}`),
  ...Object.keys(faults).map((name) => `fault: ${name}`),
  ...mishaps.map((name) => `fault: ${name}`),
];
