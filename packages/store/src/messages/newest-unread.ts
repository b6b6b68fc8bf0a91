import type { ConversationId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';
import { notUnsent } from './extras.ts';

const NEWEST_UNREAD = `select seq from messages where conversation_id = $1 and sender_id <> $2
    and seq > $3 and seq <= $4 and seq <> all($5::bigint[]) and admitted is distinct from 3
    and ${notUnsent}
  order by seq desc limit 1`;

export type UnreadRange = {
  conversationId: ConversationId;
  userId: UserId;
  afterSeq: number;
  upToSeq: number;
  hiddenSeqs: readonly (string | number)[];
};

/** INB-2: the newest unread message that is neither hidden nor unsent, which the badge is told by; 0 when there is none. */
export async function newestUnreadSeq(run: Run, range: UnreadRange): Promise<number> {
  const { conversationId, userId, afterSeq, upToSeq, hiddenSeqs } = range;
  const values = [conversationId, userId, afterSeq, upToSeq, hiddenSeqs];
  return Number((await run<{ seq: string }>({ text: NEWEST_UNREAD, values }))[0]?.seq ?? 0);
}
