import { directConversationId, type UserId } from '@parley/contract';

/** Where the conversation of two people is, also before its first message. */
export function conversationLink(me: UserId, other: UserId): string {
  return `/c/${directConversationId(me, other)}`;
}
