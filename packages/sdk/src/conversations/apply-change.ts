// Reducers: what one change makes of a conversation's row and of the loaded part of its log. Pure.
// The law: an older snapshot and the changes give what a fresh snapshot shows. Where that cannot be told from what is
// loaded, the answer is `undefined`, and the row is asked for again: never a guess, never a counter that drifts (INB-2).
import { type Change, type Conversation, limits, type Message, type UserId } from '@parley/contract';
import { type Log, unreadIn, withChanged, withCleared, withHidden, withLive } from './log.ts';

export type ChangeOf<Type extends Change['type']> = Extract<Change, { type: Type }>;

/** What a row's change is decided from: who I am, and the log as it is after the change, where it is loaded. */
export type Known = { readonly me: UserId; readonly log: Log | undefined };

/** The conversation that a change is about. */
export function conversationIdOf(change: Change): Conversation['id'] {
  return 'message' in change ? change.message.conversationId : change.conversationId;
}

/** The loaded log after a change. */
export function applyToLog(log: Log, change: Change): Log {
  switch (change.type) {
    case 'message.created':
      return withLive(log, change.message);
    case 'message.changed':
      return withChanged(log, change.message);
    case 'message.hidden':
      return withHidden(log, change.seqs);
    case 'conversation.cleared':
      return withCleared(log, change.clearedSeq);
    case 'conversation.read':
    case 'conversation.receiptsMoved':
    case 'conversation.arranged':
    case 'conversation.drafted':
    case 'conversation.moved':
      return log;
    default:
      // A kind of change that this client does not know yet: the row says so itself, by `undefined`.
      return log;
  }
}

/** The row after a change, or undefined when it must be asked for. */
export function applyToRow(row: Conversation, change: Change, known: Known): Conversation | undefined {
  if (change.type === 'conversation.drafted') return withDraft(row, change);
  if (change.type === 'conversation.arranged') return withArrangement(row, change);
  // What a request allows, and how many there are, is the server's to say: whatever touches one is asked for.
  if (row.folder !== 'inbox' || row.request !== undefined) return undefined;
  switch (change.type) {
    case 'message.created':
      // It is in the inbox only now: what was kept of it before, a draft, was told to nobody.
      if (row.rev === 0) return undefined;
      return change.folder === row.folder ? withMessage(row, change.message, known.me) : undefined;
    case 'message.changed':
      return withChangedMessage(row, change.message, known);
    case 'message.hidden':
      return withHiddenSeqs(row, change.seqs, known);
    case 'conversation.read':
      return withReadSeq(row, change.readSeq, known);
    case 'conversation.receiptsMoved':
      return { ...row, peerDeliveredSeq: change.peerDeliveredSeq, peerReceiptSeq: change.peerReceiptSeq };
    case 'conversation.cleared':
      return withClearedSeq(row, change);
    case 'conversation.moved':
      return undefined;
    default:
      return undefined;
  }
}

function withMessage(row: Conversation, message: Message, me: UserId): Conversation | undefined {
  if (message.seq <= row.lastSeq) return undefined;
  const isUnread = message.senderId !== me && message.seq > row.readSeq;
  return {
    ...row,
    isArchived: staysArchived(row, message),
    lastSeq: message.seq,
    lastMessage: message,
    lastMessageAt: message.sentAt,
    isListed: true,
    unreadCount: Math.min(limits.unreadCountMax, row.unreadCount + (isUnread ? 1 : 0)),
    // ADM-4: whoever writes consents to an answer, and may close that again.
    abilities: message.senderId === me ? { ...row.abilities, close: true } : row.abilities,
  };
}

/** MSG-6, MSG-7: it keeps its place; what was unsent is unread no more. */
function withChangedMessage(row: Conversation, message: Message, known: Known): Conversation | undefined {
  const { seq, senderId, unsentAt } = message;
  const shown = row.lastMessage?.seq === seq ? { ...row, lastMessage: message } : row;
  const touchesUnread = unsentAt !== undefined && senderId !== known.me && seq > row.readSeq && row.unreadCount > 0;
  return touchesUnread ? recounted(shown, known) : shown;
}

function withHiddenSeqs(row: Conversation, seqs: readonly number[], known: Known): Conversation | undefined {
  const lastMessage = row.lastMessage;
  // What stands before the newest message is known only to a log that is loaded.
  if (lastMessage !== undefined && seqs.includes(lastMessage.seq)) return undefined;
  const touchesUnread = row.unreadCount > 0 && seqs.some((seq) => seq > row.readSeq);
  return touchesUnread ? recounted(row, known) : row;
}

function withReadSeq(row: Conversation, readSeq: number, known: Known): Conversation | undefined {
  const moved = { ...row, readSeq };
  if (readSeq >= row.lastSeq || row.unreadCount === 0) return { ...moved, unreadCount: 0 };
  return recounted(moved, known);
}

function withClearedSeq(
  row: Conversation,
  { clearedSeq, isListed }: ChangeOf<'conversation.cleared'>,
): Conversation | undefined {
  if (clearedSeq < row.lastSeq) return undefined;
  const { lastMessage: _message, lastMessageAt: _at, ...rest } = row;
  const cleared = { ...rest, clearedSeq, isListed, unreadCount: 0 };
  if (isListed) return cleared;
  const { pinnedAt: _pin, draft: _draft, ...unlisted } = cleared;
  return { ...unlisted, isArchived: false, isMarkedUnread: false };
}

/** INB-4: a new message brings it back, unless it is muted at that time. */
function staysArchived({ isArchived, mute }: Conversation, { sentAt }: Message): boolean {
  return isArchived && mute !== undefined && (mute.until === undefined || mute.until > sentAt);
}

function withArrangement(
  { pinnedAt: _pin, mute: _mute, ...rest }: Conversation,
  { type: _type, conversationId: _id, ...arrangement }: ChangeOf<'conversation.arranged'>,
): Conversation {
  return { ...rest, ...arrangement };
}

function withDraft(
  { draft: _draft, ...rest }: Conversation,
  { draft }: ChangeOf<'conversation.drafted'>,
): Conversation {
  return draft === undefined ? rest : { ...rest, draft };
}

function recounted(row: Conversation, { me, log }: Known): Conversation | undefined {
  const count = log && unreadIn(log, row, me);
  if (count === undefined) return undefined;
  return { ...row, unreadCount: Math.min(limits.unreadCountMax, count) };
}
