import { limits } from '@parley/contract';
import { expect, test } from 'vitest';
import { refusals } from '../gallery/fixtures.ts';
import { checkText, isWaitingForFollow, remedyOf } from './composer-view-model.ts';

const max = limits.messageGraphemesMax;

test('MSG-4 nothing but spaces is not sent', () => {
  expect(checkText('')).toEqual({ canSend: false });
  expect(checkText(' \n ')).toEqual({ canSend: false });
  expect(checkText('a')).toEqual({ canSend: true });
});

test('MSG-4 the limit counts graphemes, is told once it is near, and holds', () => {
  expect(checkText('a'.repeat(max))).toEqual({ canSend: true, remaining: 0 });
  expect(checkText('a'.repeat(max + 1))).toEqual({ canSend: false, remaining: -1 });
  expect(checkText('👍🏽'.repeat(max - 100))).toEqual({ canSend: true, remaining: 100 });
});

test('MSG-4 a text that is too heavy is too long, however few graphemes it has', () => {
  const heavy = 'a\u0300\u0301\u0302\u0303\u0304'.repeat(5_900);
  expect(new TextEncoder().encode(heavy).length).toBeGreaterThan(limits.messageBytesMax);
  expect(checkText(heavy)).toEqual({ canSend: false, remaining: -1 });
});

test('ADM-6 a refusal offers the one action that could change it', () => {
  expect(remedyOf(refusals.onlyFriends)).toBe('follow');
  expect(remedyOf(refusals.messagesOff)).toBe('turn_messages_on');
  expect(remedyOf(refusals.tooYoung)).toBe('help');
  expect(remedyOf(refusals.notAvailable)).toBeUndefined();
  expect(isWaitingForFollow(refusals.onlyFriends)).toBe(false);
  expect(isWaitingForFollow(refusals.onlyFriendsYet)).toBe(true);
});
