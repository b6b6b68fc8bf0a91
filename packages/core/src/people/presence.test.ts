import { expect, test } from 'vitest';
import { mayKnowPresence, mayKnowTyping, presenceAt } from './presence.ts';

const on = { ageBand: 'adult', presence: true } as const;
const friends = { isFriend: true, isBlocked: false };

test('RCPT-2 friends who both share presence know of each other', () => {
  expect(mayKnowPresence(on, on, friends)).toBe(true);
});

test.each([
  ['I do not share mine', { ...on, presence: false }, on, friends],
  ['they do not share theirs', on, { ...on, presence: false }, friends],
  ['one is a minor', on, { ...on, ageBand: 'minor' as const }, friends],
  ['we are not friends', on, on, { isFriend: false, isBlocked: false }],
  ['one blocked the other', on, on, { isFriend: true, isBlocked: true }],
])('RCPT-2 presence is not told when %s', (_, viewer, other, pair) => {
  expect(mayKnowPresence(viewer, other, pair)).toBe(false);
});

test('RCPT-2 presence is told for two days and no longer', () => {
  const now = 1_000_000_000_000;
  const day = 24 * 3_600_000;
  expect([presenceAt(now - 60_000, now), presenceAt(now - 61_000, now)]).toEqual(['active', 'recent']);
  expect([presenceAt(now - 2 * day, now), presenceAt(now - 2 * day - 1, now)]).toEqual(['recent', 'untold']);
});

test('RCPT-2 REQ-3 typing is told among friends, not to minors, and only while both may write', () => {
  const adult = { ageBand: 'adult' } as const;
  expect(mayKnowTyping(adult, adult, { isFriend: true, isOpen: true })).toBe(true);
  expect(mayKnowTyping(adult, { ageBand: 'minor' }, { isFriend: true, isOpen: true })).toBe(false);
  expect(mayKnowTyping({ ageBand: 'minor' }, adult, { isFriend: true, isOpen: true })).toBe(false);
  expect(mayKnowTyping(adult, adult, { isFriend: false, isOpen: true })).toBe(false);
  expect(mayKnowTyping(adult, adult, { isFriend: true, isOpen: false })).toBe(false);
});
