import type { ConversationId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';

/** A conversation in one person's inbox. */
export type InboxRow = {
  conversationId: ConversationId;
  rev: number;
  /** The revision of its last message: what the inbox is ordered by. */
  messageRev: number;
  lastSeq: number;
  lastIncomingSeq: number;
  readSeq: number;
  peerDeliveredSeq: number;
  peerReceiptSeq: number;
  clearedSeq: number;
  isListed: boolean;
};

export type InboxCursor = { messageRev: number; conversationId: ConversationId };

export type InboxReader = {
  rev(userId: UserId): Promise<number>;
  /** Listed conversations by their last message, newest first. */
  listForMember(userId: UserId, page: { limit: number; after?: InboxCursor | undefined }): Promise<InboxRow[]>;
  /** Conversations that changed after a revision, in order of their last change. */
  changedForMember(userId: UserId, sinceRev: number, limit: number): Promise<InboxRow[]>;
  /** All conversations whose last change was at this revision. */
  atRevForMember(userId: UserId, rev: number): Promise<InboxRow[]>;
  /** The rows that there are of these conversations. */
  getForMember(userId: UserId, ids: readonly ConversationId[]): Promise<Map<ConversationId, InboxRow>>;
  /**
   * The revision, and as of that revision how many listed conversations hold something unread: their last message from the other is
   * above my read mark (INB-2). One statement, because a client adds to the count what comes after the revision.
   */
  standing(userId: UserId): Promise<{ rev: number; unreadConversationCount: number }>;
};

type Row = {
  conversation_id: ConversationId;
  rev: string;
  message_rev: string;
  last_seq: string;
  last_incoming_seq: string;
  read_seq: string;
  peer_delivered_seq: string;
  peer_receipt_seq: string;
  cleared_seq: string;
  is_listed: boolean;
};

const toInboxRow = (row: Row): InboxRow => ({
  conversationId: row.conversation_id,
  rev: Number(row.rev),
  messageRev: Number(row.message_rev),
  lastSeq: Number(row.last_seq),
  lastIncomingSeq: Number(row.last_incoming_seq),
  readSeq: Number(row.read_seq),
  peerDeliveredSeq: Number(row.peer_delivered_seq),
  peerReceiptSeq: Number(row.peer_receipt_seq),
  clearedSeq: Number(row.cleared_seq),
  isListed: row.is_listed,
});

const SELECT = `select conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq,
  peer_delivered_seq, peer_receipt_seq, cleared_seq, is_listed from inbox where user_id = $1`;

export const inboxReader = (run: Run): InboxReader => ({
  rev: async (userId) => {
    const text = 'select rev from users where id = $1';
    return Number((await run<{ rev: string }>({ name: 'rev', text, values: [userId] }))[0]?.rev ?? 0);
  },
  listForMember: async (userId, { limit, after }) => {
    const order = 'order by message_rev desc, conversation_id desc limit $2';
    const rows = after
      ? await run<Row>({
          name: 'inbox_after',
          text: `${SELECT} and is_listed and (message_rev, conversation_id) < ($3, $4) ${order}`,
          values: [userId, limit, after.messageRev, after.conversationId],
        })
      : await run<Row>({ name: 'inbox', text: `${SELECT} and is_listed ${order}`, values: [userId, limit] });
    return rows.map(toInboxRow);
  },
  changedForMember: async (userId, sinceRev, limit) => {
    const text = `${SELECT} and rev > $2 order by rev, conversation_id limit $3`;
    return (await run<Row>({ name: 'inbox_changed', text, values: [userId, sinceRev, limit] })).map(toInboxRow);
  },
  atRevForMember: async (userId, rev) => {
    const text = `${SELECT} and rev = $2`;
    return (await run<Row>({ name: 'inbox_at_rev', text, values: [userId, rev] })).map(toInboxRow);
  },
  getForMember: async (userId, ids) => {
    const text = `${SELECT} and conversation_id = any($2::uuid[])`;
    const rows = await run<Row>({ name: 'inbox_get', text, values: [userId, ids] });
    return new Map(rows.map((row) => [row.conversation_id, toInboxRow(row)]));
  },
  standing: async (userId) => {
    const rows = await run<{ rev: string; count: number }>({
      name: 'inbox_standing',
      text: `select u.rev, (
          select count(*)::int from inbox i
          where i.user_id = u.id and i.is_listed and i.last_incoming_seq > greatest(i.read_seq, i.cleared_seq)
        ) as count
        from users u where u.id = $1`,
      values: [userId],
    });
    return { rev: Number(rows[0]?.rev ?? 0), unreadConversationCount: rows[0]?.count ?? 0 };
  },
});
