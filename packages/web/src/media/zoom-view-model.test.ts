import { expect, test } from 'vitest';
import { bounded, strokeMeans, whole, zoomedAt } from './zoom-view-model.ts';

const stage = { width: 400, height: 800 };

test('MED-26 what lies under the finger stays there while it grows', () => {
  const point = { x: 100, y: -50 };
  const grown = zoomedAt(whole, 2, point);
  expect(grown).toEqual({ scale: 2, x: -100, y: 50 });
  expect(zoomedAt(grown, 1, point)).toEqual(whole);
  expect(zoomedAt(whole, 50, point).scale).toBe(5);
  expect(zoomedAt(whole, 0.2, point).scale).toBe(1);
});

test('MED-26 a picture is never moved out of sight, and a whole one not at all', () => {
  const wide = { width: 4000, height: 2000 };
  expect(bounded({ scale: 1, x: 30, y: -30 }, stage, wide)).toEqual({ scale: 1, x: 0, y: -0 });
  expect(bounded({ scale: 2, x: 999, y: 30 }, stage, wide)).toEqual({ scale: 2, x: 200, y: 0 });
});

test.each([
  [{ x: -80, y: 10 }, 'next'],
  [{ x: 80, y: -10 }, 'previous'],
  [{ x: 20, y: 140 }, 'close'],
  [{ x: -30, y: 10 }, undefined],
  [{ x: -90, y: 100 }, undefined],
])('MED-26 a stroke by %j means %s', (stroke, meaning) => {
  expect(strokeMeans(stroke)).toBe(meaning);
});
