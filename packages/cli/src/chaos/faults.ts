// What goes wrong, and when: all kinds in turn, in an order of the seed, at random moments, and one while another is still going on.
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@parley/testkit/load';
import type { NatsServer } from '@parley/testkit/nats';
import type { Database } from './database.ts';
import type { Front } from './front.ts';
import type { KeptRunning } from './kept-running.ts';

const kinds = [
  'nodeKilled',
  'nodePaused',
  'postgresStopped',
  'postgresKilled',
  'natsKilled',
  'natsPaused',
  'socketsCut',
  'peopleKilled',
] as const;
export type FaultKind = (typeof kinds)[number];

export type Scene = {
  nodes: readonly KeptRunning[];
  people: readonly KeptRunning[];
  database: Database;
  /** Absent where none is installed. */
  nats: NatsServer | undefined;
  front: Front;
};

/** `run` is kept when it is over and all is as before. Two of one target never overlap. */
type Fault = { kind: FaultKind; target: string; run(forMs: number): Promise<unknown>; maxMs: number };

export function faultsOf({ nodes, people, database, nats, front }: Scene, random: Random): Fault[] {
  const shares = [0.2, 0.6, 1];
  return [
    ...nodes.flatMap((node, at): Fault[] => [
      { kind: 'nodeKilled', target: `node ${at}`, run: (forMs) => node.kill(forMs), maxMs: 4_000 },
      { kind: 'nodePaused', target: `node ${at}`, run: (forMs) => node.pause(forMs), maxMs: 8_000 },
    ]),
    ...people.map((one, at): Fault => {
      return { kind: 'peopleKilled', target: `people ${at}`, run: (forMs) => one.kill(forMs), maxMs: 3_000 };
    }),
    { kind: 'postgresStopped', target: 'postgres', run: (forMs) => database.end('SIGQUIT', forMs), maxMs: 4_000 },
    { kind: 'postgresKilled', target: 'postgres', run: (forMs) => database.end('SIGKILL', forMs), maxMs: 4_000 },
    ...shares.map((share): Fault => {
      return { kind: 'socketsCut', target: 'sockets', run: async () => front.cut(share, random), maxMs: 0 };
    }),
    ...(nats === undefined ? [] : natsFaults(nats)),
  ];
}

function natsFaults(nats: NatsServer): Fault[] {
  const kill = async (forMs: number): Promise<void> => {
    await nats.kill();
    await delay(forMs);
    await nats.start();
  };
  const pause = async (forMs: number): Promise<void> => {
    nats.pause();
    await delay(forMs);
    nats.resume();
  };
  return [
    { kind: 'natsKilled', target: 'nats', run: kill, maxMs: 5_000 },
    { kind: 'natsPaused', target: 'nats', run: pause, maxMs: 8_000 },
  ];
}

export type Going = { faults: readonly Fault[]; random: Random; forMs: number; say(line: string): void };

const gapMinMs = 500;
const gapMaxMs = 5_000;

export type Gone = {
  /** How often there was each kind. */
  counts: Record<FaultKind, number>;
  /** The longest that anything took to come back, from when it was let. */
  slowestReturnMs: number;
};

/** A return that takes longer is told of. */
const slowMs = 10_000;

/** Kept when the time is over and everything is as before. */
export async function letThingsFail({ faults, random, forMs, say }: Going): Promise<Gone> {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  const busy = new Map<string, Promise<unknown>>();
  const startedMs = performance.now();
  let slowestReturnMs = 0;
  const undergo = async ({ kind, target, run }: Fault, ms: number): Promise<void> => {
    const beganMs = performance.now();
    await run(ms);
    const returnMs = performance.now() - beganMs - ms;
    slowestReturnMs = Math.max(slowestReturnMs, returnMs);
    if (returnMs > slowMs) say(`  ${kind} (${target}) took ${Math.round(returnMs)} ms to come back`);
    busy.delete(target);
  };
  let bag: Fault[] = [];
  for (;;) {
    await delay(gapMinMs + random() * (gapMaxMs - gapMinMs));
    const passedMs = performance.now() - startedMs;
    if (passedMs > forMs) break;
    if (bag.length === 0) bag = shuffled(faults, random);
    const isFree = ({ target }: Fault): boolean => !busy.has(target);
    // What is slow to come back holds up its own kinds alone.
    const fault = bag.find(isFree) ?? shuffled(faults, random).find(isFree);
    if (fault === undefined) continue;
    bag = bag.filter((one) => one !== fault);
    const ms = Math.round(random() * fault.maxMs);
    counts[fault.kind] += 1;
    say(`  ${(passedMs / 1_000).toFixed(1)} s: ${fault.kind} (${fault.target}${ms > 0 ? `, ${ms} ms` : ''})`);
    busy.set(fault.target, undergo(fault, ms));
  }
  await Promise.all(busy.values());
  return { counts, slowestReturnMs };
}

function shuffled<One>(list: readonly One[], random: Random): One[] {
  const keyed = list.map((one) => ({ one, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}
