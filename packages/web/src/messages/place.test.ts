import { describe, expect, test } from 'vitest';
import { type Loaded, whatToLoad, whereToOpen } from './place.ts';

const read = { readSeq: 40, unreadCount: 0 };
const unread = { readSeq: 40, unreadCount: 60 };

describe('where a conversation opens', () => {
  test('MSG-1b at the message that its address names, else where one left it, else at the first unread, else at the end', () => {
    const kept = { seq: 12, offset: -3 };
    expect(whereToOpen({ conversation: unread, linkedSeq: 7, kept })).toEqual({ kind: 'message', seq: 7 });
    expect(whereToOpen({ conversation: unread, linkedSeq: undefined, kept })).toEqual({ kind: 'message', ...kept });
    const none = { linkedSeq: undefined, kept: undefined };
    expect(whereToOpen({ conversation: unread, ...none })).toEqual({ kind: 'unread', afterSeq: 40 });
    expect(whereToOpen({ conversation: read, ...none })).toEqual({ kind: 'end' });
  });
});

describe('what must be read for that', () => {
  const part = (from: number, to: number, more: Partial<Loaded> = {}): Loaded => ({
    messages: [{ seq: from }, { seq: to }],
    hasOlder: true,
    hasNewer: false,
    ...more,
  });

  test('MSG-1b a message above what is loaded is read around, and so is one below it', () => {
    expect(whatToLoad({ kind: 'message', seq: 49 }, part(50, 100))).toBe(49);
    expect(whatToLoad({ kind: 'message', seq: 101 }, part(50, 100, { hasNewer: true }))).toBe(101);
    expect(whatToLoad({ kind: 'message', seq: 50 }, part(50, 100))).toBeUndefined();
  });

  test('MSG-1b the first unread is read around where it is further up than what is loaded', () => {
    expect(whatToLoad({ kind: 'unread', afterSeq: 30 }, part(50, 100))).toBe(31);
    expect(whatToLoad({ kind: 'unread', afterSeq: 49 }, part(50, 100))).toBeUndefined();
  });

  test('MSG-1b the end is read again where an older part is loaded', () => {
    expect(whatToLoad({ kind: 'end' }, part(50, 100))).toBeUndefined();
    expect(whatToLoad({ kind: 'end' }, part(50, 100, { hasNewer: true }))).toBe('newest');
  });

  test('MSG-1b what lies beyond an end that is loaded is not there, and is not asked for', () => {
    expect(whatToLoad({ kind: 'message', seq: 3 }, part(5, 100, { hasOlder: false }))).toBeUndefined();
    expect(whatToLoad({ kind: 'message', seq: 200 }, part(5, 100))).toBeUndefined();
    const empty = { messages: [], hasOlder: false, hasNewer: false };
    expect(whatToLoad({ kind: 'message', seq: 3 }, empty)).toBeUndefined();
    expect(whatToLoad({ kind: 'message', seq: 3 }, { ...empty, hasOlder: true })).toBe(3);
  });
});
