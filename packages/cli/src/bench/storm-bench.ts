// Everybody's connection breaks at once, and everybody comes back: what a restarted balancer does to a node.
import type { DatabaseAddress } from '@parley/store';
import {
  type Helper,
  type LightJoin,
  type LightWrite,
  type LightWritten,
  leaveUnseen,
  type Storm,
  type Stormed,
  startHelper,
} from '@parley/testkit/load';
import { atMost, type Bench, type BenchOutcome, type BenchResult, quantile } from './bench.ts';
import { echoFloor, measureEcho } from './delivery/floors.ts';
import { openScene } from './delivery/scene.ts';

export type StormSize = {
  /** Who comes back. */
  people: number;
  /** Who stays, and writes to each other. */
  others: number;
  othersPerSecond: number;
  jitterMs: number;
  calmMs: number;
  /** What each who comes back missed: of so many friends, so many messages. */
  fromFriends: number;
  messagesEach: number;
};

const full = { people: 10_000, others: 200, othersPerSecond: 100, jitterMs: 2_000, calmMs: 8_000 };

export const stormBench: Bench = {
  about:
    '10,000 connections break at once and come back within 2 s, each with its token and over 5 messages that it missed',
  run: async () => {
    // What a device says of what it received is by conversation, and so is what it asks.
    const ofOne = await measureStorm({ ...full, fromFriends: 1, messagesEach: 5 });
    const ofFive = await measureStorm({ ...full, fromFriends: 5, messagesEach: 1 });
    return {
      floors: { ...ofOne.floors, [`${normalOf(5)}`]: ofFive.floors[normalOf(5)] ?? 0 },
      results: [...ofOne.results, ...ofFive.results],
      notMeasured: [...ofOne.notMeasured, ...ofFive.notMeasured],
    };
  },
};

const ofFriends = (fromFriends: number): string => (fromFriends === 1 ? 'one friend' : `${fromFriends} friends`);
const normalOf = (fromFriends: number): string =>
  `p99 of others before it (ms), storm over messages of ${ofFriends(fromFriends)}`;

const friendsEach = 10;

/** `on`: see `SceneWish`. */
export async function measureStorm(size: StormSize, on?: DatabaseAddress): Promise<BenchOutcome> {
  const echo = await measureEcho(Math.min(size.people, 1_000), size.calmMs / 2);
  const people = size.people + size.others;
  const scene = await openScene({ people, friendsEach, on });
  try {
    await leaveUnseen(scene.address, { ...size, people, nowMs: Date.now() });
    const [others, stormers] = [startHelper('light-people'), startHelper('light-people')];
    const join = (helper: Helper, firstPlace: number, count: number) => {
      const tokens = scene.crowd.tokens.slice(firstPlace, firstPlace + count);
      const crowd = { people, friendsEach };
      return helper.ask<void>({ join: { url: scene.url, tokens, firstPlace, crowd } satisfies LightJoin });
    };
    await join(others, 0, size.others);
    await join(stormers, size.others, size.people);
    const write = (forMs: number): Promise<LightWritten> =>
      others.ask<LightWritten>({ write: { perSecond: size.othersPerSecond, forMs } satisfies LightWrite });
    await write(size.calmMs / 4);
    const calm = await write(size.calmMs);
    const before = scene.serverCpuSeconds();
    const [busy, stormed] = await Promise.all([
      write(size.jitterMs * 4),
      stormers.ask<Stormed>({ storm: { jitterMs: size.jitterMs, sinceRev: friendsEach } satisfies Storm }),
    ]);
    const after = scene.serverCpuSeconds();
    await Promise.all([others.stop(), stormers.stop()]);
    const cpu = before === undefined || after === undefined ? undefined : after - before;
    return report({ calm, busy, stormed, echo, cpu, fromFriends: size.fromFriends });
  } finally {
    await scene.close();
  }
}

type Measured = {
  calm: LightWritten;
  busy: LightWritten;
  stormed: Stormed;
  echo: number;
  cpu: number | undefined;
  fromFriends: number;
};

function report({ calm, busy, stormed, echo, cpu, fromFriends }: Measured): BenchOutcome {
  const back = [...stormed.backMs];
  const allBackMs = Math.max(...back);
  const during = [...busy.tookMs].filter((_, at) => {
    const passedMs = (busy.writtenAtMs[at] ?? 0) - stormed.beganAtMs;
    return passedMs >= 0 && passedMs <= allBackMs;
  });
  const normalMs = quantile([...calm.tookMs], 0.99);
  const stormMs = quantile(during, 0.99);
  const normal = normalOf(fromFriends);
  const storm = `storm over 5 messages of ${ofFriends(fromFriends)}`;
  const results: BenchResult[] = [
    atMost({ name: `${storm}: all are back`, value: allBackMs / 1_000, unit: 's' }, 5),
    atMost(
      {
        name: `${storm}: p99 of others meanwhile`,
        value: stormMs,
        unit: 'ms',
        floor: normal,
        ratio: stormMs / normalMs,
      },
      2,
    ),
    atMost(
      { name: `${storm}: messages of others that did not arrive`, value: busy.lost + calm.lost, unit: 'messages' },
      0,
    ),
  ];
  const notMeasured = [
    `besides, ${storm}: let in ${seconds(Math.max(...stormed.welcomeMs))}, half are back ${seconds(quantile(back, 0.5))}, ${stormed.tries} sockets were opened`,
    ...(cpu === undefined
      ? ['processor time: this machine does not tell it']
      : [`besides, ${storm}: processor time of node and database ${cpu.toFixed(1)} s`]),
  ];
  return { floors: { [echoFloor]: echo, [normal]: normalMs }, results, notMeasured };
}

const seconds = (ms: number): string => `after ${(ms / 1_000).toFixed(2)} s`;
