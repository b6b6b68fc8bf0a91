// One run from data to report: a fresh world, the trace played in it, everything read back, and the judgement.
import type { Refusal } from '@parley/contract';
import type { DatabaseAddress } from '@parley/store';
import { seededRandom } from '@parley/testkit/load';
import { check, type Verdict } from './checker.ts';
import { assertEmpty, openReplayDatabase } from './database.ts';
import { type Facts, noFacts } from './facts.ts';
import { eachLimited } from './limited.ts';
import { type Account, makePeople, type Privacy } from './make-people.ts';
import { Person } from './person.ts';
import { Play, type Played } from './play.ts';
import { readBack, readKept } from './read-back.ts';
import type { Graph, TraceLine } from './read-data.ts';
import { type ReplayServer, startReplayServer } from './server.ts';

export type ReplayOptions = {
  readonly graph: Graph;
  readonly trace: readonly TraceLine[];
  /** Said in turn; without any, each message says its number. */
  readonly texts: readonly string[];
  readonly privacy: Privacy;
  /** How many times faster than the trace itself; Infinity: as fast as answers come. */
  readonly speed: number;
  readonly seed: number;
  /** An empty database of the caller's. Undefined: a fresh one that is removed afterwards. */
  readonly database: DatabaseAddress | undefined;
  /** Told in a sentence what is going on. */
  onProgress(sentence: string): void;
};

export type Stage = 'people' | 'follows' | 'trace' | 'readBack';

export type Outcome = {
  readonly verdict: Verdict;
  readonly played: Played;
  readonly peopleCount: number;
  readonly followCount: number;
  /** Refusals that meant trouble on the server's side, by code: the clients tried again. */
  readonly faults: Readonly<Record<string, number>>;
  /** Real time. */
  readonly tookMs: Readonly<Record<Stage, number>>;
  /** CPU time of the server's thread while the trace was played. */
  readonly serverCpuMs: number;
};

const connectPatienceMs = 60_000;
const progressEveryMs = 2_000;
/** Nothing passes for so long: all news has come. */
const quietMs = 1_000;
const quietPatienceMs = 60_000;

export async function replay(options: ReplayOptions): Promise<Outcome> {
  const database = await openReplayDatabase(options.database);
  try {
    const server = await startReplayServer(database.address, options.trace[0]?.atMs ?? 0);
    try {
      await assertEmpty(database.address);
      const run = async (): Promise<Outcome> =>
        playAmong(await makePeople({ ...options, address: database.address }), server, options);
      return await Promise.race([run(), server.broken]);
    } finally {
      await server.close();
    }
  } finally {
    await database.close();
  }
}

async function playAmong(
  accounts: ReadonlyMap<string, Account>,
  server: ReplayServer,
  options: ReplayOptions,
): Promise<Outcome> {
  const { graph, trace, onProgress } = options;
  const facts = noFacts();
  const took = stopwatch();
  const overheard = overhear();
  const people = new Map(
    [...accounts.values()].map((account) => {
      const onAnswer: Play['answered'] = (answer) => play.answered(answer);
      const onPaced: Play['paced'] = (untilMs) => play.paced(untilMs);
      const own = { url: server.url, now: server.now, facts, onAnswer, onPaced };
      return [account.name, new Person({ ...account, ...overheard, ...own })];
    }),
  );
  const random = seededRandom(options.seed);
  const play = new Play({ ...options, people, facts, random, advanceClock: server.advanceTo, now: server.now });
  for (const { id, setting } of accounts.values()) facts.people.set(id, setting);

  onProgress(`${people.size} people connect`);
  await connectAll(people);
  took.lap('people');
  onProgress(`${graph.edges.length} follows are made`);
  await follow(graph, people, facts);
  took.lap('follows');
  const cpuBeforeMs = await server.cpuMs();
  const progress = setInterval(() => onProgress(progressOf(play.launchedCount, trace, server.now())), progressEveryMs);
  const played = await play.run().finally(() => clearInterval(progress));
  took.lap('trace');
  const serverCpuMs = (await server.cpuMs()) - cpuBeforeMs;
  onProgress('everything is read back');
  await overheard.quiet();
  readKept(people.values(), facts);
  for (const { client } of people.values()) client.close();
  facts.endMs = server.now();
  await readBack(accounts.values(), server.url, facts);
  took.lap('readBack');
  const counts = { peopleCount: people.size, followCount: graph.edges.length };
  return { verdict: check(facts), played, ...counts, faults: overheard.faults, tookMs: took.laps, serverCpuMs };
}

/** What is noticed of everybody's connection together. */
function overhear() {
  const faults: Record<string, number> = {};
  let lastTrafficMs = 0;
  return {
    faults,
    onFault: ({ code }: Refusal): void => {
      faults[code] = (faults[code] ?? 0) + 1;
    },
    onTraffic: (): void => {
      lastTrafficMs = performance.now();
    },
    /** Waits until all news has come, as far as silence tells. */
    quiet: async (): Promise<void> => {
      const patientUntilMs = performance.now() + quietPatienceMs;
      const isQuiet = (): boolean => performance.now() - lastTrafficMs >= quietMs;
      while (!isQuiet() && performance.now() < patientUntilMs) await pause(quietMs / 4);
    },
  };
}

async function connectAll(people: ReadonlyMap<string, Person>): Promise<void> {
  await eachLimited(people.values(), 32, async (person) => {
    if (!(await person.connect(connectPatienceMs))) throw new Error(`${person.name} could not connect`);
  });
}

async function follow({ edges }: Graph, people: ReadonlyMap<string, Person>, facts: Facts): Promise<void> {
  const byFollower = Map.groupBy(edges, ({ from }) => from);
  await eachLimited(byFollower.entries(), 16, async ([from, own]) => {
    const follower = people.get(from);
    for (const { to } of own) {
      const followee = people.get(to);
      if (follower === undefined || followee === undefined) throw new Error(`${from} or ${to} is nobody`);
      await follower.client.call('graph.follow', { userId: followee.id });
      facts.follows.add(`${follower.id} ${followee.id}`);
    }
  });
}

function progressOf(launchedCount: number, trace: readonly TraceLine[], nowMs: number): string {
  const share = Math.floor((100 * launchedCount) / trace.length);
  return `${launchedCount} of ${trace.length} messages (${share} %), it is ${new Date(nowMs).toISOString()}`;
}

function stopwatch() {
  const laps: Record<Stage, number> = { people: 0, follows: 0, trace: 0, readBack: 0 };
  let sinceMs = performance.now();
  return {
    laps,
    lap: (stage: Stage): void => {
      const nowMs = performance.now();
      laps[stage] = nowMs - sinceMs;
      sinceMs = nowMs;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
