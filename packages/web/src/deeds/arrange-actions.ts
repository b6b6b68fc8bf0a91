// What can be done with a conversation of my inbox or its archive, and with several of them (INB-2c, INB-4).
import type { Conversation } from '@parley/contract';
import type { Change } from '../arranging/index.ts';

export type ArrangeAction = 'markRead' | 'markUnread' | 'pin' | 'unpin' | 'mute' | 'unmute' | 'archive' | 'unarchive';

/** What a row offers, in the order of its menu. */
export function actionsOf(row: Conversation): ArrangeAction[] {
  if (row.folder !== 'inbox' || !row.isListed) return [];
  return [
    isUnread(row) ? 'markRead' : 'markUnread',
    row.pinnedAt === undefined ? 'pin' : 'unpin',
    row.mute === undefined ? 'mute' : 'unmute',
    row.isArchived ? 'unarchive' : 'archive',
  ];
}

export function isUnread({ unreadCount, isMarkedUnread }: Conversation): boolean {
  return unreadCount > 0 || isMarkedUnread;
}

/** Muting is asked how long first. */
export function changeOf(action: Exclude<ArrangeAction, 'mute'>, rows: readonly Conversation[]): Change {
  switch (action) {
    case 'markRead':
      return { isRead: true, ...(rows.some(({ isMarkedUnread }) => isMarkedUnread) ? { isMarkedUnread: false } : {}) };
    case 'markUnread':
      return { isMarkedUnread: true };
    case 'pin':
      return { isPinned: true };
    case 'unpin':
      return { isPinned: false };
    case 'unmute':
      return { mute: 'off' };
    case 'archive':
      return { isArchived: true };
    case 'unarchive':
      return { isArchived: false };
  }
}

const hourMs = 3_600_000;

/** For how long one mutes (INB-4b). */
export const muteChoices = [
  { id: 'hour', mute: { forMs: hourMs } },
  { id: 'hours8', mute: { forMs: 8 * hourMs } },
  { id: 'week', mute: { forMs: 7 * 24 * hourMs } },
  { id: 'always', mute: 'always' },
] as const;
