import { expect, test } from 'vitest';
import { isInLine } from './install.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'packages/core': { version: '1.0.0' },
  'node_modules/@parley/core': { link: true },
  'node_modules/pg': { integrity: 'sha512-a' },
  'node_modules/elsewhere': { integrity: 'sha512-b', optional: true, os: ['elsewhere'], cpu: [process.arch] },
  'node_modules/here': { integrity: 'sha512-b', optional: true, os: [process.platform], cpu: [process.arch] },
};
const { '': _, ...present } = wanted;

test('nothing is installed again where the installed packages are the wanted ones', () => {
  expect(isInLine(wanted, present)).toBe(true);
});

test('a package for another system may be missing', () => {
  const { 'node_modules/elsewhere': _, ...others } = present;
  expect(isInLine(wanted, others)).toBe(true);
});

test.each(['node_modules/pg', 'node_modules/@parley/core', 'node_modules/here'])('%s may not be missing', (path) => {
  const { [path]: _, ...others } = present;
  expect(isInLine(wanted, others)).toBe(false);
});

test.each(['node_modules/pg', 'node_modules/elsewhere'])('another version of %s is not the wanted one', (path) => {
  expect(isInLine(wanted, { ...present, [path]: { integrity: 'sha512-c' } })).toBe(false);
});
