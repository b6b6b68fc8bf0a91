import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../database/index.ts';
import { keptSeeds } from './kept-seeds.ts';
import { runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';
import { openStage, type Stage } from './stage.ts';

const isKept = (seed: number): boolean => keptSeeds.some((one) => one.seed === seed);
const seeds = Array.from({ length: 25 }, (_, index) => index + 1).filter((seed) => !isKept(seed));

let database: FreshDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await freshDatabase();
  stage = await openStage(database.address);
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

describe('people with several devices, two nodes, and a bad network', () => {
  test.each(seeds)(
    'MSG-1 MSG-2 MSG-3 INB-2 RCPT-1 BLK-1 what was acknowledged is stored and shown once, in one order, to whom it is for (seed %i)',
    async (seed) => {
      expect((await simulate(stage, seed)).findings).toEqual([]);
    },
  );

  test.each(keptSeeds)('seed $seed no longer shows: $showed', async ({ seed }) => {
    expect((await simulate(stage, seed)).findings).toEqual([]);
  });

  test('a report tells what was exercised, what was not, and what never is', async () => {
    const report = await runSeeds(stage, { from: 2, seeds: 1 });
    expect(report).toMatchObject({ seeds: 1, from: 2, failed: [] });
    expect(report.exercised['act: send']).toBeGreaterThan(0);
    expect(report.notExercised.filter((what) => what in report.exercised)).toEqual([]);
    expect(report.beyondReach).not.toHaveLength(0);
  });

  test('a seed gives the same story, to the last step, however often it is played', async () => {
    const first = await simulate(stage, 3);
    const second = await simulate(stage, 3);
    expect(second.digest).toBe(first.digest);
    expect((await simulate(stage, 4)).digest).not.toBe(first.digest);
  });
});
