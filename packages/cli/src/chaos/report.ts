import type { Note } from '@parley/testkit/load';
import type { Findings } from './checker.ts';
import type { FaultKind } from './faults.ts';

export type Told = {
  notes: readonly Note[];
  faults: Readonly<Record<FaultKind, number>>;
  slowestReturnMs: number;
  findings: Findings;
  /** What ended although nobody ended it. */
  deaths: readonly string[];
  hasNats: boolean;
  keptFolder: string | undefined;
};

export type Report = {
  seed: number;
  minutes: number;
  sends: number;
  acked: number;
  refused: number;
  blocks: number;
  faultCount: number;
  faults: Readonly<Record<FaultKind, number>>;
  /** The longest that any process took to be up again, from when it might. */
  slowestReturnMs: number;
} & Record<keyof Findings, number> & { deaths: number; ok: boolean; notExercised: readonly string[] };

/** True of every run, whatever the seed. */
const neverExercised = [
  'power cuts, and disks that are full, slow or lie',
  'clocks that jump or differ',
  'links that lose, delay or reorder packets, or carry one way only',
  'several machines, replicas, a NATS cluster, Citus',
  'edits, unsends, requests, media, receipts, typing and presence',
  'browsers and their IndexedDB',
];

export function reportOf({ seed, minutes, ...told }: Told & { seed: number; minutes: number }): Report {
  const { notes, faults, findings, deaths } = told;
  const count = (kind: Note['kind']): number => notes.filter((note) => note.kind === kind).length;
  const counts = Object.fromEntries(Object.entries(findings).map(([kind, list]) => [kind, list.length]));
  const isClean = deaths.length === 0 && Object.values(findings).every((list) => list.length === 0);
  const missed = Object.entries(faults).flatMap(([kind, times]) => (times === 0 ? [kind] : []));
  return {
    ...{
      seed,
      minutes,
      sends: count('queued'),
      acked: count('acked'),
      refused: count('failed'),
      blocks: count('blocked'),
    },
    ...{ faultCount: Object.values(faults).reduce((sum, one) => sum + one, 0), faults },
    slowestReturnMs: Math.round(told.slowestReturnMs),
    ...(counts as Record<keyof Findings, number>),
    ...{ deaths: deaths.length, ok: isClean },
    notExercised: [
      ...missed.map((kind) => `${kind} (not in this run)`),
      ...(told.hasNats ? [] : ['news between nodes over NATS (no nats-server is installed)']),
      ...neverExercised,
    ],
  };
}
