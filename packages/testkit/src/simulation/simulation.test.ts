// Seeds that once failed are kept here by number for ever.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/index.ts';
import { simulate } from './simulate.ts';

const seeds = Array.from({ length: 25 }, (_, index) => index + 1);
const keptSeeds: number[] = [];

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe('people with several devices on a bad network', () => {
  test.each([...seeds, ...keptSeeds])(
    'MSG-1 MSG-2 MSG-3 INB-2 every device agrees with what is stored (seed %i)',
    async (seed) => {
      expect(await simulate(world, seed)).toEqual([]);
    },
  );
});
