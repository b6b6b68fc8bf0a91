// LIM-1: 10 messages in 10 seconds. What is written faster waits here, so that nobody is ever shown it as a failure.
import { limits } from '@parley/contract';

export class Pace {
  #sentAtMs: number[] = [];

  /** How long the next message has to wait; 0 when it may go. */
  waitMs(nowMs: number): number {
    this.#sentAtMs = this.#sentAtMs.filter((atMs) => atMs > nowMs - limits.paceMs);
    const [oldest] = this.#sentAtMs;
    if (this.#sentAtMs.length < limits.messagesPerPace || oldest === undefined) return 0;
    return oldest + limits.paceMs - nowMs;
  }

  note(nowMs: number): void {
    this.#sentAtMs.push(nowMs);
  }
}
