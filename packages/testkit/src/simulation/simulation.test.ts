import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../database/index.ts';
import { keptSeeds } from './kept-seeds.ts';
import { simulate } from './simulate.ts';
import { openStage, type Stage } from './stage.ts';

const seeds = Array.from({ length: 25 }, (_, index) => index + 1);

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

  test('a seed gives the same story, to the last step, however often it is played', async () => {
    const first = await simulate(stage, 3);
    const second = await simulate(stage, 3);
    expect(second.digest).toBe(first.digest);
    expect((await simulate(stage, 4)).digest).not.toBe(first.digest);
  });
});
