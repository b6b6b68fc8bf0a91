/** Time as the server knows it: one clock, so that a virtual one rules everything in tests. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

export const toInstant = (ms: number): string => new Date(ms).toISOString();
