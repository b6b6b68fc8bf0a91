// What a search in the conversation found, by `seq` (INB-3k).
import type { SearchHit } from '@parley/contract';
import type { Match } from '../ui/marked-parts.ts';
import type { BubbleItem } from './timeline-view-model.ts';

export type FoundWords = ReadonlyMap<number, Pick<SearchHit, 'message' | 'matches'>>;

export const nothingFound: FoundWords = new Map();

/** What to mark in a message. One that was edited since it was found is marked no more: its words stand elsewhere now. */
export function matchesIn(
  { seq, content }: Pick<BubbleItem, 'seq' | 'content'>,
  found: FoundWords,
): readonly Match[] | undefined {
  const hit = seq === undefined ? undefined : found.get(seq);
  return hit?.message.content.text === content.text ? hit.matches : undefined;
}
