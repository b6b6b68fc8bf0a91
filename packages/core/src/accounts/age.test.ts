import { expect, test } from 'vitest';
import { ageBand, ageInYears, mayHaveAccount } from './age.ts';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

test.each([
  ['2010-06-15', '2026-06-14', 15],
  ['2010-06-15', '2026-06-15', 16],
  ['2010-06-15', '2026-07-01', 16],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2000-12-31', '2026-01-01', 25],
])('ACC-1 somebody born on %s is on %s %i years old', (born, day, years) => {
  expect(ageInYears(born, at(day))).toBe(years);
});

test('ACC-2 ACC-3 age bands change on the birthday itself', () => {
  expect(ageBand('2010-06-15', at('2026-06-14'))).toBe('under16');
  expect(ageBand('2010-06-15', at('2026-06-15'))).toBe('minor');
  expect(ageBand('2010-06-15', at('2028-06-14'))).toBe('minor');
  expect(ageBand('2010-06-15', at('2028-06-15'))).toBe('adult');
});

test('ACC-2 an unknown birth date counts as under 16', () => {
  expect(ageBand(null, at('2026-06-15'))).toBe('under16');
});

test('ACC-1 a thirteenth birthday opens the door to an account', () => {
  expect(mayHaveAccount('2013-06-15', at('2026-06-14'))).toBe(false);
  expect(mayHaveAccount('2013-06-15', at('2026-06-15'))).toBe(true);
});
