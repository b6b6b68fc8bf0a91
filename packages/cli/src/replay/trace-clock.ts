// The clock of everybody's client: it shows the time of the trace, as the server's does, so that pace and "try again at" mean the same to both.
// Timers wait in real time, since they are about networks; a wait that is about the trace's time is jumped over.
import type { Clock, Timer } from '@parley/sdk';

/** Longer ones Node would take for no wait at all. */
const timerMsMax = 2 ** 31 - 1;

type Waiting = { readonly delayMs: number; readonly run: () => void; readonly timer: Timer };

export class TraceClock implements Clock {
  readonly now: () => number;
  #noted: Waiting[] | undefined;

  constructor(now: () => number) {
    this.now = now;
  }

  setTimer(delayMs: number, run: () => void): Timer {
    const id = setTimeout(run, Math.min(delayMs, timerMsMax));
    const timer: Timer = { cancel: () => clearTimeout(id) };
    this.#noted?.push({ delayMs, run, timer });
    return timer;
  }

  /** Works, and answers the timers that were set meanwhile. */
  noting(work: () => void): readonly Waiting[] {
    const noted: Waiting[] = [];
    this.#noted = noted;
    try {
      work();
    } finally {
      this.#noted = undefined;
    }
    return noted;
  }
}
