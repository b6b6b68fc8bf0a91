// Times of which it is known that they lie between two others. Sends are on their way while the clock goes on, so when exactly one was
// decided is known only as well as that.

export type Span = { readonly fromMs: number; readonly toMs: number };

/** At least, and at most. */
export type Range = { readonly min: number; readonly max: number };

/** How many of these were less than `windowMs` before `now`. */
export function countWithin(spans: Iterable<Span>, now: Span, windowMs: number): Range {
  let [min, max] = [0, 0];
  for (const { fromMs, toMs } of spans) {
    if (fromMs > now.toMs - windowMs) min += 1;
    if (toMs > now.fromMs - windowMs) max += 1;
  }
  return { min, max };
}
