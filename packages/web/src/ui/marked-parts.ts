// A text in parts, of which those that a search found are marked (INB-3b).

/** What to mark, as the server tells it: in order, without overlaps, UTF-16 offsets, the end exclusive. */
export type Match = { readonly start: number; readonly end: number };
export type MarkedPart = { readonly text: string; readonly isHit: boolean };

/** The stretch of a text from `start` to `end`, put together from its parts. */
export function markedParts(
  text: string,
  matches: readonly Match[],
  { start = 0, end = text.length }: Partial<Match> = {},
): MarkedPart[] {
  const parts: MarkedPart[] = [];
  const add = (from: number, to: number, isHit: boolean) => {
    const [low, high] = [Math.max(from, start), Math.min(to, end)];
    if (high > low) parts.push({ text: text.slice(low, high), isHit });
  };
  let done = start;
  for (const match of matches) {
    add(done, match.start, false);
    add(match.start, match.end, true);
    done = Math.max(done, match.end);
  }
  add(done, end, false);
  return parts;
}
