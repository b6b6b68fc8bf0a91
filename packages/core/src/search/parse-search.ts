// INB-3: what a typed query asks for.
import { foldWithOffsets } from './fold-with-offsets.ts';
import { pairsOf } from './search-words.ts';
import { type Unit, unitsOf } from './units.ts';

/** All of these have to be in a text; the last word may go on. */
export type Search = { terms: readonly Term[] };
export type Term = Pick<Unit, 'kind' | 'text'> & { isPrefix: boolean };

/** One of the words that `searchWords` gives, or the beginning of one. */
export type Lexeme = { word: string; isPrefix: boolean };

/** Undefined where a query has nothing that could be looked for: white space and punctuation. */
export function parseSearch(query: string): Search | undefined {
  const units = [...unitsOf(foldWithOffsets(query).text)];
  if (units.length === 0) return undefined;
  const last = units.at(-1);
  return { terms: units.map((unit) => ({ kind: unit.kind, text: unit.text, isPrefix: unit === last })) };
}

/**
 * What the index is asked for. It may say yes to a text in which the pairs of a run stand apart, so `findMatches` has the last word.
 */
export function lexemesOf({ terms }: Search): Lexeme[] {
  const lexemes = new Map<string, Lexeme>();
  const add = (word: string, isPrefix: boolean): void => void lexemes.set(`${word} ${isPrefix}`, { word, isPrefix });
  for (const { kind, text, isPrefix } of terms) {
    const characters = kind === 'run' ? [...text] : [];
    if (kind === 'word') add(text, isPrefix);
    else if (characters.length === 1) add(text, true);
    else for (const pair of pairsOf(characters)) add(pair, false);
  }
  return [...lexemes.values()];
}
