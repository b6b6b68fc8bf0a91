// What whoever asks learns before an answer, and what somebody under 16 reaches. The full sizes run in the gates.
import { startWorld, type World } from '@parley/testkit';
import { keepSilent, lookUpAtRandom, tryAllPaths } from '@parley/testkit/gates';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test.each(['a filtered', 'a plain'])(
  'S07 REQ-3 of %s request, reading, typing, filtering, reporting and declining tell whoever asks nothing',
  async () => {
    const { heard, before, after } = await keepSilent(world);
    expect(heard).toEqual([]);
    expect(after).toBe(before);
  },
);

test('S09 ACC-2 every path by which somebody of 15 could come to messages is shut, with its reason', async () => {
  const { refused, leftBehind } = await tryAllPaths(world);
  expect(refused.filter(({ code }) => code === 'ok')).toEqual([]);
  expect(leftBehind).toBe(0);
  const reasons = ['too_young', 'choice_not_offered', 'not_found', 'invalid_input', 'not_available'];
  expect(refused.filter(({ code }) => !reasons.includes(code))).toEqual([]);
  expect(refused.filter(({ code }) => code === 'too_young').length).toBeGreaterThan(8);
});

test('S04 BLK-1 who blocked the viewer is in no answer, whatever is looked up', async () => {
  expect(await lookUpAtRandom({ world, people: 12, queries: 400, seed: 4 })).toEqual([]);
});
