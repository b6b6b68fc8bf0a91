import { describe, expect, test } from 'vitest';
import { parseEntities } from '../text/index.ts';
import { decideFolder, type FolderFacts } from './decide-folder.ts';
import { findFilterReason } from './filter.ts';

const link = { kind: 'link' } as const;

const allFacts: FolderFacts[] = Array.from({ length: 32 }, (_, bits) => {
  const bit = (place: number): boolean => ((bits >> place) & 1) === 1;
  const [isDeclined, isFiltered, wantsFilter, isFriend] = [bit(0), bit(1), bit(2), bit(3)];
  return { isDeclined, isFiltered, wantsFilter, isFriend, filterReason: bit(4) ? link : undefined };
});

test('REQ-5 REQ-7 REQ-8 the folder follows the table for every combination of facts', () => {
  for (const facts of allFacts) {
    const isSorted = facts.wantsFilter && !facts.isFriend && (facts.isFiltered || facts.filterReason !== undefined);
    const expected = facts.isDeclined ? 'withheld' : isSorted ? 'filtered' : 'requests';
    expect(decideFolder(facts), JSON.stringify(facts)).toBe(expected);
  }
});

const reasonOf = (text: string, ownWords: string[] = []) =>
  findFilterReason({ text, entities: parseEntities(text) }, ownWords);

describe('why', () => {
  test('REQ-7 a link is a reason, and a word without one is none', () => {
    expect(reasonOf('look at https://example.org')).toEqual(link);
    expect(reasonOf('look at this 🎉 @somebody')).toBeUndefined();
  });

  test('REQ-7 an own word is told as its owner wrote it, and before other reasons', () => {
    expect(reasonOf('CRYPTO at example.org', ['offer', 'Crypto'])).toEqual({ kind: 'own_word', word: 'Crypto' });
  });

  test.each([
    ['cat', 'a cat!', true],
    ['cat', 'category', false],
    ['cat', 'bobcat', false],
    ['Café', 'at the CAFE', true],
    ['make money', 'Make  money today', true],
    ['赚钱', '快速赚钱方法', true],
    ['$$$', 'earn $$$ now', true],
    ['привет', 'ПРИВЕТ!', true],
    ['привет', 'приветик', false],
    ['w4', 'w40', false],
    ['हिन्दी', 'यह हिन्दी है', true],
  ])('REQ-7 the word %s in "%s": %s', (word, text, isFound) => {
    expect(reasonOf(text, [word]) !== undefined).toBe(isFound);
  });

  test('S21 many words that nearly fit a long text are found in linear time', () => {
    const words = Array.from({ length: 200 }, (_, i) => `${'a'.repeat(40)}${i}`);
    expect(reasonOf('a'.repeat(60_000), words)).toBeUndefined();
  });
});
