/** A clock that stands still until told otherwise. */
export type VirtualClock = { now(): number; advance(ms: number): void };

export function createVirtualClock(startMs = Date.parse('2026-06-15T12:00:00Z')): VirtualClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
