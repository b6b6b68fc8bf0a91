// INB-3: by which words a message is found.
import { foldWithOffsets } from './fold-with-offsets.ts';
import { unitsOf } from './units.ts';

/**
 * Each word of a text once, folded; none has white space in it. A run of a script without spaces gives each pair of neighbours and its
 * last character: so that any part of it has all of its pairs there, and one character is the beginning of a word wherever it stands.
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const unit of unitsOf(foldWithOffsets(text).text)) {
    if (unit.kind === 'word') words.add(unit.text);
    else addRun(words, [...unit.text]);
  }
  return [...words];
}

function addRun(words: Set<string>, characters: readonly string[]): void {
  for (const pair of pairsOf(characters)) words.add(pair);
  const last = characters.at(-1);
  if (last !== undefined) words.add(last);
}

export const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`);
