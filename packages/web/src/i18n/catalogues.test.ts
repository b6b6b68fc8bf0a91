import { type RefusalCode, refusalCodes, refusalRows } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import ar from './ar.json' with { type: 'json' };
import arLater from './ar.later.json' with { type: 'json' };
import arRefusals from './ar.refusals.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import enLater from './en.later.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import esLater from './es.later.json' with { type: 'json' };
import esRefusals from './es.refusals.json' with { type: 'json' };
import { languageNames, languages } from './languages.ts';

type Words = { [key: string]: string | Words };
type Plain = Record<string, string>;

/** Keys with dots, as they are asked for. */
function flat(words: Words, prefix = ''): Plain {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

const suffix = /_(zero|one|two|few|many|other)$/;
const placesOf = (text: string) => [...text.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map(([, place]) => place).sort();
const isCounted = (key: string, words: Plain) => suffix.test(key) && `${key.replace(suffix, '')}_other` in words;

/** The keys that a language needs for the English ones: each form of number that it tells apart, and "none" where English says that. */
function neededKeys(words: Plain, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const needed = Object.keys(words).flatMap((key) => {
    if (!isCounted(key, words) || key.endsWith('_zero')) return [key];
    return forms.map((form) => `${key.replace(suffix, '')}_${form}`);
  });
  return [...new Set(needed)].sort();
}

/** What is wrong with a translated catalogue, one line each. */
function faults(english: Plain, translated: Plain, language: string): string[] {
  const needed = neededKeys(english, language);
  const missing = needed.filter((key) => !(key in translated)).map((key) => `${key} is missing`);
  const extra = Object.keys(translated).filter((key) => !needed.includes(key));
  const wrong = needed.flatMap((key) => {
    const theirs = translated[key];
    const base = key.replace(suffix, '');
    const ours = english[key] ?? english[`${base}_other`] ?? '';
    if (theirs === undefined) return [];
    const places = placesOf(theirs).filter((place, index, all) => all.indexOf(place) === index);
    // A form that names the number by a word ("none", "one", "two") need not show it as a figure.
    const isWord = /_(zero|one|two)$/.test(key);
    const wanted = placesOf(ours).filter(
      (place) => !(isWord && /^count\b/.test(place ?? '') && !places.includes(place)),
    );
    const isSame = theirs === ours && /\p{L}/u.test(ours.replace(/\{\{.*?\}\}/g, '')) && !mayBeSame.includes(key);
    return [
      ...(theirs.trim() === '' ? [`${key} is empty`] : []),
      ...(String(places) === String(wanted) ? [] : [`${key} holds ${String(places)}, not ${String(wanted)}`]),
      ...(isSame ? [`${key} is not translated`] : []),
    ];
  });
  return [...missing, ...extra.map((key) => `${key} is not in English`), ...wrong];
}

/** Said alike in another language, on purpose. */
const mayBeSame = ['app.name', 'app.titleUnread', 'demo.tag'];

const catalogues = [
  { language: 'es', part: 'first', english: en, translated: es },
  { language: 'es', part: 'later', english: enLater, translated: esLater },
  { language: 'ar', part: 'first', english: en, translated: ar },
  { language: 'ar', part: 'later', english: enLater, translated: arLater },
];

test('LANG-1 each language has its own name, and every other than English its catalogues', () => {
  expect(Object.keys(languageNames)).toEqual([...languages]);
  expect([...new Set(catalogues.map(({ language }) => language))]).toEqual(languages.filter((one) => one !== 'en'));
});

test.each(catalogues)(
  'LANG-2 the $part words of $language are the English ones: no key more or less, the same values, all plural forms',
  ({ language, english, translated }) => {
    expect(faults(flat(english), flat(translated), language)).toEqual([]);
  },
);

describe('the comparison itself', () => {
  const english = { 'a.b': 'Hello {{name}}', 'a.n_one': '{{count}} day', 'a.n_other': '{{count}} days' };
  const good = {
    'a.b': 'Hola, {{name}}',
    'a.n_one': '{{count}} día',
    'a.n_many': '{{count}} días',
    'a.n_other': '{{count}} días',
  };

  test.each([
    [{}, []],
    [{ 'a.b': undefined }, ['a.b is missing']],
    [{ 'a.n_many': undefined }, ['a.n_many is missing']],
    [{ 'a.c': 'Más' }, ['a.c is not in English']],
    [{ 'a.n_few': 'Más' }, ['a.n_few is not in English']],
    [{ 'a.b': 'Hola, {{nombre}}' }, ['a.b holds nombre, not name']],
    [{ 'a.b': 'Hola' }, ['a.b holds , not name']],
    [{ 'a.n_other': 'muchos días' }, ['a.n_other holds , not count']],
    [{ 'a.n_one': 'un día' }, []],
    [{ 'a.b': 'Hello {{name}}' }, ['a.b is not translated']],
    [{ 'a.b': ' ' }, ['a.b is empty', 'a.b holds , not name']],
  ])('LANG-2 %# what is missing, too much, untranslated or holds other values is found', (change, found) => {
    const entries = Object.entries({ ...good, ...change }).filter(([, text]) => text !== undefined);
    expect(faults(english, Object.fromEntries(entries) as Plain, 'es')).toEqual(found);
  });
});

describe.each([
  ['es', esRefusals],
  ['ar', arRefusals],
])('refusals in %s', (_, sentences: Plain) => {
  test('LANG-3 there is a sentence for every code, and for nothing else', () => {
    expect(Object.keys(sentences).sort()).toEqual([...refusalCodes].sort());
  });

  test.each(refusalCodes)('LANG-3 %s is a sentence with the values of its row', (code: RefusalCode) => {
    const english: string = refusalRows[code].sentence;
    const wanted = [...english.matchAll(/\{(\w+)\}/g)].map(([, place]) => place).sort();
    // What was wrong with an input is said in the words of programs; a person is told at the field.
    expect(placesOf(sentences[code] ?? '')).toEqual(code === 'invalid_input' ? [] : wanted);
    expect(sentences[code]).not.toBe(english);
    expect(sentences[code]).toMatch(/[.!?؟]$/);
  });
});
