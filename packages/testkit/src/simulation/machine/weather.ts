// How bad things are: which share of what happens goes wrong. In calm weather nothing goes wrong, but what takes how long is still the seed's.
import type { Random } from '../random.ts';

/** What may go wrong by itself, with its share in a storm. */
const shares = {
  'frame lost': 0.012,
  'frame doubled': 0.02,
  'frame late': 0.04,
  'request lost': 0.05,
  'answer lost': 0.05,
  'bus frame lost': 0.05,
  'bus frame late': 0.1,
  'store slow': 0.03,
  'store call lost before it ran': 0.006,
  'store answer lost after it ran': 0.012,
  'transaction rolled back at its end': 0.02,
} as const;

export type Mishap = keyof typeof shares;

/** How often each act and each fault happened. */
export class Tally {
  readonly counts = new Map<string, number>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

export class Weather {
  readonly #random: Random;
  readonly #tally: Tally;
  /** Infinity: not yet. */
  calmSinceMs = Number.POSITIVE_INFINITY;

  constructor(random: Random, tally: Tally) {
    this.#random = random;
    this.#tally = tally;
  }

  happens(mishap: Mishap): boolean {
    if (!this.#random.chance(shares[mishap]) || this.calmSinceMs < Number.POSITIVE_INFINITY) return false;
    this.#tally.count(`fault: ${mishap}`);
    return true;
  }

  /** Mostly near the lower bound, at times near the upper one. */
  delay(fromMs: number, toMs: number): number {
    const share = this.#random.next();
    return fromMs + (toMs - fromMs) * share * share * share;
  }
}

export const mishaps = Object.keys(shares) as Mishap[];
