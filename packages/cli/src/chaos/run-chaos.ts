// Everything that there is, as real processes on a folder of their own; lets it fail, waits until all are back, and hands what is left to the checker.
import { openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseAddress, migrate } from '@parley/store';
import {
  type Begin,
  type Crowd,
  type Finish,
  fillCrowd,
  type Look,
  type NodeQuestion,
  readNotes,
  type Seen,
  seededRandom,
  startHelper,
} from '@parley/testkit/load';
import { findNats, startNats } from '@parley/testkit/nats';
import { judge } from './checker.ts';
import { openDatabase } from './database.ts';
import { driftIn } from './drift.ts';
import { faultsOf, letThingsFail, type Scene } from './faults.ts';
import { openFront } from './front.ts';
import { type KeptRunning, keepRunning } from './kept-running.ts';
import type { Told } from './report.ts';
import { readStored } from './stored.ts';

export type ChaosOptions = { minutes: number; seed: number; rate: number; say(line: string): void };

const peopleCount = 40;
const friendsEach = 8;
/** Every so many people one falls out with the friend beside them. */
const quarrelEvery = 8;
const peopleProcesses = 2;
/** How long everybody has to be back and to agree, once nothing fails any more. */
const settleMs = 90_000;
const warmUpMs = 5_000;

type Opened = Scene & { folder: string; deaths: string[]; close(): Promise<void> };

export async function runChaos({ minutes, seed, rate, say }: ChaosOptions): Promise<Told> {
  const scene = await openScene({ seed, rate });
  const { folder, people, database, deaths } = scene;
  let keptFolder: string | undefined = folder;
  try {
    await delay(warmUpMs);
    const random = seededRandom(seed);
    const { counts: faults, slowestReturnMs } = await letThingsFail({
      faults: faultsOf(scene, random),
      random,
      forMs: minutes * 60_000,
      say,
    });
    await Promise.all(people.map((one) => one.helper().ask({ finish: true } satisfies Finish)));
    const seen = await settled(scene);
    const notes = people.flatMap((_, at) => readNotes(join(folder, `people-${at}.notes`)));
    const findings = judge({ notes, stored: await readStored(database.address), seen });
    if (deaths.length === 0 && Object.values(findings).every((list) => list.length === 0)) keptFolder = undefined;
    return { notes, faults, slowestReturnMs, findings, deaths, hasNats: scene.nats !== undefined, keptFolder };
  } finally {
    await scene.close();
    if (keptFolder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function openScene({ seed, rate }: { seed: number; rate: number }): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-chaos-'));
  const database = await openDatabase(join(folder, 'data'));
  await migrate(database.address);
  const crowd = await fillCrowd(database.address, { people: peopleCount, friendsEach, nowMs: Date.now() });
  const nats = findNats() === undefined ? undefined : await startNats();
  const deaths: string[] = [];
  const died = (what: string): void => void deaths.push(what);
  const ports: number[] = [];
  const nodes: KeptRunning[] = [];
  for (const at of [0, 1])
    nodes.push(await openNode({ at, ports, folder, address: database.address, natsUrl: nats?.url, died }));
  const front = await openFront(() => ports.filter((_, at) => nodes[at]?.isUp));
  const people: KeptRunning[] = [];
  for (let at = 0; at < peopleProcesses; at += 1) {
    people.push(await openPeople({ at, crowd, url: front.url, folder, seed, rate, died }));
  }
  const close = async (): Promise<void> => {
    for (const one of [...people, ...nodes]) await one.close();
    await front.close();
    await nats?.stop();
    await database.close();
  };
  return { nodes, people, database, nats, front, folder, deaths, close };
}

type NodeOptions = {
  at: number;
  ports: number[];
  folder: string;
  address: DatabaseAddress;
  natsUrl: string | undefined;
  died(what: string): void;
};

/** The first start takes a free port, and all later ones the same. */
function openNode({ at, ports, folder, address, natsUrl, died }: NodeOptions): Promise<KeptRunning> {
  const log = openSync(join(folder, `node-${at}.log`), 'a');
  return keepRunning({
    name: `node ${at}`,
    launch: () => startHelper('node', [], log),
    begin: async (helper) => {
      const question: NodeQuestion = { address, natsUrl, port: ports[at] ?? 0 };
      ports[at] = (await helper.ask<{ port: number }>(question)).port;
    },
    died,
  });
}

type PeopleOptions = {
  at: number;
  crowd: Crowd;
  url: string;
  folder: string;
  seed: number;
  rate: number;
  died(what: string): void;
};

/** Each person has a device in one process, and every second one another device in the other process. */
function openPeople({ at, crowd, url, folder, seed, rate, died }: PeopleOptions): Promise<KeptRunning> {
  const log = openSync(join(folder, `people-${at}.log`), 'a');
  const devices = crowd.tokens.flatMap((token, person) => [
    ...(person % peopleProcesses === at ? [{ name: `${person}a`, person, token }] : []),
    ...((person >> 1) % 2 === 0 && (person + 1) % peopleProcesses === at
      ? [{ name: `${person}b`, person, token }]
      : []),
  ]);
  const quarrelsome = crowd.tokens.flatMap((_, person) => (person % quarrelEvery === 0 ? [person] : []));
  return keepRunning({
    name: `people ${at}`,
    launch: () => startHelper('noting-people', [], log),
    begin: async (helper, starts) => {
      const shared = {
        url,
        folder,
        people: peopleCount,
        friendsEach,
        devices,
        quarrelsome,
        messagesPerSecond: rate / peopleProcesses,
      };
      await helper.ask({ begin: { ...shared, name: `people-${at}`, starts, seed: seed + at } } satisfies Begin);
    },
    died,
  });
}

/** What all show once it is what is stored; or what they show when the time for it is over. */
async function settled({ people, database }: Opened): Promise<Seen> {
  const giveUpMs = performance.now() + settleMs;
  for (;;) {
    await delay(1_000);
    const looks = await Promise.all(people.map((one) => one.helper().ask<Seen>({ look: true } satisfies Look)));
    const seen = looks.flat();
    if (performance.now() > giveUpMs || driftIn(await readStored(database.address), seen).length === 0) return seen;
  }
}
