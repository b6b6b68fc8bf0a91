// Time that moves only when a test says so. Between two timers everything that was promised gets to run.
import type { Clock } from '../clock.ts';

type Due = { readonly atMs: number; readonly run: () => void };

export class VirtualClock implements Clock {
  readonly #due = new Set<Due>();
  #nowMs = Date.parse('2026-01-01T00:00:00.000Z');

  now(): number {
    return this.#nowMs;
  }

  setTimer(delayMs: number, run: () => void): { cancel: () => void } {
    const due: Due = { atMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#due.add(due);
    return { cancel: () => void this.#due.delete(due) };
  }

  get timerCount(): number {
    return this.#due.size;
  }

  /** Runs everything due within `ms`, each at its own instant. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (;;) {
      const next = this.#next(endMs);
      if (next === undefined) break;
      this.#due.delete(next);
      this.#nowMs = next.atMs;
      next.run();
      await settled();
    }
    this.#nowMs = endMs;
  }

  // Timers of the same instant run in the order in which they were set.
  #next(endMs: number): Due | undefined {
    let first: Due | undefined;
    for (const due of this.#due) if (due.atMs <= endMs && (first === undefined || due.atMs < first.atMs)) first = due;
    return first;
  }
}

/** Lets everything run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
