// Values of the contract for tables.
import { type Conversation, directConversationId, type Message, type UserId } from '@parley/contract';

export const me = '2000000000000000001' as UserId;

/** The ids of some other people. */
export function personId(index: number): UserId {
  return `30000000000000000${String(index).padStart(2, '0')}` as UserId;
}

/** My conversation with somebody, before its first message. */
export function conversationOf(peerId: UserId): Conversation {
  const name = `p${peerId.slice(-2)}`;
  const peer = { id: peerId, handle: name, displayName: name, isAvailable: true, isVerified: false, isStaff: false };
  const seqs = { lastSeq: 0, readSeq: 0, peerDeliveredSeq: 0, peerReceiptSeq: 0, clearedSeq: 0 };
  const id = directConversationId(me, peerId);
  const abilities = { send: true, answer: false, close: false };
  const arrangement = { isArchived: false, isMarkedUnread: false };
  const place = { isListed: false, rev: 0, folder: 'inbox' as const, ...arrangement };
  return { id, kind: 'direct', peer, ...seqs, unreadCount: 0, ...place, abilities };
}

/** A message of my conversation with `peerId`, theirs unless told otherwise. */
export function messageOf(peerId: UserId, seq: number, senderId: UserId = peerId): Message {
  return {
    conversationId: directConversationId(me, peerId),
    seq,
    senderId,
    sentAt: new Date(1_767_225_600_000 + seq).toISOString(),
    content: { kind: 'text', text: `text ${seq}`, entities: [] },
    ...(senderId === me ? { clientMessageId: `c${seq}` } : {}),
  };
}
