import type { ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { asks } from '../requests/index.ts';

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
  folder: InboxFolder;
  /** With somebody whom I blocked; apart from the folder, to which unblocking brings it back. */
  isBlocked: boolean;
};

export type InboxFolder = 'inbox' | 'requests' | 'filtered' | 'declined';
const folders: readonly InboxFolder[] = ['inbox', 'requests', 'filtered', 'declined'];

export type InboxCursor = { messageRev: number; conversationId: ConversationId };

/** Requests are counted as far as they are shown: whoever is gone or blocked me asks nothing. */
export type InboxStanding = {
  rev: number;
  unreadConversationCount: number;
  requestCount: number;
  filteredCount: number;
};

export type InboxReader = {
  rev(userId: UserId): Promise<number>;
  /** The inbox by its last messages, newest first; or the conversations with people whom the member blocked. */
  listForMember(
    userId: UserId,
    page: { folder: 'inbox' | 'blocked'; limit: number; after?: InboxCursor | undefined },
  ): Promise<InboxRow[]>;
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
  standing(userId: UserId, filteredFromMs: number): Promise<InboxStanding>;
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
  folder: number;
  is_blocked: boolean;
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
  folder: folders[row.folder] ?? 'inbox',
  isBlocked: row.is_blocked,
});

const SELECT = `select conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq,
  peer_delivered_seq, peer_receipt_seq, cleared_seq, is_listed, folder, is_blocked from inbox where user_id = $1`;

export const inboxReader = (run: Run): InboxReader => ({
  rev: async (userId) => {
    const text = 'select rev from users where id = $1';
    return Number((await run<{ rev: string }>({ name: 'rev', text, values: [userId] }))[0]?.rev ?? 0);
  },
  listForMember: async (userId, { folder, limit, after }) => {
    const which = folder === 'inbox' ? 'is_listed and folder = 0 and not is_blocked' : 'is_blocked';
    const order = 'order by message_rev desc, conversation_id desc limit $2';
    const rows = after
      ? await run<Row>({
          name: `inbox_after_${folder}`,
          text: `${SELECT} and ${which} and (message_rev, conversation_id) < ($3, $4) ${order}`,
          values: [userId, limit, after.messageRev, after.conversationId],
        })
      : await run<Row>({ name: `inbox_${folder}`, text: `${SELECT} and ${which} ${order}`, values: [userId, limit] });
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
  standing: async (userId, filteredFromMs) => {
    const rows = await run<{ rev: string; unread: number; requests: number; filtered: number }>({
      name: 'inbox_standing',
      text: `select u.rev, (
          select count(*)::int from inbox i
          where i.user_id = u.id and i.is_listed and i.folder = 0 and not i.is_blocked
            and i.last_incoming_seq > greatest(i.read_seq, i.cleared_seq)
        ) as unread, (
          select count(*)::int from relations r where r.user_id = u.id and r.request_state = 1 and ${asks('r')}
        ) as requests, (
          select count(*)::int from relations r
          where r.user_id = u.id and r.request_state = 2 and r.request_at > $2 and ${asks('r')}
        ) as filtered
        from users u where u.id = $1`,
      values: [userId, toTimestamp(filteredFromMs)],
    });
    const [row] = rows;
    return {
      rev: Number(row?.rev ?? 0),
      unreadConversationCount: row?.unread ?? 0,
      requestCount: row?.requests ?? 0,
      filteredCount: row?.filtered ?? 0,
    };
  },
});
