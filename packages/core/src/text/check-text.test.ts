import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from './any-text.fixture.ts';
import { checkText, type TextRule, textRules } from './check-text.ts';
import { countGraphemes, graphemeCodePointsMax } from './graphemes.ts';

const { message, displayName, bio } = textRules;

function problemOf(text: string, rule: TextRule): string {
  const check = checkText(text, rule);
  return check.ok ? 'ok' : check.problem;
}

test.each([
  ['nothing', '', 'empty'],
  ['white space', ' \n\t\u3000', 'empty'],
  ['characters that show nothing', '\u200b\u2060\u3164\u2800', 'empty'],
  ['a lone high surrogate', 'a\ud83d', 'loneSurrogate'],
  ['a lone low surrogate', '\ude00a', 'loneSurrogate'],
  ['surrogates the wrong way round', '\ude00\ud83d', 'loneSurrogate'],
  ['NUL', 'a\u0000b', 'controlCharacter'],
  ['an escape', '\u001b[31mred', 'controlCharacter'],
  ['a carriage return', 'a\r\nb', 'controlCharacter'],
  ['delete', 'a\u007f', 'controlCharacter'],
  ['a C1 control', 'a\u009b31m', 'controlCharacter'],
  ['10,000 marks on one letter', `a${'\u0301'.repeat(10_000)}`, 'tooManyMarks'],
  ['an emoji of 1,000 joined ones', Array(1_000).fill('👩').join('\u200d'), 'tooManyMarks'],
  ['a chain of joined signs', Array(20).fill('©').join('\u200d'), 'tooManyMarks'],
  ['signs before a letter and marks behind it', `${'\u0600'.repeat(16)}a${'\u0301'.repeat(15)}`, 'tooManyMarks'],
  ['one mark too many', `a${'\u0301'.repeat(graphemeCodePointsMax)}`, 'tooManyMarks'],
  ['6,001 letters', 'a'.repeat(6_001), 'tooLong'],
  ['6,001 letters of two bytes', 'я'.repeat(6_001), 'tooLong'],
  ['more bytes than are stored', '👩‍👩‍👧‍👦'.repeat(3_000), 'tooLong'],
  ['two million letters', 'я'.repeat(2_000_000), 'tooLong'],
])('MSG-4 a message of %s is refused by name', (_, text, problem) => {
  expect(problemOf(text, message)).toBe(problem);
});

test.each([
  ['6,000 letters', 'a'.repeat(6_000)],
  ['6,000 letters of four bytes', '𝒜'.repeat(6_000)],
  ['6,000 letters with a mark each', 'e\u0301'.repeat(6_000)],
  ['2,000 families of four', '👩‍👩‍👧‍👦'.repeat(2_000)],
  ['as many marks as may be', `a${'\u0301'.repeat(graphemeCodePointsMax - 1)}`],
  ['lines and tabs', 'a\n\n\tb\n'],
  ['direction controls, isolated where it is shown', 'a \u202eevil\u202c b'],
  ['Hebrew with points and accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א'],
  ['Arabic with vowels', 'ٱلْحَمْدُ لِلَّٰهِ'],
  ['Tibetan stacks', 'བརྒྱུད་ཧཱུྃ'],
  ['a long Hindi conjunct', 'र्त्स्न्य कार्त्स्न्यं'],
  ['Tamil, Thai, Khmer, Burmese', 'வணக்கம் น้ำ ព្រះមហាក្សត្រ မြန်မာ'],
  ['Vietnamese taken apart', 'Nguyễn Thị Diễm'.normalize('NFD')],
  ['Hangul taken apart', '안녕하세요'.normalize('NFD')],
  ["a character of a later Unicode, or of somebody's own", '\u{1f8ff}\ue000'],
  ['the flag of Wales', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
])('MSG-4 a message of %s is stored as typed', (_, text) => {
  expect(checkText(text, message)).toEqual({ ok: true, text });
});

test.each([
  ['a line break', 'a\nb'],
  ['a tab', 'a\tb'],
  ['a line separator', 'a\u2028b'],
  ['a right-to-left override', 'a\u202eb'],
  ['an isolate', '\u2067a\u2069'],
  ['a direction mark', 'a\u200fb'],
])('ACC-4 a display name with %s is refused', (_, name) => {
  expect(problemOf(name, displayName)).toBe('controlCharacter');
});

test('ACC-4 a display name needs something to see and has at most 50 graphemes', () => {
  expect(problemOf('\u200d', displayName)).toBe('empty');
  expect(problemOf('é'.normalize('NFD').repeat(50), displayName)).toBe('ok');
  expect(problemOf('é'.normalize('NFD').repeat(51), displayName)).toBe('tooLong');
});

test('ACC-4 a bio may be empty', () => {
  expect([problemOf('', bio), problemOf('  ', bio)]).toEqual(['ok', 'ok']);
});

test('MSG-4 whatever passes is unchanged, within its bounds, and can be stored', () => {
  const small: TextRule = { ...message, maxGraphemes: 8, maxBytes: 40 };
  const bytes = new TextEncoder();
  fc.assert(
    fc.property(anyText, (text) => {
      const check = checkText(text, small);
      const isWithin = countGraphemes(text) <= 8 && bytes.encode(text).length <= 40;
      if (check.ok)
        expect([check.text, isWithin, text.isWellFormed(), text.includes('\0')]).toEqual([text, true, true, false]);
      else if (check.problem === 'tooLong') expect(isWithin).toBe(false);
    }),
    { numRuns: 500 },
  );
});

const naughty = JSON.parse(
  readFileSync(new URL('../../../testkit/fixtures/naughty-strings/blns.json', import.meta.url), 'utf8'),
) as string[];

test('MSG-4 naughty strings are stored as typed, but for empty ones and terminal controls', () => {
  const refused = naughty.filter((text) => !checkText(text, message).ok);
  expect(new Set(refused.map((text) => problemOf(text, message)))).toEqual(new Set(['empty', 'controlCharacter']));
  expect(refused.every((text) => text.trim() === '' || /\p{Cc}|^[\u180e\u200b]$/u.test(text))).toBe(true);
});

// A folder with the chatterbot corpus in its subfolder of that name; not part of the project.
const multilingual = `${process.env.PARLEY_TEST_DATA}/chatterbot-multilingual/data`;

describe.skipIf(!existsSync(multilingual))('with talk in many languages', () => {
  test('MSG-4 real talk in every language passes', () => {
    const files = readdirSync(multilingual, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yml'),
    );
    const lines = files.flatMap((file) => readFileSync(`${multilingual}/${file}`, 'utf8').split(/\r?\n/));
    const refused = lines.filter((line) => line.trim() !== '' && !checkText(line, message).ok);
    expect([lines.length > 1_000, refused]).toEqual([true, []]);
  });
});
