import type { ConversationId, UserId } from '@parley/contract';
import { inLockOrder, type Pipeline } from '../database/index.ts';
import { APPLY_MARKS, LOCK_MARKED } from './marks.sql.ts';

/** A member says how far they have read, or how far a device of theirs has received. */
export type Mark = {
  kind: 'read' | 'delivered';
  conversationId: ConversationId;
  userId: UserId;
  peerId: UserId;
  seq: number;
};

/** What changed in one person's view of a conversation; absent fields stayed. All with one `userId` share one `rev`. */
export type MarkMoved = {
  userId: UserId;
  conversationId: ConversationId;
  rev: number;
  readSeq?: number;
  receipts?: { peerDeliveredSeq: number; peerReceiptSeq: number };
};

export type MarkStore = {
  /**
   * Moves marks up, never down and never beyond the last message, in one transaction. Receipts reach the other only while both have them
   * on and neither blocked the other; what was not to be told when it came is never told (RCPT-1). Where nothing moves, no revision rises.
   * Throws `StoreFault`; applying the same marks again is safe.
   */
  apply(marks: readonly Mark[]): Promise<MarkMoved[]>;
};

type Row = {
  user_id: UserId;
  conversation_id: ConversationId;
  rev: string;
  read_seq: string | null;
  delivered_seq: string | null;
  receipt_seq: string | null;
};

const toMoved = (row: Row): MarkMoved => ({
  userId: row.user_id,
  conversationId: row.conversation_id,
  rev: Number(row.rev),
  ...(row.read_seq === null ? {} : { readSeq: Number(row.read_seq) }),
  ...(row.delivered_seq === null
    ? {}
    : { receipts: { peerDeliveredSeq: Number(row.delivered_seq), peerReceiptSeq: Number(row.receipt_seq) } }),
});

export const markStore = (writes: Pick<Pipeline, 'flush'>): MarkStore => ({
  apply: async (marks) => {
    const ids = inLockOrder(marks.flatMap((mark) => [mark.userId, mark.peerId]));
    const values = [
      marks.map((mark) => mark.userId),
      marks.map((mark) => mark.peerId),
      marks.map((mark) => mark.conversationId),
      marks.map((mark) => mark.seq),
      marks.map((mark) => mark.kind === 'read'),
    ];
    const [, rows] = await writes.flush([
      { name: 'marks_lock', text: LOCK_MARKED, values: [ids] },
      { name: 'marks_apply', text: APPLY_MARKS, values },
    ]);
    return (rows as Row[]).map(toMoved);
  },
});
