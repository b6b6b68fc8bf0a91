// How the fake server arranges a conversation.
import type { Conversation, MethodInput } from '@parley/contract';

/** `mutedUntilMs`: Infinity is always. */
export type Arrangement = {
  pinnedAtMs: number | undefined;
  mutedUntilMs: number;
  isArchived: boolean;
  isMarkedUnread: boolean;
};
type How = Omit<MethodInput<'conversations.arrange'>, 'conversationIds'>;
type Shown = Pick<Conversation, 'pinnedAt' | 'mute' | 'isArchived' | 'isMarkedUnread'>;

export const unarranged: Arrangement = {
  pinnedAtMs: undefined,
  mutedUntilMs: 0,
  isArchived: false,
  isMarkedUnread: false,
};

export function arranged(old: Arrangement, how: How, nowMs: number): Arrangement {
  const isPinned = !how.isArchived && (how.isPinned ?? old.pinnedAtMs !== undefined);
  const mutes = { off: 0, always: Number.POSITIVE_INFINITY };
  const mutedUntilMs = typeof how.mute === 'object' ? nowMs + how.mute.forMs : how.mute && mutes[how.mute];
  return {
    pinnedAtMs: isPinned ? (old.pinnedAtMs ?? nowMs) : undefined,
    mutedUntilMs: mutedUntilMs ?? old.mutedUntilMs,
    isArchived: !isPinned && (how.isArchived ?? old.isArchived),
    isMarkedUnread: how.isMarkedUnread ?? old.isMarkedUnread,
  };
}

/** A mute that is over is left out. */
export function shownArrangement(arrangement: Arrangement, nowMs: number): Shown {
  const { pinnedAtMs, mutedUntilMs, isArchived, isMarkedUnread } = arrangement;
  const until = mutedUntilMs < Number.POSITIVE_INFINITY ? { until: new Date(mutedUntilMs).toISOString() } : {};
  return {
    ...(pinnedAtMs === undefined ? {} : { pinnedAt: new Date(pinnedAtMs).toISOString() }),
    ...(mutedUntilMs > nowMs ? { mute: until } : {}),
    ...{ isArchived, isMarkedUnread },
  };
}

export const isUnread = (row: Conversation): boolean => row.unreadCount > 0 || row.isMarkedUnread;
export const pinOf = (row: Conversation): number => (row.pinnedAt === undefined ? 0 : Date.parse(row.pinnedAt));

/** Sorts rows by their last message. */
export function place(row: Conversation): string {
  return `${row.lastMessageAt ?? ''} ${row.id}`;
}
