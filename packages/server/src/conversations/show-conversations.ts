// Conversations as their member sees them: rows first, then everything they need in bulk, then the rules, then the views.
import {
  type Conversation,
  type ConversationId,
  directConversationPeer,
  limits,
  type Message,
  type RequestState,
  type UserId,
} from '@parley/contract';
import type { DraftRow, InboxRow, MessageRow, PersonAndStanding, RequestRow } from '@parley/store';
import { type AdmissionBoard, type AdmissionDeps, gatherBoard, pairOf, refusalFor } from '../admission/index.ts';
import { toInstant } from '../clock.ts';
import { toMessageView } from '../messages/index.ts';
import { isVisible, toPersonView } from '../people/index.ts';
import { toArrangementView, toDraftView } from './arrangement-view.ts';

/** A conversation that has no message yet, or none that this member ever had. */
export const emptyRow = (conversationId: ConversationId): InboxRow => ({
  conversationId,
  rev: 0,
  messageRev: 0,
  lastSeq: 0,
  lastIncomingSeq: 0,
  readSeq: 0,
  peerDeliveredSeq: 0,
  peerReceiptSeq: 0,
  clearedSeq: 0,
  isListed: false,
  folder: 'inbox',
  isBlocked: false,
  pinnedAtMs: null,
  mutedUntilMs: null,
  isArchived: false,
  isMarkedUnread: false,
});

type Facts = {
  board: AdmissionBoard;
  people: Map<UserId, PersonAndStanding>;
  last: Map<ConversationId, MessageRow>;
  unread: Map<ConversationId, number>;
  /** Of those who ask. */
  requests: Map<UserId, RequestRow>;
  drafts: Map<ConversationId, DraftRow>;
  nowMs: number;
};

type Options = {
  nowMs: number;
  /** ADM-6: asking about somebody new counts as trying to reach them. */
  notesLookups?: boolean;
};

export async function showConversations(
  deps: AdmissionDeps,
  viewerId: UserId,
  rows: readonly InboxRow[],
  options: Options,
): Promise<Conversation[]> {
  if (rows.length === 0) return [];
  const facts = await gatherFacts(deps, viewerId, rows, options);
  return rows.flatMap((row) => {
    const peerId = directConversationPeer(row.conversationId, viewerId);
    return peerId ? [toConversationView({ viewerId, peerId, row, facts })] : [];
  });
}

async function gatherFacts(
  deps: AdmissionDeps,
  viewerId: UserId,
  rows: readonly InboxRow[],
  { nowMs, notesLookups = false }: Options,
): Promise<Facts> {
  const { read } = deps.store;
  const ids = rows.map((row) => row.conversationId);
  const peers = ids.flatMap((id) => directConversationPeer(id, viewerId) ?? []);
  const unseen = rows
    .filter(isUnread)
    .map((row) => ({ conversationId: row.conversationId, afterSeq: seenSeq(row), lastSeq: row.lastSeq }));
  const asking = rows
    .filter((row) => row.folder !== 'inbox')
    .flatMap((row) => directConversationPeer(row.conversationId, viewerId) ?? []);
  const pairs = peers.map((peerId) => pairOf(viewerId, peerId));
  const [board, people, last, unread, requests, drafts] = await Promise.all([
    gatherBoard(deps, pairs, nowMs, { notesLookups }),
    read.people.forViewer(viewerId, peers),
    read.messages.lastForMember(viewerId, rows),
    read.messages.countUnread(viewerId, unseen, limits.unreadCountMax),
    asking.length > 0 ? read.requests.get(viewerId, asking) : new Map<UserId, RequestRow>(),
    read.drafts.forMember(viewerId, ids),
  ]);
  return { board, people, last, unread, requests, drafts, nowMs };
}

const seenSeq = ({ readSeq, clearedSeq }: InboxRow): number => Math.max(readSeq, clearedSeq);

/**
 * As the row says, of its revision. What was unread may have been unsent since it was read, and then none is counted; but the badge of that
 * revision counts the row, and what tells of the unsending takes it off.
 */
const isUnread = (row: InboxRow): boolean => row.lastIncomingSeq > seenSeq(row);

type One = { viewerId: UserId; peerId: UserId; row: InboxRow; facts: Facts };

function toConversationView({ viewerId, peerId, row, facts }: One): Conversation {
  const found = facts.people.get(peerId);
  const isThere = found !== undefined && isVisible(found);
  const last = facts.last.get(row.conversationId);
  const lastMessage: Message | undefined = last && toMessageView(last, viewerId);
  const refusal = refusalFor(facts.board, pairOf(viewerId, peerId), found?.row.displayName ?? '');
  const request = requestOf({ viewerId, peerId, row, facts });
  const draft = facts.drafts.get(row.conversationId);
  return {
    id: row.conversationId,
    kind: 'direct',
    peer: toPersonView(peerId, found),
    lastSeq: row.lastSeq,
    ...(lastMessage && last ? { lastMessage, lastMessageAt: toInstant(last.sentAtMs) } : {}),
    unreadCount: isUnread(row) ? Math.max(1, facts.unread.get(row.conversationId) ?? 0) : 0,
    readSeq: row.readSeq,
    peerDeliveredSeq: row.peerDeliveredSeq,
    peerReceiptSeq: row.peerReceiptSeq,
    clearedSeq: row.clearedSeq,
    isListed: row.isListed,
    rev: row.rev,
    folder: row.isBlocked ? 'blocked' : row.folder,
    ...toArrangementView(row, facts.nowMs),
    ...(draft ? { draft: toDraftView(draft) } : {}),
    ...(request ? { request } : {}),
    abilities: {
      send: refusal === undefined,
      answer: isThere && !row.isBlocked && (row.folder === 'requests' || row.folder === 'filtered'),
      // Of somebody who is not there nothing is told (OBS-1): a block ended the consent, a farewell did not.
      close: isThere && found.standing.hasMyConsent,
    },
    ...(refusal ? { refusal } : {}),
  };
}

function requestOf({ viewerId, peerId, row, facts }: One): RequestState | undefined {
  const asked = row.folder === 'inbox' ? undefined : facts.requests.get(peerId);
  if (asked) return toIncomingView(asked);
  const pair = pairOf(viewerId, peerId);
  const { admission } = facts.board.judge(pair);
  const isAsking =
    admission.verdict === 'requests' || (admission.verdict === 'refuse' && admission.code === 'request_limit');
  if (!isAsking) return undefined;
  const { remaining, resetsAtMs } = facts.board.requestsLeft(pair);
  return { direction: 'outgoing', remaining, ...(resetsAtMs === undefined ? {} : { resetsAt: toInstant(resetsAtMs) }) };
}

/** REQ-5, REQ-7: what the recipient may still do about it, and until when. */
function toIncomingView({ state, filterReason, declinedAtMs, declineCount, requestedAtMs }: RequestRow): RequestState {
  const isUndoable = state === 'declined' && declinedAtMs !== null && declineCount < 2;
  return {
    direction: 'incoming',
    ...(filterReason ? { filterReason } : {}),
    ...(isUndoable ? { undoUntil: toInstant(declinedAtMs + limits.declineUndoMs) } : {}),
    ...(state === 'filtered' ? { expiresAt: toInstant(requestedAtMs + limits.filteredMs) } : {}),
  };
}
