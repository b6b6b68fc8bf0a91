// What one member does to their own view of a conversation, and what of it the other may learn.
import type { ConversationId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';

type Where = { conversationId: ConversationId; userId: UserId; peerId: UserId };

/** The user's inbox moved to `rev`, and this is what changed there. */
export type Moved<Change> = { userId: UserId; rev: number } & Change;
export type ReadMoved = Moved<{ readSeq: number }>;
export type ReceiptsMoved = Moved<{ peerDeliveredSeq: number; peerReceiptSeq: number }>;
export type ClearedMoved = Moved<{ clearedSeq: number; isListed: boolean }>;

export type ConversationsWriter = {
  /**
   * Moves the reader's mark up, never down and never beyond the last message. Receipts reach the other only while both have them on
   * and neither blocked the other (RCPT-1); otherwise nothing of the other's is touched, not even a revision.
   */
  markRead(mark: Where & { seq: number }): Promise<{ read?: ReadMoved; receipts?: ReceiptsMoved }>;
  /** The same for "delivered", which moves nothing that the receiver sees. What was not to be told when it came is never told (RCPT-1). */
  markDelivered(mark: Where & { seq: number }): Promise<{ receipts?: ReceiptsMoved }>;
  /** Empties the member's own view up to the last message; `isListed: false` also takes it out of the inbox, and nothing here puts it back. */
  clear(view: Omit<Where, 'peerId'> & { isListed: boolean }): Promise<ClearedMoved | undefined>;
  /** Hides messages that exist from the member's own view; answers the new revision, nothing when all were hidden already. */
  hide(view: Omit<Where, 'peerId'> & { seqs: readonly number[] }): Promise<Moved<{ seqs: number[] }> | undefined>;
};

type Marks = {
  last_seq: string;
  last_incoming_seq: string;
  read_seq: string;
  cleared_seq: string;
  untold_seq: string;
  is_listed: boolean;
};

/**
 * Both rows in the order of their ids, as every writer of inboxes does; a revision rises only where something changes.
 * Only rows that are there: the peer's id comes from the caller, who may have made it up.
 */
const LOCK_BOTH = `insert into users (id) select id from users where id = any($1::bigint[]) order by 1
  on conflict (id) do update set ver = users.ver returning id, read_receipts`;
const RAISE = 'update users set rev = rev + 1 where id = $1 returning rev';

export const conversationsWriter = (run: Run): ConversationsWriter => {
  const raise = async (userId: UserId): Promise<number> =>
    Number((await run<{ rev: string }>({ text: RAISE, values: [userId] }))[0]?.rev);

  const marks = async ({ userId, conversationId }: Omit<Where, 'peerId'>): Promise<Marks | undefined> => {
    const text = `select last_seq, last_incoming_seq, read_seq, cleared_seq, untold_seq, is_listed from inbox
      where user_id = $1 and conversation_id = $2`;
    return (await run<Marks>({ text, values: [userId, conversationId] }))[0];
  };

  /** Under the lock of both rows. */
  const mayTell = async ({ userId, peerId }: Where, locked: { read_receipts: boolean }[]): Promise<boolean> => {
    if (locked.length < 2 || locked.some((row) => !row.read_receipts)) return false;
    const text = `select 1 from relations where blocked_at is not null
      and (user_id, other_id) in (($1::bigint, $2::bigint), ($2::bigint, $1::bigint))`;
    return (await run({ text, values: [userId, peerId] })).length === 0;
  };

  const moveReceipts = async (where: Where, delivered: number, receipt: number): Promise<ReceiptsMoved | undefined> => {
    const { peerId, conversationId } = where;
    const text = `select peer_delivered_seq, peer_receipt_seq from inbox where user_id = $1 and conversation_id = $2`;
    const [row] = await run<{ peer_delivered_seq: string; peer_receipt_seq: string }>({
      text,
      values: [peerId, conversationId],
    });
    if (!row) return undefined;
    const peerDeliveredSeq = Math.max(Number(row.peer_delivered_seq), delivered, receipt);
    const peerReceiptSeq = Math.max(Number(row.peer_receipt_seq), receipt);
    const isSame =
      peerDeliveredSeq === Number(row.peer_delivered_seq) && peerReceiptSeq === Number(row.peer_receipt_seq);
    if (isSame) return undefined;
    const rev = await raise(peerId);
    await run({
      text: `update inbox set rev = $3, peer_delivered_seq = $4, peer_receipt_seq = $5 where user_id = $1 and conversation_id = $2`,
      values: [peerId, conversationId, rev, peerDeliveredSeq, peerReceiptSeq],
    });
    return { userId: peerId, rev, peerDeliveredSeq, peerReceiptSeq };
  };

  /** INB-2: the newest unread message that is not hidden, which the badge is told by; 0 when there is none. */
  const newestUnread = async ({ userId, conversationId }: Omit<Where, 'peerId'>, row: Marks): Promise<number> => {
    const hidden = await run<{ seq: string }>({
      text: 'select seq from hidden_messages where user_id = $1 and conversation_id = $2',
      values: [userId, conversationId],
    });
    const rows = await run<{ seq: string }>({
      text: `select seq from messages where conversation_id = $1 and sender_id <> $2
          and seq > greatest($3::bigint, $4::bigint) and seq <= $5 and seq <> all($6::bigint[])
        order by seq desc limit 1`,
      values: [
        conversationId,
        userId,
        row.read_seq,
        row.cleared_seq,
        row.last_incoming_seq,
        hidden.map((one) => one.seq),
      ],
    });
    return Number(rows[0]?.seq ?? 0);
  };

  const lockBoth = ({ userId, peerId }: Where): Promise<{ id: UserId; read_receipts: boolean }[]> =>
    run({ text: LOCK_BOTH, values: [[userId, peerId]] });

  return {
    markRead: async (mark) => {
      const locked = await lockBoth(mark);
      const row = await marks(mark);
      const readSeq = Math.min(mark.seq, Number(row?.last_seq ?? 0));
      if (!row || readSeq <= Number(row.read_seq)) return {};
      const rev = await raise(mark.userId);
      await run({
        text: 'update inbox set rev = $3, read_seq = $4 where user_id = $1 and conversation_id = $2',
        values: [mark.userId, mark.conversationId, rev, readSeq],
      });
      const read = { userId: mark.userId, rev, readSeq };
      const receipts = (await mayTell(mark, locked)) ? await moveReceipts(mark, readSeq, readSeq) : undefined;
      return receipts ? { read, receipts } : { read };
    },

    markDelivered: async (mark) => {
      const locked = await lockBoth(mark);
      const row = await marks(mark);
      const deliveredSeq = Math.min(mark.seq, Number(row?.last_seq ?? 0));
      if (!row || deliveredSeq <= Math.max(Number(row.untold_seq), Number(row.read_seq))) return {};
      if (!(await mayTell(mark, locked))) {
        await run({
          text: 'update inbox set untold_seq = $3 where user_id = $1 and conversation_id = $2',
          values: [mark.userId, mark.conversationId, deliveredSeq],
        });
        return {};
      }
      const receipts = await moveReceipts(mark, deliveredSeq, 0);
      return receipts ? { receipts } : {};
    },

    clear: async (view) => {
      await run({ text: 'select 1 from users where id = $1 for update', values: [view.userId] });
      const row = await marks(view);
      if (!row) return undefined;
      const rev = await raise(view.userId);
      const clearedSeq = Number(row.last_seq);
      const isListed = row.is_listed && view.isListed;
      await run({
        text: `update inbox set rev = $3, cleared_seq = $4, is_listed = $5 where user_id = $1 and conversation_id = $2`,
        values: [view.userId, view.conversationId, rev, clearedSeq, isListed],
      });
      await run({
        text: 'delete from hidden_messages where user_id = $1 and conversation_id = $2 and seq <= $3',
        values: [view.userId, view.conversationId, clearedSeq],
      });
      return { userId: view.userId, rev, clearedSeq, isListed };
    },

    hide: async (view) => {
      await run({ text: 'select 1 from users where id = $1 for update', values: [view.userId] });
      const hidden = await run<{ seq: string }>({
        text: `insert into hidden_messages (user_id, conversation_id, seq)
          select $1, i.conversation_id, t.seq from inbox i cross join unnest($3::bigint[]) as t(seq)
          where i.user_id = $1 and i.conversation_id = $2 and t.seq > i.cleared_seq and t.seq <= i.last_seq
          order by t.seq on conflict do nothing returning seq`,
        values: [view.userId, view.conversationId, view.seqs],
      });
      const row = await marks(view);
      if (!row || hidden.length === 0) return undefined;
      const rev = await raise(view.userId);
      const hidesNewest = hidden.some(({ seq }) => seq === row.last_incoming_seq);
      await run({
        text: 'update inbox set rev = $3, last_incoming_seq = $4 where user_id = $1 and conversation_id = $2',
        values: [
          view.userId,
          view.conversationId,
          rev,
          hidesNewest ? await newestUnread(view, row) : row.last_incoming_seq,
        ],
      });
      return { userId: view.userId, rev, seqs: hidden.map(({ seq }) => Number(seq)) };
    },
  };
};
