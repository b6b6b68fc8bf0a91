const firstDelayMs = 1_000;
const delayMaxMs = 30_000;

/**
 * How long to wait before attempt `attempt` (0 is the first): anything up to a doubling bound, 30 s at most, so that those who
 * lost a server together do not come back together.
 */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(delayMaxMs, firstDelayMs * 2 ** attempt));
}
