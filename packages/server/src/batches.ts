// Group commit: what arrives while a batch is under way is the next batch, with no timer to tune. One batch at a time, so order is kept.
import { StoreFault } from '@parley/store';
import type { Clock } from './clock.ts';

/** Something that waits for its batch. */
export type Waiting = {
  enqueuedAtMs: number;
  /** Answers that it could not be done: `unavailable` may be tried again, anything else is a bug. */
  giveUp(code: 'unavailable' | 'server_error'): void;
};

export type BatchOptions<Item> = {
  clock: Clock;
  /** Does a batch and answers each item; hands back those that must be done again before anything that came later. */
  flush(batch: readonly Item[]): Promise<readonly Item[]>;
  onFault(error: unknown): void;
};

/** Beyond these, new work is refused by name rather than promised. */
const bounds = { batchMax: 500, queuedMax: 20_000, waitMs: 10_000, retryMs: 100 } as const;

export class Batches<Item extends Waiting> {
  readonly #options: BatchOptions<Item>;
  #queue: Item[] = [];
  #running: Promise<void> | undefined;

  constructor(options: BatchOptions<Item>) {
    this.#options = options;
  }

  add(item: Item): void {
    if (this.#queue.length >= bounds.queuedMax) return item.giveUp('unavailable');
    this.#queue.push(item);
    // Started a microtask later, so that all that arrived in one read of a socket is one batch.
    this.#running ??= Promise.resolve().then(() => this.#drain());
  }

  /** Settles when nothing is waiting or under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, bounds.batchMax);
      this.#queue = this.#queue.slice(bounds.batchMax);
      try {
        this.#queue = [...(await this.#options.flush(batch)), ...this.#queue];
      } catch (error) {
        await this.#recover(batch, error);
      }
    }
    this.#running = undefined;
  }

  /** After a fault nobody knows whether the batch was stored. Doing the same again is answered rightly either way. */
  async #recover(batch: readonly Item[], error: unknown): Promise<void> {
    this.#options.onFault(error);
    const isPassing = error instanceof StoreFault;
    const giveUpBeforeMs = this.#options.clock.now() - bounds.waitMs;
    const again = batch.filter((item) => isPassing && item.enqueuedAtMs > giveUpBeforeMs);
    for (const item of batch) if (!again.includes(item)) item.giveUp(isPassing ? 'unavailable' : 'server_error');
    this.#queue = [...again, ...this.#queue];
    if (again.length > 0) await new Promise((resolve) => setTimeout(resolve, bounds.retryMs));
  }
}
