// What I just arranged, shown before the server has answered. Small, because the first page reads it; what makes a wish comes later.
import type { Conversation, ConversationId } from '@parley/contract';
import type { Arrangement } from '@parley/sdk';

/** What is to become of a conversation. `isRead` is the read mark, which is no part of an arrangement. */
export type Change = Arrangement & { readonly isRead?: true };
export type Wish = { readonly change: Change; readonly atMs: number };
export type Wishes = ReadonlyMap<ConversationId, Wish>;

let wishes: Wishes = new Map();
const listeners = new Set<() => void>();

/** The same object until one of them changed. */
export function shownWishes(): Wishes {
  return wishes;
}

export function showWishes(next: Wishes): void {
  wishes = next;
  for (const listener of listeners) listener();
}

export function subscribeWishes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A row as it will be (INB-4a, INB-4c): archiving takes the pin, and pinning brings back. */
export function withWish(row: Conversation, { change, atMs }: Wish): Conversation {
  const { pinnedAt, mute, ...rest } = row;
  const isPinned = change.isArchived ? false : (change.isPinned ?? pinnedAt !== undefined);
  return {
    ...rest,
    ...(isPinned ? { pinnedAt: pinnedAt ?? new Date(atMs).toISOString() } : {}),
    ...muteOf(change.mute, mute, atMs),
    isArchived: change.isArchived ?? (change.isPinned ? false : row.isArchived),
    isMarkedUnread: change.isMarkedUnread ?? (change.isRead ? false : row.isMarkedUnread),
    unreadCount: change.isRead ? 0 : row.unreadCount,
  };
}

function muteOf(wish: Change['mute'], mute: Conversation['mute'], atMs: number): Pick<Conversation, 'mute'> {
  if (wish === 'off') return {};
  if (wish === 'always') return { mute: {} };
  if (wish) return { mute: { until: new Date(atMs + wish.forMs).toISOString() } };
  return mute ? { mute } : {};
}

export type Shown = { readonly folder: 'inbox' | 'archived'; readonly isUnreadOnly: boolean };

/** The rows of a list with what I wished, each where it will stand; the same object while nothing is wished. */
export function withWishes(rows: readonly Conversation[], all: Wishes, shown: Shown): readonly Conversation[] {
  if (!rows.some(({ id }) => all.has(id))) return rows;
  const next: Conversation[] = [];
  for (const row of rows) {
    const wish = all.get(row.id);
    const wished = wish ? withWish(row, wish) : row;
    if (belongs(wished, shown)) next.push(wished);
  }
  return next.sort(inOrder);
}

function belongs({ isArchived, isMarkedUnread, unreadCount }: Conversation, { folder, isUnreadOnly }: Shown): boolean {
  return isArchived === (folder === 'archived') && (!isUnreadOnly || isMarkedUnread || unreadCount > 0);
}

/** INB-4a: the pinned ones first, the newest pin on top; then by last message. */
function inOrder(a: Conversation, b: Conversation): number {
  return (
    down(a.pinnedAt ?? '', b.pinnedAt ?? '') || down(a.lastMessageAt ?? '', b.lastMessageAt ?? '') || down(a.id, b.id)
  );
}

function down(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
