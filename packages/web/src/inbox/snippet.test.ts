import { expect, test } from 'vitest';
import { me, message } from '../gallery/fixtures.ts';
import { snippetOf } from './snippet.ts';

const snippet = (text: string, ...words: string[]) => {
  const matches = words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  return snippetOf({ message: message(1, me, text), matches });
};
const said = (parts: ReturnType<typeof snippet>) =>
  parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

test('INB-3b what was found is marked where it stands', () => {
  expect(said(snippet('by the blue boat', 'blue', 'boat'))).toBe('by the [blue] [boat]');
});

test('INB-3b of a long message the part around the first hit is shown, and no grapheme is cut', () => {
  const family = '👨‍👩‍👧‍👦';
  const parts = said(snippet(`${family.repeat(40)} here ${family.repeat(40)}`, 'here'));
  expect(parts).toContain('[here]');
  expect(parts.length).toBeLessThan(300);
  const around = parts.replaceAll('…', '').replace(' [here] ', '');
  expect(around.replaceAll(family, '')).toBe('');
});
