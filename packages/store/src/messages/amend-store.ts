// Editing (MSG-6) and unsending (MSG-7). Both keep the message's place: its seq, its time, and the order of the inboxes.
import {
  type AttachmentId,
  type ConversationId,
  directConversationPair,
  type Entity,
  type FilterReason,
  type UserId,
} from '@parley/contract';
import { inLockOrder, type Run, toTimestamp } from '../database/index.ts';
import { attachmentKeys, GONE } from '../media/index.ts';
import { HOLD_REQUEST, LOCK_BOTH, RAISE, REWRITE, TARGET, VIEWS } from './amend.sql.ts';
import { type Extras, fromStoredExtras, isUnsent, type StoredExtras, toStoredExtras } from './extras.ts';
import type { MessageRow } from './messages-store.ts';
import { newestUnreadSeq } from './newest-unread.ts';

/** A message by whoever wrote it. */
export type OwnMessage = { conversationId: ConversationId; seq: number; senderId: UserId; recipientId: UserId };

export type DecidedEdit = OwnMessage & {
  text: string;
  entities: readonly Entity[];
  senderVer: number;
  recipientVer: number;
  /** Nobody but its sender is ever shown it (REQ-5). */
  isWithheld: boolean;
  /** Why it goes to the filtered requests, where it stands in requests now (REQ-7). */
  filterReason: FilterReason | undefined;
};

/** What became of a message: as each of the two sees it now, whose inbox moved, and who may find it. */
export type Amended = {
  message: MessageRow;
  moved: { userId: UserId; rev: number; isRequest: boolean; isHeld: boolean }[];
  /** Who sees the message as it is now. */
  members: UserId[];
  /** Whose bytes are to be deleted now. */
  gone: AttachmentId[];
};

export type MessagesWriter = {
  /**
   * Gives it another text. `stale`: what was decided on has changed; `unsent`: there is nothing to edit any more; undefined: there is no
   * such message. What is withheld leaves the recipient's copy as it was.
   */
  edit(edit: DecidedEdit, nowMs: number): Promise<Amended | 'stale' | 'unsent' | undefined>;
  /** Takes it back from everybody. `unsent`: that was done before; undefined: there is no such message. */
  unsend(which: OwnMessage, nowMs: number): Promise<Amended | 'unsent' | undefined>;
};

type Target = {
  sent_at: number;
  client_message_id: string;
  text: string;
  extras: StoredExtras;
  admitted: number | null;
};
type ViewRow = {
  user_id: UserId;
  folder: number;
  is_blocked: boolean;
  read_seq: string;
  cleared_seq: string;
  last_incoming_seq: string;
  hidden_seqs: string[];
};

const withheldCode = 3;
const folderCodes = { requests: 1, filtered: 2 } as const;

export const messagesWriter = (run: Run): MessagesWriter => ({
  edit: async (edit, nowMs) => {
    const locked = await lockBoth(run, edit);
    const holds =
      locked.get(edit.senderId) === edit.senderVer && (locked.get(edit.recipientId) ?? 0) === edit.recipientVer;
    if (!holds) return 'stale';
    const target = await find(run, edit);
    if (!target) return undefined;
    if (isUnsent(target.extras)) return 'unsent';
    const { text, entities, isWithheld, filterReason } = edit;
    const { withheldEdit, ...before } = fromStoredExtras(target.extras);
    // Of a message that is withheld itself there is nothing to keep for anybody else.
    const isOwnView = isWithheld && target.admitted !== withheldCode;
    // Of two editions the later one is told by its time, on whatever node it was made.
    const earlierMs = Math.max(before.editedAtMs ?? 0, withheldEdit?.editedAtMs ?? 0);
    const editedAtMs = Math.max(nowMs, earlierMs + 1);
    const own = { text, entities, editedAtMs };
    const extras: Extras = isOwnView ? { ...before, withheldEdit: own } : { ...before, entities, editedAtMs };
    const kept = isOwnView ? target.text : text;
    await run({ text: REWRITE, values: [edit.conversationId, edit.seq, kept, toStoredExtras(extras)] });
    const isSeen = !isWithheld && target.admitted !== withheldCode;
    const reason = isSeen ? filterReason : undefined;
    const held = await run({ text: `${HOLD_REQUEST} returning 1`, values: holdValues(edit, reason) });
    const moved = await raise(run, edit, { isSeen, isHeld: held.length > 0, isGone: false });
    const { replyToSeq, attachments, share } = before;
    const message = { ...rowOf(edit, target), ...own, replyToSeq, attachments, share };
    return { message, moved, members: membersOf(edit, isSeen), gone: [] };
  },

  unsend: async (which, nowMs) => {
    await lockBoth(run, which);
    const target = await find(run, which);
    if (!target) return undefined;
    if (isUnsent(target.extras)) return 'unsent';
    const { conversationId, seq } = which;
    await run({ text: REWRITE, values: [conversationId, seq, '', toStoredExtras({ unsentAtMs: nowMs })] });
    const gone = await letGo(run, target, nowMs);
    const isSeen = target.admitted !== withheldCode;
    const moved = await raise(run, which, { isSeen, isHeld: false, isGone: true });
    const message = { ...rowOf(which, target), text: '', entities: [], unsentAtMs: nowMs };
    return { message, moved, members: membersOf(which, isSeen), gone };
  },
});

/** MSG-7: its attachments are nobody's any more. Whether there are any its sender knows. */
async function letGo(run: Run, { extras }: Target, nowMs: number): Promise<AttachmentId[]> {
  const ids = (fromStoredExtras(extras).attachments ?? []).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { owners, parts } = attachmentKeys(ids);
  await run({ text: GONE, values: [owners, parts, toTimestamp(nowMs)] });
  return ids;
}

async function lockBoth(run: Run, { senderId, recipientId }: OwnMessage): Promise<Map<UserId, number>> {
  const rows = await run<{ id: UserId; ver: number }>({
    text: LOCK_BOTH,
    values: [inLockOrder([senderId, recipientId])],
  });
  return new Map(rows.map((row) => [row.id, row.ver]));
}

const find = async (run: Run, { conversationId, seq, senderId }: OwnMessage): Promise<Target | undefined> =>
  (await run<Target>({ text: TARGET, values: [conversationId, seq, senderId] }))[0];

const holdValues = ({ recipientId, senderId }: OwnMessage, reason: FilterReason | undefined): unknown[] => [
  recipientId,
  senderId,
  reason ? JSON.stringify(reason) : null,
];

const rowOf = (which: OwnMessage, target: Target) => ({
  conversationId: which.conversationId,
  seq: which.seq,
  senderId: which.senderId,
  sentAtMs: target.sent_at,
  clientMessageId: target.client_message_id,
});

const membersOf = ({ senderId, conversationId }: OwnMessage, isSeen: boolean): UserId[] =>
  isSeen ? [...(directConversationPair(conversationId) ?? [])] : [senderId];

/** `isSeen`: the recipient has the message too. `isHeld`: the request went to the filtered ones. `isGone`: it counts as unread no more. */
type Change = { isSeen: boolean; isHeld: boolean; isGone: boolean };

/** Moves the inboxes of those who have the message in sight. */
async function raise(run: Run, which: OwnMessage, { isSeen, isHeld, isGone }: Change): Promise<Amended['moved']> {
  const { conversationId, seq, senderId, recipientId } = which;
  const views = await run<ViewRow>({ text: VIEWS, values: [conversationId, [senderId, recipientId]] });
  const theirs = views.find((view) => view.user_id === recipientId);
  const unreadFrom = Math.max(Number(theirs?.read_seq ?? 0), Number(theirs?.cleared_seq ?? 0));
  // Asked for in any case: see amend.sql.ts.
  const newest = await newestUnreadSeq(run, {
    ...{ conversationId, userId: recipientId, afterSeq: unreadFrom },
    ...{ upToSeq: Number(theirs?.last_incoming_seq ?? 0), hiddenSeqs: theirs?.hidden_seqs ?? [] },
  });
  const isTheirNewest = isGone && Number(theirs?.last_incoming_seq ?? 0) === seq && seq > unreadFrom;
  const sees = ({ user_id, cleared_seq, hidden_seqs }: ViewRow): boolean =>
    (isSeen || user_id === senderId) && Number(cleared_seq) < seq && !hidden_seqs.includes(String(seq));
  const audience = views.filter(sees);
  const rows = await run<{ id: UserId; rev: string }>({
    text: RAISE,
    values: [
      audience.map((view) => view.user_id),
      conversationId,
      audience.map((view) => (view === theirs && isTheirNewest ? newest : view.last_incoming_seq)),
      audience.map((view) =>
        view === theirs && isHeld && view.folder === folderCodes.requests ? folderCodes.filtered : view.folder,
      ),
      audience.map((view) => Number(view === theirs && isHeld)),
    ],
  });
  return rows.map((row) => {
    const view = audience.find(({ user_id }) => user_id === row.id);
    const isRequest = view !== undefined && view.folder > 0 && !view.is_blocked;
    return { userId: row.id, rev: Number(row.rev), isRequest, isHeld: isHeld && row.id === recipientId };
  });
}
