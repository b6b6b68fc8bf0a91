import { expect, test } from 'vitest';
import { ada, at, conversation, people } from '../gallery/fixtures.ts';
import { type Change, withOptimisticChanges } from './optimistic-changes.ts';

const inbox = { folder: 'inbox', isUnreadOnly: false } as const;
const pinned = conversation(people.oneWord, { pinnedAt: at(1), lastMessageAt: at(1) });
const newer = conversation(ada, { lastMessageAt: at(50), unreadCount: 2 });
const older = conversation(people.rtl, { lastMessageAt: at(40), isMarkedUnread: true });
const rows = [pinned, newer, older];
const arranged = (change: Change, row = older, shown: Parameters<typeof withOptimisticChanges>[2] = inbox) =>
  withOptimisticChanges(rows, new Map([[row.id, { change, atMs: Date.parse(at(60)) }]]), shown);

test('INB-4a what I pin stands on top before the server has answered, and what I unpin goes back to its place', () => {
  expect(arranged({ isPinned: true }).map(({ id }) => id)).toEqual([older.id, pinned.id, newer.id]);
  expect(arranged({ isPinned: false }, pinned).map(({ id }) => id)).toEqual([newer.id, older.id, pinned.id]);
});

test('INB-4c what I archive leaves the list at once, without its pin', () => {
  expect(arranged({ isArchived: true })).toEqual([pinned, newer]);
  const [only] = arranged({ isArchived: true }, pinned, { folder: 'archived', isUnreadOnly: false }).filter(
    ({ isArchived }) => isArchived,
  );
  expect(only?.pinnedAt).toBeUndefined();
});

test('INB-4b a mute is told with its end, and taken away again', () => {
  const muteOf = (mute: Change['mute']) => arranged({ mute }).find(({ id }) => id === older.id)?.mute;
  expect(muteOf({ forMs: 60_000 })).toEqual({ until: at(61) });
  expect(muteOf('always')).toEqual({});
  expect(muteOf('off')).toBeUndefined();
});

test('INB-3i what is read leaves the unread ones at once', () => {
  const unread = { folder: 'inbox', isUnreadOnly: true } as const;
  expect(arranged({ isRead: true }, newer, unread).map(({ id }) => id)).toEqual([older.id]);
  expect(arranged({ isMarkedUnread: false }, older, unread).map(({ id }) => id)).toEqual([newer.id]);
});

test('INB-4 without a change to one of its rows a list stays the same object', () => {
  expect(withOptimisticChanges(rows, new Map(), inbox)).toBe(rows);
});
