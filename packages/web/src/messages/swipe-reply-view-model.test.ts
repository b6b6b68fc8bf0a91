import { expect, test } from 'vitest';
import { isAtEdge, pulled, replyFrom, turnOf } from './swipe-reply-view-model.ts';

test('MSG-4b a finger along the line pulls the message; one that scrolls or goes back does not', () => {
  expect([turnOf(4, 4), turnOf(14, 3), turnOf(3, 14), turnOf(-14, 3), turnOf(12, 11)]).toEqual([
    ...[undefined, 'along', 'other', 'other', 'other'],
  ]);
  expect([isAtEdge(10, 390), isAtEdge(200, 390), isAtEdge(380, 390)]).toEqual([true, false, true]);
});

test('MSG-4b it follows, resists beyond what answers it, and never goes the other way', () => {
  expect([pulled(-30), pulled(20), pulled(replyFrom)]).toEqual([0, 20, replyFrom]);
  expect(pulled(replyFrom + 40)).toBe(replyFrom + 10);
  expect(pulled(1_000)).toBe(replyFrom + 24);
});
