// RCPT-1, REQ-3: how much of what somebody read the other may know. While a request waits, nothing. Accepting tells what was read before;
// an answer lets in as well, and from the next mark on all is told.
import type { Predicted } from './expected-answers.ts';
import type { Facts, Mark } from './facts.ts';
import { type Entry, type Ledger, membersOf } from './ledger.ts';

/** How far `by` may know the other to have read. Between the two where a mark and an answer were on their way together. */
export type Seen = { readonly isWaiting: boolean; readonly min: number; readonly max: number };

export function seenRanges(
  { marks, heard }: Pick<Facts, 'marks' | 'heard'>,
  { predicted }: { ledger: Ledger; predicted: Predicted },
): (by: string, entries: readonly Entry[]) => Seen {
  const byReader = Map.groupBy(marks, (mark) => `${mark.by} ${mark.conversationId}`);
  return (by, entries) => {
    const reader = membersOf(entries).find((id) => id !== by);
    const own = byReader.get(`${reader} ${entries[0]?.conversationId}`) ?? [];
    const max = highest(own);
    const name = `${reader} ${by}`;
    const isWaiting = predicted.waiting.has(name);
    const letIn = predicted.letIn.get(name);
    if (isWaiting || letIn?.by !== 'answer') return { isWaiting, min: max, max };
    const openFrom = heard.get(letIn.attemptId)?.after ?? Number.POSITIVE_INFINITY;
    const isSurelyTold = highest(own.filter((mark) => mark.after > openFrom)) === max;
    return { isWaiting, min: isSurelyTold ? max : 0, max };
  };
}

const highest = (marks: readonly Mark[]): number => Math.max(0, ...marks.map(({ seq }) => seq));
