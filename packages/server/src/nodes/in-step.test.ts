// The comparison of what was told with what is stored; runs are made by the test.
import type { UserId } from '@parley/contract';
import { expect, test } from 'vitest';
import { createInStep } from './index.ts';

function scene(userCount = 3) {
  const state = { isWhole: true, asks: [] as number[], told: [] as number[], news: 0 };
  let tellGap = (): void => undefined;
  const run = createInStep({
    store: {
      read: {
        inbox: {
          aheadOf: (revs: ReadonlyMap<UserId, number>) => {
            state.asks.push(revs.size);
            return Promise.resolve(new Map([['1' as UserId, 9]]));
          },
        },
      },
    } as never,
    gateway: {
      revs: () => new Map(Array.from({ length: userCount }, (_, index) => [`${index}` as UserId, 1])),
      tellRevs: (revs) => void state.told.push(revs.size),
      tellAll: () => {
        state.news += 1;
        return Promise.resolve();
      },
    },
    bus: {
      isWhole: () => state.isWhole,
      onGap: (listener) => {
        tellGap = listener;
        return () => undefined;
      },
    },
    onFault: (error) => {
      throw error;
    },
  });
  const runs = async (count: number): Promise<number> => {
    const before = state.asks.length;
    for (let index = 0; index < count; index += 1) await run();
    return state.asks.length - before;
  };
  return { state, runs, gap: () => tellGap() };
}

test('NODE-2b all is well: one comparison in 15 runs', async () => {
  const { state, runs } = scene();
  expect([await runs(14), await runs(1), await runs(30)]).toEqual([0, 1, 2]);
  expect([state.told, state.news]).toEqual([[1, 1, 1], 0]);
});

test('NODE-2b without the bus every run compares', async () => {
  const { state, runs } = scene();
  state.isWhole = false;
  expect(await runs(5)).toBe(5);
});

test('NODE-1b after a gap the next runs compare, and all are told once that passing news may have been lost', async () => {
  const { state, runs, gap } = scene();
  gap();
  gap();
  expect([await runs(6), await runs(3), state.news]).toEqual([6, 0, 1]);
  gap();
  expect([await runs(1), state.news]).toEqual([1, 2]);
});

test('a great many people are compared in several statements', async () => {
  const { state, runs } = scene(12_000);
  await runs(15);
  expect(state.asks).toEqual([5_000, 5_000, 2_000]);
});
