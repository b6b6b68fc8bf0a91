// Conversations as their member sees them: rows first, then everything they need in bulk, then the rules, then the views.
import {
  type Conversation,
  type ConversationId,
  directConversationPeer,
  limits,
  type Message,
  type Refusal,
  type UserId,
} from '@parley/contract';
import type { InboxRow, MessageRow, PersonAndStanding, Readers } from '@parley/store';
import { toInstant } from '../clock.ts';
import { toMessageView } from '../messages/index.ts';
import { hasWritten, previewAdmission, toPersonView, toRefusal, type Wrote } from '../people/index.ts';

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
});

type Facts = {
  viewer: PersonAndStanding | undefined;
  people: Map<UserId, PersonAndStanding>;
  last: Map<ConversationId, MessageRow>;
  unread: Map<ConversationId, number>;
  wrote: Map<ConversationId, Wrote>;
};

export async function showConversations(
  read: Readers,
  viewerId: UserId,
  rows: readonly InboxRow[],
  nowMs: number,
): Promise<Conversation[]> {
  if (rows.length === 0) return [];
  const facts = await gatherFacts(read, viewerId, rows);
  return rows.flatMap((row) => {
    const peerId = directConversationPeer(row.conversationId, viewerId);
    return peerId ? [toConversationView({ viewerId, peerId, row, facts, nowMs })] : [];
  });
}

async function gatherFacts(read: Readers, viewerId: UserId, rows: readonly InboxRow[]): Promise<Facts> {
  const ids = rows.map((row) => row.conversationId);
  const peers = ids.flatMap((id) => directConversationPeer(id, viewerId) ?? []);
  const unseen = rows
    .map((row) => ({ row, afterSeq: Math.max(row.readSeq, row.clearedSeq) }))
    .filter(({ row, afterSeq }) => row.lastIncomingSeq > afterSeq)
    .map(({ row, afterSeq }) => ({ conversationId: row.conversationId, afterSeq, lastSeq: row.lastSeq }));
  const [people, last, unread, wrote] = await Promise.all([
    read.people.forViewer(viewerId, [...peers, viewerId]),
    read.messages.lastForMember(viewerId, rows),
    read.messages.countUnread(viewerId, unseen, limits.unreadCountMax),
    read.messages.wroteIn(ids),
  ]);
  return { viewer: people.get(viewerId), people, last, unread, wrote };
}

type One = { viewerId: UserId; peerId: UserId; row: InboxRow; facts: Facts; nowMs: number };

function toConversationView({ viewerId, peerId, row, facts, nowMs }: One): Conversation {
  const found = facts.people.get(peerId);
  const last = facts.last.get(row.conversationId);
  const lastMessage: Message | undefined = last && toMessageView(last, viewerId);
  const refusal = refusalFor({ viewerId, peerId, row, facts, nowMs });
  return {
    id: row.conversationId,
    kind: 'direct',
    peer: toPersonView(peerId, found),
    lastSeq: row.lastSeq,
    ...(lastMessage && last ? { lastMessage, lastMessageAt: toInstant(last.sentAtMs) } : {}),
    unreadCount: facts.unread.get(row.conversationId) ?? 0,
    readSeq: row.readSeq,
    peerDeliveredSeq: row.peerDeliveredSeq,
    peerReceiptSeq: row.peerReceiptSeq,
    clearedSeq: row.clearedSeq,
    isListed: row.isListed,
    rev: row.rev,
    abilities: { send: refusal === undefined },
    ...(refusal ? { refusal } : {}),
  };
}

function refusalFor({ viewerId, peerId, row, facts, nowMs }: One): Refusal | undefined {
  if (!facts.viewer) return undefined;
  const found = facts.people.get(peerId);
  const hasConsented = hasWritten(row.conversationId, peerId, facts.wrote.get(row.conversationId));
  const admission = previewAdmission(facts.viewer.row, { id: peerId, found, hasConsented }, nowMs);
  if (admission.verdict === 'deliver' || viewerId === peerId) return undefined;
  const { displayName, isFollowing } = {
    displayName: found?.row.displayName ?? '',
    isFollowing: found?.standing.following === 'yes',
  };
  return toRefusal(admission.code, { displayName, isFollowing });
}
