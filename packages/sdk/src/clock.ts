/** A timer that can be called off. */
export type Timer = { readonly cancel: () => void };

/** Where the client gets its time; a virtual one makes tests exact. Client time never orders messages (MSG-1). */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once, after `delayMs` or later. */
  setTimer(delayMs: number, run: () => void): Timer;
};

/** How much of `waitMs` is left since `sinceMs`; nothing where the clock was set back meanwhile: it cannot tell then. */
export function leftMs(clock: Clock, sinceMs: number, waitMs: number): number {
  const passedMs = clock.now() - sinceMs;
  return passedMs < 0 ? 0 : Math.max(0, waitMs - passedMs);
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (delayMs, run) => {
    const id = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(id) };
  },
};
