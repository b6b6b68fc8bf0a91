import type { Conversation } from '@parley/contract';
import { isUnread } from './arrangement.ts';

/** What the fake server counts of my inbox. */
export function countsOf(inbox: readonly Conversation[]) {
  const unread = inbox.filter(isUnread);
  const [unreadChangesAt] = unread.flatMap(({ mute }) => mute?.until ?? []).sort();
  return {
    unreadConversationCount: unread.filter(({ mute }) => mute === undefined).length,
    ...(unreadChangesAt === undefined ? {} : { unreadChangesAt }),
    requestCount: 0,
    filteredCount: 0,
  };
}
