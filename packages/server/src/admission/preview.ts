import type { Refusal } from '@parley/contract';
import type { Pair } from '@parley/store';
import type { AdmissionBoard } from './board.ts';
import { toRefusal } from './refusals.ts';

/** What a send would answer now if it were refused, in the same words; nothing when it would go. */
export function refusalFor(board: AdmissionBoard, pair: Pair, displayName: string): Refusal | undefined {
  const { admission, allowance } = board.judge(pair);
  if (admission.verdict !== 'refuse') return undefined;
  const { isFollowing } = board.relation(pair.senderId, pair.recipientId);
  return toRefusal(admission.code, { displayName, isFollowing, allowance });
}
