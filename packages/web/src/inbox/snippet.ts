// The part of a message that a search shows: around the first hit, with what to mark.
import type { SearchHit } from '@parley/contract';
import { type MarkedPart, markedParts } from '../ui/marked-parts.ts';

const before = 28;
const most = 160;
const segmenter = new Intl.Segmenter();

/** The text around the first hit, cut between graphemes, in parts that are marked or not. */
export function snippetOf({ message, matches }: Pick<SearchHit, 'message' | 'matches'>): MarkedPart[] {
  const { text } = message.content;
  const firstAt = matches[0]?.start ?? 0;
  const start = firstAt <= before ? 0 : graphemeFrom(text, firstAt - before);
  const end = start + most >= text.length ? text.length : graphemeFrom(text, start + most);
  const parts = markedParts(text, matches, { start, end });
  if (start > 0) parts.unshift({ text: '…', isHit: false });
  if (end < text.length) parts.push({ text: '…', isHit: false });
  return parts;
}

/** The first boundary between graphemes at or after an offset; a little before it is looked at, as far as one can reach back. */
function graphemeFrom(text: string, offset: number): number {
  const from = Math.max(0, offset - most);
  for (const { index, segment } of segmenter.segment(text.slice(from, offset + most))) {
    if (from + index >= offset) return from + index;
    if (from + index + segment.length >= offset) return from + index + segment.length;
  }
  return offset;
}
