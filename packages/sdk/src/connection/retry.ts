import type { Clock, Timer } from '../clock.ts';
import { backoffMs } from './backoff.ts';

/** One thing that is tried again later, with growing delays, until it goes well. */
export class Retry {
  readonly #deps: { clock: Clock; random: () => number };
  readonly #run: () => void;
  #failureCount = 0;
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(deps: { clock: Clock; random: () => number }, run: () => void) {
    this.#deps = deps;
    this.#run = run;
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** It failed. */
  later(): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    const delayMs = backoffMs(this.#failureCount, this.#deps.random);
    this.#failureCount += 1;
    this.#timer = this.#deps.clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      this.#run();
    });
  }

  /** It went well, or there is a new connection, so that it is worth trying at once. */
  reset(): void {
    this.#isClosed = false;
    this.#failureCount = 0;
    this.#cancel();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
