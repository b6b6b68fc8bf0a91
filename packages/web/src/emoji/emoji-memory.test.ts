import { expect, test } from 'vitest';
import { withRecent } from './emoji-memory.ts';

test('MSG-5b what was picked last comes first, each once, and no more than are kept', () => {
  expect(withRecent(['🎈', '👋'], '👋')).toEqual(['👋', '🎈']);
  const many = Array.from({ length: 30 }, (_, index) => String.fromCodePoint(0x1f600 + index));
  const recent = many.reduce(withRecent, [] as string[]);
  expect(recent).toHaveLength(16);
  expect(recent[0]).toBe(many.at(-1));
});
