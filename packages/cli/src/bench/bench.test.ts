import { freshDatabase } from '@parley/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { atLeast, atMost, quantile } from './bench.ts';
import { connectCrowd } from './delivery/crowd-rates.ts';
import { measureEcho, measureRows } from './delivery/floors.ts';
import { openScene } from './delivery/scene.ts';
import { measureFanout } from './fanout-bench.ts';
import { measureIdle } from './idle-bench.ts';
import { type PageSeries, runPages } from './pages.ts';
import { measureResume } from './resume-bench.ts';
import { measureStorm } from './storm-bench.ts';

/** One on the server of the tests: what a bench does is the same there, and to set a server up takes longer than that. */
async function fresh() {
  const { address, drop } = await freshDatabase();
  onTestFinished(drop);
  return address;
}

test('a figure reaches its goal by its value, or by its ratio where it stands beside a floor', () => {
  const figure = { name: 'send', value: 900, unit: '/s', floor: 'bare', ratio: 0.3 };
  expect(atLeast(figure, 0.3)).toMatchObject({ reached: true });
  expect(atLeast(figure, 0.31)).toMatchObject({ reached: false });
  expect(atMost({ name: 'page', value: 20, unit: 'ms' }, 20)).toMatchObject({ reached: true });
  expect(atMost({ name: 'page', value: 20.1, unit: 'ms' }, 20)).toMatchObject({ reached: false });
});

test('a quantile is a value that was measured', () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(4);
  expect(quantile([], 0.95)).toBe(0);
});

test('pages are read out of every size, and the largest is compared with the smallest', async () => {
  const asked: string[] = [];
  const series: PageSeries = {
    name: 'a page of 1 out of',
    unit: 'people',
    sizes: [1, 2],
    prepare: async (world, size) => {
      const { token, id } = await world.person('reader');
      const body = (): object => {
        asked.push(`${size}`);
        return { userId: id };
      };
      return { token, method: 'people.profile', body };
    },
  };
  const { floors, results } = await runPages(series, { pageCount: 5, forMs: 300, fresh });
  expect(new Set(asked)).toEqual(new Set(['1', '2']));
  expect(Object.keys(floors)).toHaveLength(2);
  expect(results.map(({ name, goal }) => [name, goal])).toEqual([
    ['a page of 1 out of 1 people, p95', 20],
    ['a page of 1 out of 2 people, p95', 20],
    ['a page of 1 out of: the largest to the smallest', 2],
    ['a page of 1 out of 2 people, 16 in parallel', 0.25],
  ]);
  expect(results.every(({ value }) => value > 0)).toBe(true);
}, 120_000);

test('a crowd writes through a node of its own, all of it arrives, and what it costs is told apart', async () => {
  const scene = await openScene({ people: 8, friendsEach: 4 });
  try {
    const crowd = await connectCrowd(scene);
    const before = await scene.storedBytes();
    const rate = await crowd.write(20, 1_000);
    await crowd.stop();
    expect(rate).toMatchObject({ asked: 20, lost: 0 });
    expect(rate.p50Ms).toBeGreaterThan(0);
    expect(rate.p99Ms).toBeGreaterThanOrEqual(rate.p50Ms);
    expect(await scene.storedBytes()).toBeGreaterThanOrEqual(before);
    if (process.platform === 'linux') expect(rate.serverCpuSeconds).toBeGreaterThan(0);
    expect(await measureRows(scene, 300)).toBeGreaterThan(0);
  } finally {
    await scene.close();
  }
  expect(await measureEcho(4, 300)).toBeGreaterThan(0);
}, 120_000);

test('idle: people who are connected cost memory, and a bare socket less', async () => {
  const { floors, results } = await measureIdle(100, { on: await fresh() });
  expect(Object.values(floors)).toHaveLength(1);
  expect(results.map(({ goal }) => goal)).toEqual([12]);
}, 120_000);

test('storm: all whose connections broke are back over what they missed, and others’ messages went on', async () => {
  const { results } = await measureStorm(
    {
      ...{ people: 60, others: 30, othersPerSecond: 20 },
      ...{ jitterMs: 300, calmMs: 400, fromFriends: 5, messagesEach: 1 },
    },
    await fresh(),
  );
  const [allBack, , undelivered] = results;
  expect(allBack?.value).toBeGreaterThan(0);
  expect(undelivered).toMatchObject({ value: 0, reached: true });
}, 120_000);

test('resume: a device is in step after few round trips', async () => {
  const { results } = await measureResume([1, 40], await fresh());
  const trips = results.filter(({ unit }) => unit === 'round trips');
  expect(trips.map(({ reached }) => reached)).toEqual([true, true]);
  expect(results.filter(({ unit, value }) => unit === 'ms' && value > 0)).toHaveLength(2);
}, 120_000);

test('fanout: every device hears, and so it does at the floor', async () => {
  const { floors, results } = await measureFanout(
    { people: 14, devicesEach: 3, writers: 4, forMs: 400 },
    await fresh(),
  );
  expect(Object.values(floors).every((value) => value > 0)).toBe(true);
  expect(results.filter(({ unit }) => unit === 'deliveries/s').every(({ value }) => value > 0)).toBe(true);
}, 120_000);
