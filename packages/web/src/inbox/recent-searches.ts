// What one searched for lately, in this browser alone.
import { keep, readKept } from '../app/storage.ts';

const recentMax = 8;
const keyOf = (me: string) => `searches.${me}`;

/** The newest first. */
export function recentSearches(me: string): string[] {
  return (readKept(keyOf(me)) ?? '').split('\n').filter(Boolean);
}

export function rememberSearch(me: string, query: string): void {
  const line = query.replace(/\s+/gu, ' ').trim();
  if (line === '') return;
  const rest = recentSearches(me).filter((one) => one.toLocaleLowerCase() !== line.toLocaleLowerCase());
  keep(keyOf(me), [line, ...rest].slice(0, recentMax).join('\n'));
}

export function forgetSearches(me: string): void {
  keep(keyOf(me), undefined);
}
