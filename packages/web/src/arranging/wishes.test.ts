import { expect, test } from 'vitest';
import { ada, at, conversation, people } from '../gallery/fixtures.ts';
import { type Change, withWishes } from './wishes.ts';

const inbox = { folder: 'inbox', isUnreadOnly: false } as const;
const pinned = conversation(people.oneWord, { pinnedAt: at(1), lastMessageAt: at(1) });
const newer = conversation(ada, { lastMessageAt: at(50), unreadCount: 2 });
const older = conversation(people.rtl, { lastMessageAt: at(40), isMarkedUnread: true });
const rows = [pinned, newer, older];
const wished = (change: Change, row = older, shown: Parameters<typeof withWishes>[2] = inbox) =>
  withWishes(rows, new Map([[row.id, { change, atMs: Date.parse(at(60)) }]]), shown);

test('INB-4a what I pin stands on top before the server has answered, and what I unpin goes back to its place', () => {
  expect(wished({ isPinned: true }).map(({ id }) => id)).toEqual([older.id, pinned.id, newer.id]);
  expect(wished({ isPinned: false }, pinned).map(({ id }) => id)).toEqual([newer.id, older.id, pinned.id]);
});

test('INB-4c what I archive leaves the list at once, without its pin', () => {
  expect(wished({ isArchived: true })).toEqual([pinned, newer]);
  const [only] = wished({ isArchived: true }, pinned, { folder: 'archived', isUnreadOnly: false }).filter(
    ({ isArchived }) => isArchived,
  );
  expect(only?.pinnedAt).toBeUndefined();
});

test('INB-4b a mute that I wish for is told with its end, and taken away again', () => {
  const muteOf = (mute: Change['mute']) => wished({ mute }).find(({ id }) => id === older.id)?.mute;
  expect(muteOf({ forMs: 60_000 })).toEqual({ until: at(61) });
  expect(muteOf('always')).toEqual({});
  expect(muteOf('off')).toBeUndefined();
});

test('INB-3i what is read leaves the unread ones at once', () => {
  const unread = { folder: 'inbox', isUnreadOnly: true } as const;
  expect(wished({ isRead: true }, newer, unread).map(({ id }) => id)).toEqual([older.id]);
  expect(wished({ isMarkedUnread: false }, older, unread).map(({ id }) => id)).toEqual([newer.id]);
});

test('INB-4 without a wish for one of its rows a list stays the same object', () => {
  expect(withWishes(rows, new Map(), inbox)).toBe(rows);
});
