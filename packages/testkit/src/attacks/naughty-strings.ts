import { readFileSync } from 'node:fs';

/** Strings that have broken programs; see the README beside them. */
export function naughtyStrings(): string[] {
  const file = new URL('../../fixtures/naughty-strings/blns.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}
