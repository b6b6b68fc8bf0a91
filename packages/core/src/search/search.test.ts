import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../text/any-text.fixture.ts';
import { findMatches, lexemesOf, parseSearch, searchWords } from './index.ts';

/** The marked parts of a text, or nothing where it is no hit. */
const marked = (text: string, query: string): string[] => {
  const search = parseSearch(query);
  return search ? findMatches(text, search).map(({ start, end }) => text.slice(start, end)) : [];
};
/** What the index says. */
const isIndexed = (text: string, query: string): boolean => {
  const words = searchWords(text);
  const search = parseSearch(query);
  const asked = search ? lexemesOf(search) : [];
  return asked.every(({ word, isPrefix }) => words.some((one) => one === word || (isPrefix && one.startsWith(word))));
};

describe('words', () => {
  test.each<[string, string[]]>([
    ['See you at 8:30, Zoë!', ['see', 'you', 'at', '8', '30', 'zoe']],
    ['¿Mañana por la mañana?', ['manana', 'por', 'la']],
    ['Große STRASSE, Übung', ['grosse', 'strasse', 'ubung']],
    ['İyi ışık', ['iyi', 'isik']],
    ['Ещё раз', ['еще', 'раз']],
    ['مَرْحَـــبًا يا علی', ['مرحبا', 'يا', 'علي']],
    ['L’amour don’t', ['l', 'amour', 'don', 't']],
    ['明日会う', ['明日', '日会', '会う', 'う']],
    ['好', ['好']],
    ['我们 ok 见面', ['我们', '们', 'ok', '见面', '面']],
    ['안녕하세요', ['안녕', '녕하', '하세', '세요', '요']],
    ['รักคุณ', ['รั', 'ัก', 'กค', 'คุ', 'ุณ', 'ณ']],
    ['ｶﾞｷﾞ', ['ガギ', 'ギ']],
    ['https://www.example.com/a-long/way?x=1', ['https', 'www', 'example', 'com', 'a', 'long', 'way', 'x', '1']],
    ['👍🏽 🇪🇸 👩‍👩‍👧 1️⃣', ['👍', '🇪🇸', '👩', '👧', '1']],
    ['... \u200b \u202e \n', []],
  ])('INB-3c %j has the words %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  test('INB-3c a word of any length is told by its beginning', () => {
    const long = '𐐨'.repeat(20_000);
    const [word = ''] = searchWords(`${long}x`);
    expect(word.length).toBeLessThanOrEqual(64);
    expect(word.isWellFormed()).toBe(true);
    expect(marked(`${long}x`, `${long}`)).toHaveLength(1);
  });
});

describe('a search', () => {
  test.each<[string, string, string[]]>([
    ['We meet at the Café tomorrow', 'cafe', ['Café']],
    ['We meet at the Café tomorrow', 'CAFÉ tom', ['Café', 'tom']],
    ['We meet tomorrow', 'meet', ['meet']],
    ['We meeting tomorrow', 'meet tom', []],
    ['category', 'cat', ['cat']],
    ['cats category', 'cat a', []],
    ['Die große Straße', 'strasse', ['Straße']],
    ['Diyarbakır’da', 'DIYARBAKIR', ['Diyarbakır']],
    ['Привет, Алёна', 'алена', ['Алёна']],
    ['مَرْحَبًا بك', 'مرحبا', ['مَرْحَبًا']],
    ['昨日は楽しかった', '日', ['日']],
    ['昨日は楽しかった', '楽しか', ['楽しか']],
    ['日本と本語', '日本語', []],
    ['我们在北京见面', '北京', ['北京']],
    ['친구를 만났다', '친구 만났', ['친구', '만났']],
    ['วันนี้อากาศดี', 'อากาศ', ['อากาศ']],
    ['ｶﾞｷﾞ と', 'ガ', ['ｶﾞ']],
    ['so good 👍🏽👍', '👍', ['👍🏽', '👍']],
    ['read example.com/way', 'example.com', ['example', 'com']],
    ['half ½ done', '1', ['½']],
    ['one two', '  ', []],
  ])('INB-3d of %j, %j marks %j', (text, query, parts) => {
    expect(marked(text, query)).toEqual(parts);
    if (parts.length > 0) expect(isIndexed(text, query)).toBe(true);
  });

  test('INB-3c INB-3d any word of any text is found in it, by what the index has and by what is marked', () => {
    const property = fc.property(anyText, fc.nat(), (text, pick) => {
      const words = searchWords(text);
      const word = words[pick % Math.max(words.length, 1)];
      fc.pre(word !== undefined);
      expect(isIndexed(text, word)).toBe(true);
      const search = parseSearch(word);
      const matches = search ? findMatches(text, search) : [];
      expect(matches.length).toBeGreaterThan(0);
      let end = 0;
      for (const match of matches) {
        expect(match.start).toBeGreaterThanOrEqual(end);
        expect(match.end).toBeGreaterThan(match.start);
        end = match.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test('INB-3c work grows no faster than the text', () => {
    for (const piece of ['a', 'ก', '字', '\u0301', '👍', 'a.', '\u202e', '\u1100', 'é ']) {
      const text = piece.repeat(Math.ceil(64_000 / piece.length));
      expect(searchWords(text).length).toBeLessThan(10);
      expect(marked(text, `${piece}${piece}`).length).toBeLessThanOrEqual(100);
    }
  });
});
