// What updates make of a snapshot, written down a second time, apart from the SDK, and as plainly as it goes: everything that can be
// derived from the log is derived anew. Two readings of the contract that agree are worth more than one.
import {
  type Change,
  type Conversation,
  type ConversationId,
  limits,
  type Message,
  type UserId,
} from '@parley/contract';
import type { Snapshot } from './snapshot.ts';

export type Update = { rev: number; changes: readonly Change[] };

/** `ask`: a conversation that the snapshot does not know is asked for, as a client has to; its own marks are not taken from there. */
export type Knowledge = { me: UserId; ask(id: ConversationId): Conversation };

/** The snapshot after the updates, which are in the order of their revisions and dense. */
export function applyUpdates(before: Snapshot, updates: readonly Update[], knowledge: Knowledge): Snapshot {
  const state: Snapshot = {
    ...before,
    listed: [...before.listed],
    conversations: new Map(before.conversations),
    messages: new Map([...before.messages].map(([id, log]) => [id, [...log]])),
  };
  for (const { rev, changes } of updates) {
    if (rev !== state.rev + 1) throw new Error(`revision ${rev} came after ${state.rev}`);
    state.rev = rev;
    for (const change of changes) applyChange(state, change, knowledge);
    moveToTop(state, changes);
  }
  const rows = state.listed.flatMap((id) => state.conversations.get(id) ?? []);
  const counted = rows.filter((row) => row.mute === undefined && (row.unreadCount > 0 || row.isMarkedUnread));
  return { ...state, unreadConversationCount: counted.length };
}

function applyChange(state: Snapshot, change: Change, { me, ask }: Knowledge): void {
  const id = 'message' in change ? change.message.conversationId : change.conversationId;
  const row = state.conversations.get(id) ?? untouched(ask(id));
  const log = applyToLog(state.messages.get(id) ?? [], change);
  state.messages.set(id, log);
  const next = derived({ ...withoutOld(row, change), ...fieldsOf(row, change), rev: state.rev }, log, me);
  state.conversations.set(id, mustBeAsked(row, next, change) ? { ...ask(id), rev: state.rev } : next);
}

/** What stands between the two, and what may be done about it, is the server's to say. */
const mustBeAsked = (before: Conversation, after: Conversation, change: Change): boolean =>
  change.type === 'conversation.moved' ||
  before.request !== undefined ||
  before.folder !== 'inbox' ||
  after.folder !== 'inbox';

/** A conversation as it is before its first message: who it is with, and nothing else. */
const untouched = ({ id, kind, peer, abilities, refusal }: Conversation): Conversation => ({
  ...{ id, kind, peer, abilities, ...(refusal ? { refusal } : {}) },
  ...{ lastSeq: 0, readSeq: 0, peerDeliveredSeq: 0, peerReceiptSeq: 0, clearedSeq: 0 },
  ...{ unreadCount: 0, isListed: false, rev: 0, folder: 'inbox' as const },
  ...{ isArchived: false, isMarkedUnread: false },
});

/** What a change tells by leaving it out. */
function withoutOld({ pinnedAt, mute, draft, ...others }: Conversation, change: Change): Conversation {
  const isArranged = change.type === 'conversation.arranged';
  const isGone = change.type === 'conversation.cleared' && !change.isListed;
  const isDrafted = change.type === 'conversation.drafted';
  return {
    ...others,
    ...(pinnedAt && !isArranged && !isGone ? { pinnedAt } : {}),
    ...(mute && !isArranged ? { mute } : {}),
    ...(draft && !isDrafted && !isGone ? { draft } : {}),
  };
}

/** INB-4: a new message brings it back, unless it is muted at that time. */
const staysArchived = ({ isArchived, mute }: Conversation, { sentAt }: Message): boolean =>
  isArchived && mute !== undefined && (mute.until === undefined || mute.until > sentAt);

function fieldsOf(row: Conversation, change: Change): Partial<Conversation> {
  switch (change.type) {
    case 'message.created':
      return {
        ...{ lastSeq: change.message.seq, isListed: true, folder: change.folder },
        isArchived: staysArchived(row, change.message),
      };
    case 'message.changed':
    case 'message.hidden':
      return {};
    case 'conversation.read':
      return { readSeq: change.readSeq };
    case 'conversation.receiptsMoved':
      return { peerDeliveredSeq: change.peerDeliveredSeq, peerReceiptSeq: change.peerReceiptSeq };
    case 'conversation.cleared':
      return {
        ...{ clearedSeq: change.clearedSeq, isListed: change.isListed },
        ...(change.isListed ? {} : { isArchived: false, isMarkedUnread: false }),
      };
    case 'conversation.arranged': {
      const { type: _type, conversationId: _id, ...arrangement } = change;
      return arrangement;
    }
    case 'conversation.drafted':
      return change.draft ? { draft: change.draft } : {};
    case 'conversation.moved':
      return { folder: change.folder };
  }
}

function applyToLog(log: readonly Message[], change: Change): Message[] {
  switch (change.type) {
    case 'message.created':
      return [...log, change.message];
    case 'message.changed':
      return log.map((message) => (message.seq === change.message.seq ? change.message : message));
    case 'message.hidden':
      return log.filter((message) => !change.seqs.includes(message.seq));
    case 'conversation.cleared':
      return log.filter((message) => message.seq > change.clearedSeq);
    case 'conversation.read':
    case 'conversation.receiptsMoved':
    case 'conversation.arranged':
    case 'conversation.drafted':
    case 'conversation.moved':
      return [...log];
  }
}

function derived(
  { lastMessage: _message, lastMessageAt: _at, ...row }: Conversation,
  log: Message[],
  me: UserId,
): Conversation {
  const last = log.at(-1);
  const unread = log.filter(
    (message) => message.senderId !== me && message.seq > row.readSeq && message.unsentAt === undefined,
  ).length;
  return {
    ...row,
    unreadCount: Math.min(unread, limits.unreadCountMax),
    ...(last ? { lastMessage: last, lastMessageAt: last.sentAt } : {}),
  };
}

/** Those that came back to the inbox without a message. The stories here move one conversation, so its place is the top. */
const returned = (changes: readonly Change[], known: readonly ConversationId[]): ConversationId[] =>
  changes.flatMap((change) =>
    (change.type === 'conversation.moved' || change.type === 'conversation.arranged') &&
    !known.includes(change.conversationId)
      ? [change.conversationId]
      : [],
  );

const isInInbox = (row: Conversation | undefined): row is Conversation =>
  row?.isListed === true && row.folder === 'inbox' && !row.isArchived;

/** The inbox is ordered by the last message that arrived; those of one revision by their ids. Before them stands what is pinned. */
function moveToTop(state: Snapshot, changes: readonly Change[]): void {
  const arrived = changes.flatMap((change) =>
    change.type === 'message.created' ? [change.message.conversationId] : [],
  );
  const top = [...new Set(arrived)].sort().reverse();
  const rest = state.listed.filter((id) => !top.includes(id));
  const order = [...top, ...returned(changes, [...top, ...rest]), ...rest];
  const rows = order.map((id) => state.conversations.get(id)).filter(isInInbox);
  const others = rows.filter((row) => row.pinnedAt === undefined);
  // What is unpinned or unarchived goes where its last message puts it; the stories that look at that let time pass between messages.
  if (changes.some((change) => change.type === 'conversation.arranged')) others.sort(byLastMessage);
  state.listed = [...rows.filter((row) => row.pinnedAt !== undefined).sort(byPin), ...others].map((row) => row.id);
}

const down = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);
const byPin = (a: Conversation, b: Conversation): number =>
  down(a.pinnedAt ?? '', b.pinnedAt ?? '') || down(a.id, b.id);
const byLastMessage = (a: Conversation, b: Conversation): number => down(a.lastMessageAt ?? '', b.lastMessageAt ?? '');
