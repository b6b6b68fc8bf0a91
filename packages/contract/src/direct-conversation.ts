// Kept apart from the schemas so that a browser bundle can have these without a validation library.
import type { ConversationId, UserId } from './ids.ts';

const hex64 = (id: string): string => BigInt(id).toString(16).padStart(16, '0');

/**
 * The id of the conversation of two people: both ids side by side, smaller first, written as a UUID.
 * Because it derives from the pair, two people who write to each other at the same moment meet in one conversation.
 */
export function directConversationId(a: UserId, b: UserId): ConversationId {
  const [one, other] = [hex64(a), hex64(b)];
  const [low, high] = one < other ? [one, other] : [other, one];
  const id = `${low.slice(0, 8)}-${low.slice(8, 12)}-${low.slice(12)}-${high.slice(0, 4)}-${high.slice(4)}`;
  return id as ConversationId;
}

/** The two people of a direct conversation, smaller id first; undefined when the id is not one of a conversation of two. */
export function directConversationPair(id: ConversationId): [UserId, UserId] | undefined {
  const hex = id.replaceAll('-', '');
  const low = BigInt(`0x${hex.slice(0, 16)}`);
  const high = BigInt(`0x${hex.slice(16)}`);
  const isPair = low > 0n && low < high && high < 1n << 62n;
  return isPair ? [low.toString() as UserId, high.toString() as UserId] : undefined;
}

/** The other person of a direct conversation, or undefined when `viewer` is not one of its two. */
export function directConversationPeer(id: ConversationId, viewer: UserId): UserId | undefined {
  const pair = directConversationPair(id);
  if (pair?.[0] === viewer) return pair[1];
  if (pair?.[1] === viewer) return pair[0];
  return undefined;
}
