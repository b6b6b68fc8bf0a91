import { expect, test } from 'vitest';
import { directionOf, followed, fullDistance, isAtEdge, settled } from './swipe-view-model.ts';

const width = 390;
const full = fullDistance(width);

test('INB-4g the edges of the screen are left to the browser, whose gesture goes back', () => {
  expect([isAtEdge(10, width), isAtEdge(380, width), isAtEdge(60, width)]).toEqual([true, true, false]);
});

test('INB-4g a finger that goes up and down scrolls, and one that goes along moves the row', () => {
  expect(directionOf(4, 5)).toBeUndefined();
  expect(directionOf(5, 30)).toBe('across');
  expect(directionOf(-30, 5)).toBe('along');
});

test('INB-4g a row follows the finger and resists at the end', () => {
  expect(followed(-100, width)).toBe(-100);
  expect(followed(full + 100, width)).toBe(full + 30);
});

test('INB-4g letting go closes, leaves the actions open, or does the first', () => {
  expect(settled(30, 0, width)).toBe('closed');
  expect(settled(120, 0, width)).toBe('open');
  expect(settled(-120, 0.8, width)).toBe('closed');
  expect(settled(-30, -0.8, width)).toBe('open');
  expect(settled(-full, 0, width)).toBe('full');
});
