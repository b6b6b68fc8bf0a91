// What a folded text consists of for the search: words, runs of scripts that are written without spaces, and emoji.
// The dictionaries of the platform are not asked where such a run has words: they change with its version, and an index that was
// written by another one would not be found any more. Everywhere else the words of UAX 29 are runs of letters, marks and digits, but
// for those that it keeps together over a point or an apostrophe; here they are apart, so that "amour" is found in "l’amour" and "example" in a link.
import { runOnWord, spacedWord } from '../text/index.ts';

export type Unit = { kind: 'word' | 'run'; text: string; start: number };

/** Longer words are told apart by their beginnings alone. */
const wordLengthMax = 64;

/** S21: each branch repeats one character class alone, and the classes have nothing in common. */
const units = new RegExp(`(?<run>${runOnWord}+)|(?<word>${spacedWord}+)|\\p{RI}{2}|\\p{ExtPict}`, 'vg');
const brokenEnd = /[\uD800-\uDBFF]$/;

/** In order. */
export function* unitsOf(folded: string): Generator<Unit> {
  for (const match of folded.matchAll(units)) {
    const [text] = match;
    const start = match.index;
    if (match.groups?.run !== undefined) yield { kind: 'run', text, start };
    else yield { kind: 'word', text: clamp(text), start };
  }
}

const clamp = (word: string): string =>
  word.length <= wordLengthMax ? word : word.slice(0, wordLengthMax).replace(brokenEnd, '');
