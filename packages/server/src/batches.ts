// Group commit: what arrives while a batch is under way is the next batch. One batch at a time, so order is kept.
// What may wait is bounded by number and by time: beyond, new work is refused by name rather than promised, and nobody has to clear anything up.
import type { Clock } from './clock.ts';
import { type FaultCode, faultCodeOf } from './outcome.ts';

/** Something that waits for its batch. */
export type Waiting = {
  enqueuedAtMs: number;
  /** Answers that it could not be done: `unavailable` may be tried again, anything else is a bug. `faultId` names what happened, if anything did. */
  giveUp(code: FaultCode, faultId?: string): void;
};

export type BatchOptions<Item> = {
  clock: Clock;
  /** Does a batch and answers each item; hands back those that must be done again before anything that came later. */
  flush(batch: readonly Item[]): Promise<readonly Item[]>;
  onFault: OnFault;
  /** What nobody waits for is gathered for so long before each batch. Default 0: a batch begins when the one before has ended. */
  gatherMs?: number;
};

/** Told of a fault; answers the id under which it is kept, if it is. */
export type OnFault = (error: unknown) => string | undefined;

export const batchBounds = {
  batchMax: 500,
  /** Items that wait. */
  queuedMax: 20_000,
  /** While the oldest has waited for longer, the database is behind and nothing new is taken. */
  behindMs: 5_000,
  /** After a fault, what has waited for longer is not tried again. */
  waitMs: 10_000,
  retryMs: 100,
} as const;

export class Batches<Item extends Waiting> {
  readonly #options: BatchOptions<Item>;
  #queue: Item[] = [];
  /** The oldest of the batch under way. */
  #inHand: Item | undefined;
  #running: Promise<void> | undefined;

  constructor(options: BatchOptions<Item>) {
    this.#options = options;
  }

  add(item: Item): void {
    if (this.isRefusing()) return item.giveUp('unavailable');
    this.#queue.push(item);
    // Started a microtask later, so that all that arrived in one read of a socket is one batch.
    this.#running ??= Promise.resolve().then(() => this.#drain());
  }

  /** How many wait for a batch. */
  get length(): number {
    return this.#queue.length;
  }

  /** Whether something new would be refused now. It ends by itself, as soon as the database has caught up. */
  isRefusing(): boolean {
    const oldest = this.#inHand ?? this.#queue[0];
    if (!oldest) return false;
    return (
      this.#queue.length >= batchBounds.queuedMax ||
      this.#options.clock.now() - oldest.enqueuedAtMs > batchBounds.behindMs
    );
  }

  /** Settles when nothing is waiting or under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const { gatherMs = 0 } = this.#options;
      if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const batch = this.#queue.slice(0, batchBounds.batchMax);
      this.#queue = this.#queue.slice(batchBounds.batchMax);
      this.#inHand = batch[0];
      try {
        this.#queue = [...(await this.#options.flush(batch)), ...this.#queue];
      } catch (error) {
        await this.#recover(batch, error);
      }
      this.#inHand = undefined;
    }
    this.#running = undefined;
  }

  /**
   * After a fault nobody knows whether the batch was stored. Doing the same again is answered rightly either way. What only waits was not
   * tried at all; it is given up by the same clock, or the last would hear as many time-outs later as there are batches before it.
   */
  async #recover(batch: readonly Item[], error: unknown): Promise<void> {
    const faultId = this.#options.onFault(error);
    const code = faultCodeOf(error);
    const giveUpBeforeMs = this.#options.clock.now() - batchBounds.waitMs;
    const isInTime = (item: Item): boolean => item.enqueuedAtMs > giveUpBeforeMs;
    const again = batch.filter((item) => code === 'unavailable' && isInTime(item));
    const waiting = this.#queue.filter(isInTime);
    for (const item of batch) if (!again.includes(item)) item.giveUp(code, faultId);
    for (const item of this.#queue) if (!isInTime(item)) item.giveUp('unavailable', faultId);
    this.#queue = [...again, ...waiting];
    if (again.length > 0) await new Promise((resolve) => setTimeout(resolve, batchBounds.retryMs));
  }
}
