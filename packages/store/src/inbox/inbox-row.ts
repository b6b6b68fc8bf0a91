// A row of the inbox as it is read.
import type { ConversationId } from '@parley/contract';

/** How a member arranged a conversation (INB-4). */
export type Arrangement = {
  pinnedAtMs: number | null;
  /** Infinity is always; what is past is no mute any more. */
  mutedUntilMs: number | null;
  isArchived: boolean;
  isMarkedUnread: boolean;
};

/** A conversation in one person's inbox. */
export type InboxRow = Arrangement & {
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

export type Row = {
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
  pinned_at: number | null;
  muted_until: number | null;
  is_archived: boolean;
  is_marked_unread: boolean;
};

export const toInboxRow = (row: Row): InboxRow => ({
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
  pinnedAtMs: row.pinned_at,
  mutedUntilMs: row.muted_until,
  isArchived: row.is_archived,
  isMarkedUnread: row.is_marked_unread,
});

export const SELECT = `select conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq, peer_delivered_seq, peer_receipt_seq,
  cleared_seq, is_listed, folder, is_blocked, pinned_at, muted_until, is_archived, is_marked_unread from inbox where user_id = $1`;

/** What stands in the inbox or its archive: neither requests nor conversations with people I blocked. */
export const STANDS = 'is_listed and folder = 0 and not is_blocked';

/** INB-2: in the words of the partial index. */
export const UNREAD = 'is_unread';

/** Indexes hold revisions by the page (`0011-inbox-in-pages.ts`); the page comes first wherever a revision is looked for or sorted by. */
export const pageOf = (rev: string): string => `(${rev}::bigint >> 7)`;
export const NEWEST_FIRST = 'order by message_page desc, message_rev desc, conversation_id desc';
