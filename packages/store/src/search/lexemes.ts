// The words of an entry carry a code of their member in front. A beginning ("a...") is looked up by going through all words of the index that
// begin so: behind the code these are the member's own. Two members may have one code; that costs a little work and shows nothing,
// because every statement asks for the member as well.
import type { UserId } from '@parley/contract';

/** A word, or the beginning of one. Neither white space nor NUL is in it. */
export type SearchLexeme = { word: string; isPrefix: boolean };

const codeLength = 4;
const base = 62n;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ids are random, so that their last digits are spread evenly. */
function memberCode(userId: UserId): string {
  let rest = BigInt(userId);
  let code = '';
  for (let place = 0; place < codeLength; place += 1) {
    code += digits[Number(rest % base)] ?? '';
    rest /= base;
  }
  return code;
}

/** For `string_to_array`: the words of an entry, parted by spaces. */
export function toEntryWords(userId: UserId, words: readonly string[]): string {
  const code = memberCode(userId);
  return words.map((word) => code + word).join(' ');
}

const quote = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A `tsquery` of entries that have all of these. */
export function toTextQuery(userId: UserId, lexemes: readonly SearchLexeme[]): string {
  const code = memberCode(userId);
  return lexemes.map(({ word, isPrefix }) => quote(code + word) + (isPrefix ? ':*' : '')).join(' & ');
}
