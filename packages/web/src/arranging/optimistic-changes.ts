// What I just arranged, shown before the server has answered. Small, because the first page reads it; what makes such a change comes later.
import type { Conversation, ConversationId } from '@parley/contract';
import type { Arrangement } from '@parley/sdk';

/** What is to become of a conversation. `isRead` is the read mark, which is no part of an arrangement. */
export type Change = Arrangement & { readonly isRead?: true };
export type OptimisticChange = { readonly change: Change; readonly atMs: number };
export type OptimisticChanges = ReadonlyMap<ConversationId, OptimisticChange>;

let shown: OptimisticChanges = new Map();
const listeners = new Set<() => void>();

/** The same object until one of them changed. */
export function optimisticChanges(): OptimisticChanges {
  return shown;
}

export function setOptimisticChanges(next: OptimisticChanges): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function subscribeOptimisticChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A row as it will be (INB-4a, INB-4c): archiving takes the pin, and pinning brings back. */
export function withOptimisticChange(row: Conversation, { change, atMs }: OptimisticChange): Conversation {
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

function muteOf(asked: Change['mute'], mute: Conversation['mute'], atMs: number): Pick<Conversation, 'mute'> {
  if (asked === 'off') return {};
  if (asked === 'always') return { mute: {} };
  if (asked) return { mute: { until: new Date(atMs + asked.forMs).toISOString() } };
  return mute ? { mute } : {};
}

export type Shown = { readonly folder: 'inbox' | 'archived'; readonly isUnreadOnly: boolean };

/** The rows of a list with what I just arranged, each where it will stand; the same object where that is nothing. */
export function withOptimisticChanges(
  rows: readonly Conversation[],
  all: OptimisticChanges,
  shown: Shown,
): readonly Conversation[] {
  if (!rows.some(({ id }) => all.has(id))) return rows;
  const next: Conversation[] = [];
  for (const row of rows) {
    const change = all.get(row.id);
    const changed = change ? withOptimisticChange(row, change) : row;
    if (belongs(changed, shown)) next.push(changed);
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
