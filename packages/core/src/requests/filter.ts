// REQ-7: what sorts a request out of sight. Only requests come here, and none of friends (REQ-8): everybody else's words go to the inbox unread by us.
import type { Entity, FilterReason } from '@parley/contract';
import { searchKey } from '../text/index.ts';

/** A request as a check sees it. */
export type RequestText = { text: string; entities: readonly Pick<Entity, 'kind'>[] };

/** One check: why this request is filtered, or nothing. Further ones (spam, scam, abuse) have the same shape. */
export type RequestCheck = (request: RequestText) => FilterReason | undefined;

/** What is checked in every request, whoever receives it. */
const safetyChecks: readonly RequestCheck[] = [
  ({ entities }) => (entities.some((entity) => entity.kind === 'link') ? { kind: 'link' } : undefined),
];

/** Why a request is filtered: by the recipient's own words first, since those they can change. */
export function findFilterReason(request: RequestText, ownWords: readonly string[]): FilterReason | undefined {
  for (const check of [ownWordsCheck(ownWords), ...safetyChecks]) {
    const reason = check(request);
    if (reason) return reason;
  }
  return undefined;
}

const isWordCharacter = (character: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(character);
/** Scripts that are written without spaces: there a word is found anywhere. */
const hasNoSpaces = (character: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    character,
  );

/** A word counts where it stands by itself, whatever its case and accents: "cat" is not in "category". */
const ownWordsCheck =
  (ownWords: readonly string[]): RequestCheck =>
  ({ text }) => {
    if (ownWords.length === 0) return undefined;
    const key = searchKey(text);
    const word = ownWords.find((one) => hasWord(key, searchKey(one)));
    return word === undefined ? undefined : { kind: 'own_word', word };
  };

function hasWord(key: string, word: string): boolean {
  if (word === '') return false;
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1)) {
    const before = lastCharacter(key.slice(0, at));
    const after = firstCharacter(key.slice(at + word.length));
    if (isEdge(before, firstCharacter(word)) && isEdge(lastCharacter(word), after)) return true;
  }
  return false;
}

const firstCharacter = (text: string): string => [...text.slice(0, 2)][0] ?? '';
const lastCharacter = (text: string): string => [...text.slice(-2)].at(-1) ?? '';

/** Whether a word may end between these two characters. */
const isEdge = (left: string, right: string): boolean =>
  !(isWordCharacter(left) && isWordCharacter(right)) || hasNoSpaces(left) || hasNoSpaces(right);
