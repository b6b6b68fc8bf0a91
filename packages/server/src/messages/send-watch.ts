// What a batch of sends took, stage by stage: a few numbers a batch, and one a message.
import type { BatchTimes } from '../observability/index.ts';

/** Who measures, by `performance.now()`. Told of numbers alone. */
export type SendWatch = {
  /** A batch is stored and announced. `origins` are what `origin` answered when its messages came. */
  stored(times: BatchTimes, origins: readonly unknown[]): void;
  /** A message is stored and announced, so long after it came. */
  answered(totalMs: number): void;
  /** What the call that sends belongs to. */
  origin?(): unknown;
};

type Timed = { arrivedAtMs: number; origin: unknown };
type Lap = 'factsMs' | 'decideMs' | 'flushMs' | 'announceMs';

/** The time between two calls of `end` belongs to the stage that the second one names. */
export class Laps {
  readonly #startedAtMs = performance.now();
  readonly #laps: Record<Lap, number> = { factsMs: 0, decideMs: 0, flushMs: 0, announceMs: 0 };
  #lastAtMs = this.#startedAtMs;

  end(lap: Lap): void {
    const nowMs = performance.now();
    this.#laps[lap] += nowMs - this.#lastAtMs;
    this.#lastAtMs = nowMs;
  }

  /** Tells of the batch, and of those messages of it that are stored. */
  tell(watch: SendWatch, batch: readonly Timed[], stored: readonly Timed[]): void {
    const startedAtMs = this.#startedAtMs;
    const queuedMs = startedAtMs - (batch[0]?.arrivedAtMs ?? startedAtMs);
    watch.stored(
      { startedAtMs, size: batch.length, queuedMs, ...this.#laps },
      watch.origin ? batch.map(({ origin }) => origin) : [],
    );
    for (const { arrivedAtMs } of stored) watch.answered(this.#lastAtMs - arrivedAtMs);
  }
}
