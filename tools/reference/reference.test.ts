import { readFile } from 'node:fs/promises';
import { methods, refusalCodes } from '@parley/contract';
import { expect, test } from 'vitest';
import { referencePage } from './reference.ts';

test('the API reference is what the contract says today', async () => {
  const page = await readFile(new URL('../../docs/reference.md', import.meta.url), 'utf8');
  expect(page).toBe(referencePage());
});

test('the API reference has every method and every refusal', () => {
  const page = referencePage();
  for (const { id } of methods) expect(page).toContain(`### ${id}\n`);
  for (const code of refusalCodes) expect(page).toContain(`| \`${code}\` |`);
});
