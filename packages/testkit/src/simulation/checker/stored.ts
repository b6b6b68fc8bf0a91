// What the database holds in the end, read by the checker's own SQL and in its own words.
import type { ConversationId, UserId } from '@parley/contract';
import type { Stage } from '../stage.ts';

export type StoredMessage = {
  conversationId: ConversationId;
  seq: number;
  senderId: UserId;
  sentAtMs: number;
  clientMessageId: string;
  text: string;
  /** What its sender made of it for their own eyes. */
  ownText: string;
  isUnsent: boolean;
  /** For its sender alone. */
  isWithheld: boolean;
};

export type StoredRow = {
  userId: UserId;
  conversationId: ConversationId;
  lastSeq: number;
  readSeq: number;
  clearedSeq: number;
  deliveredSeq: number;
  seenSeq: number;
  isListed: boolean;
  folder: number;
  isBlocked: boolean;
  isPinned: boolean;
  mutedUntilMs: number | undefined;
  isArchived: boolean;
  isMarkedUnread: boolean;
  draft: string | undefined;
  hidden: ReadonlySet<number>;
};

/** Somebody asks somebody: it waits in requests (1) or in filtered requests (2), and neither blocked the other. */
export type StoredRequest = { userId: UserId; state: number };

export type Stored = {
  messages: StoredMessage[];
  rows: StoredRow[];
  lastSeqs: ReadonlyMap<ConversationId, number>;
  requests: StoredRequest[];
  /** Devices that are signed in. */
  signedIn: ReadonlySet<string>;
};

const MESSAGES = `select conversation_id, seq::int, sender_id::text, (extract(epoch from sent_at) * 1000)::float8 as sent_at_ms,
    client_message_id, text, coalesce(extras -> 'withheldEdit' ->> 'text', text) as own_text,
    coalesce(extras ? 'unsentAtMs', false) as is_unsent, admitted is not distinct from 3 as is_withheld
  from messages order by conversation_id, seq`;

const ROWS = `select i.user_id::text, i.conversation_id, i.last_seq::int, i.read_seq::int, i.cleared_seq::int,
    i.peer_delivered_seq::int as delivered_seq, i.peer_receipt_seq::int as seen_seq, i.is_listed, i.folder::int, i.is_blocked,
    i.pinned_at is not null as is_pinned, (extract(epoch from i.muted_until) * 1000)::float8 as muted_until_ms, i.is_archived,
    i.is_marked_unread, d.text as draft,
    array(select h.seq::int from hidden_messages h where h.user_id = i.user_id and h.conversation_id = i.conversation_id) as hidden
  from inbox i left join drafts d on d.user_id = i.user_id and d.conversation_id = i.conversation_id
  order by i.user_id, i.conversation_id`;

const REQUESTS = `select r.user_id::text as "userId", r.request_state::int as state
  from relations r left join relations b on b.user_id = r.other_id and b.other_id = r.user_id
  where r.request_state in (1, 2) and r.blocked_at is null and b.blocked_at is null`;

type MessageRow = {
  conversation_id: ConversationId;
  seq: number;
  sender_id: UserId;
  sent_at_ms: number;
  client_message_id: string;
  text: string;
  own_text: string;
  is_unsent: boolean;
  is_withheld: boolean;
};

type InboxRow = {
  user_id: UserId;
  conversation_id: ConversationId;
  last_seq: number;
  read_seq: number;
  cleared_seq: number;
  delivered_seq: number;
  seen_seq: number;
  is_listed: boolean;
  folder: number;
  is_blocked: boolean;
  is_pinned: boolean;
  muted_until_ms: number | null;
  is_archived: boolean;
  is_marked_unread: boolean;
  draft: string | null;
  hidden: number[];
};

export async function readStored(stage: Stage): Promise<Stored> {
  const messages = await stage.query<MessageRow>(MESSAGES);
  const rows = await stage.query<InboxRow>(ROWS);
  const conversations = await stage.query<{ id: ConversationId; last_seq: number }>(
    'select id, last_seq::int from conversations',
  );
  const sessions = await stage.query<{ device: string }>('select device from sessions');
  const requests = await stage.query<StoredRequest>(REQUESTS);
  return {
    requests,
    signedIn: new Set(sessions.map(({ device }) => device)),
    messages: messages.map((row) => ({
      conversationId: row.conversation_id,
      seq: row.seq,
      senderId: row.sender_id,
      sentAtMs: row.sent_at_ms,
      clientMessageId: row.client_message_id,
      text: row.text,
      ownText: row.own_text,
      isUnsent: row.is_unsent,
      isWithheld: row.is_withheld,
    })),
    rows: rows.map((row) => ({
      userId: row.user_id,
      conversationId: row.conversation_id,
      lastSeq: row.last_seq,
      readSeq: row.read_seq,
      clearedSeq: row.cleared_seq,
      deliveredSeq: row.delivered_seq,
      seenSeq: row.seen_seq,
      isListed: row.is_listed,
      folder: row.folder,
      isBlocked: row.is_blocked,
      isPinned: row.is_pinned,
      mutedUntilMs: row.muted_until_ms ?? undefined,
      isArchived: row.is_archived,
      isMarkedUnread: row.is_marked_unread,
      draft: row.draft ?? undefined,
      hidden: new Set(row.hidden),
    })),
    lastSeqs: new Map(conversations.map(({ id, last_seq }) => [id, last_seq])),
  };
}

/** The messages that a member may see, in order. */
export const visibleTo = ({ messages }: Stored, row: StoredRow): StoredMessage[] =>
  messages.filter(
    ({ conversationId, seq, senderId, isWithheld }) =>
      conversationId === row.conversationId &&
      seq > row.clearedSeq &&
      !row.hidden.has(seq) &&
      (!isWithheld || senderId === row.userId),
  );

/** INB-2: others' messages above the read mark that are still there, recomputed from the log. */
export const unreadOf = (stored: Stored, row: StoredRow): number =>
  visibleTo(stored, row).filter(
    ({ senderId, seq, isUnsent }) => senderId !== row.userId && seq > row.readSeq && !isUnsent,
  ).length;
