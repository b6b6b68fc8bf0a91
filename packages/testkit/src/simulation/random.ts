import { seededRandom } from '../load/index.ts';

/** Numbers that only look random: the same seed gives the same run of them. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in 0 .. below - 1. */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
};

export function createRandom(seed: number): Random {
  const next = seededRandom(seed);
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
  };
}
