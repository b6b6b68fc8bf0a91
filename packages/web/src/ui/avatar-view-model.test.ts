import { expect, test } from 'vitest';
import { initials } from './avatar-view-model.ts';

test.each([
  ['Ada Moreau', 'AM'],
  ['Zoë', 'Z'],
  ['ليلى عبد الرحمن', 'ل\u200cا'],
  ['🌻 Sunny 🌻', '🌻'],
  ['', ''],
])('LANG-5 the letters of %s stand apart as its script has them', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
