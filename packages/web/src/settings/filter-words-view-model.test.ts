import { expect, test } from 'vitest';
import { wordProblem } from './filter-words-view-model.ts';

test('REQ-7 a word that is there already is told, whatever its case and the spaces around it', () => {
  expect(wordProblem('  Crypto ', ['lottery', 'crypto'])).toBe('twice');
  expect(wordProblem('crypto coins', ['crypto'])).toBeUndefined();
  expect(wordProblem('', ['crypto'])).toBeUndefined();
});

test('REQ-7 a word of more than 50 characters is told', () => {
  expect(wordProblem('a'.repeat(50), [])).toBeUndefined();
  expect(wordProblem('a'.repeat(51), [])).toBe('long');
});
