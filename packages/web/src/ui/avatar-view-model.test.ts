import { expect, test } from 'vitest';
import { initials } from './avatar-view-model.ts';

test.each([
  ['Ada Moreau', 'AM'],
  ['Zoë', 'Z'],
  ['ليلى عبد الرحمن', 'ل'],
  ['ليلى Moreau', 'ل'],
  ['Ada عبد', 'A'],
  ['🌻 Sunny 🌻', '🌻'],
  ['', ''],
])('LANG-5 the letters of %s are those its script can show apart', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
