// Kept apart from the schemas so that a browser bundle can have these without a validation library.
import type { ConversationId, UserId } from './ids.ts';

const hex64 = (id: string): string => BigInt(id).toString(16).padStart(16, '0');

/**
 * The id of the conversation of two people: both ids side by side, smaller first, written as a UUID.
 * Because it derives from the pair, two people who write to each other at the same moment meet in one conversation.
 */
export function directConversationId(a: UserId, b: UserId): ConversationId {
  const [low, high] = BigInt(a) < BigInt(b) ? [a, b] : [b, a];
  const hex = hex64(low) + hex64(high);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
