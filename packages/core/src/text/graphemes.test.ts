import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from './any-text.fixture.ts';
import breaks from './fixtures/grapheme-breaks.json' with { type: 'json' };
import {
  countGraphemes,
  cutGraphemes,
  graphemeBoundaries,
  graphemeCodePointsMax,
  graphemesOf,
  hasLongGrapheme,
} from './graphemes.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const bySegmenter = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

const fromHex = (codes: string): string =>
  String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16)));

test('MSG-4 graphemes are those of the Unicode conformance test', () => {
  for (const row of breaks) {
    const graphemes = row.split(' / ').map(fromHex);
    const text = graphemes.join('');
    expect([...graphemesOf(text)], row).toEqual(graphemes);
    expect(countGraphemes(text), row).toBe(graphemes.length);
    expect(cutGraphemes(text, graphemes.length - 1), row).toBe(graphemes.slice(0, -1).join(''));
  }
});

test('MSG-4 a count is that of the segmenter for any text, and stops one beyond the cap', () => {
  fc.assert(
    fc.property(anyText, fc.nat(12), (text, cap) => {
      const count = bySegmenter(text).length;
      expect(countGraphemes(text)).toBe(count);
      expect(countGraphemes(text, cap)).toBe(Math.min(count, cap + 1));
    }),
  );
});

test('INB-1 a preview is the first graphemes, whole', () => {
  fc.assert(
    fc.property(anyText, fc.nat(12), (text, length) => {
      expect(cutGraphemes(text, length)).toBe(bySegmenter(text).slice(0, length).join(''));
    }),
  );
});

test('INB-1 a preview never parts a letter from a mark behind the cut', () => {
  expect(cutGraphemes('cafe\u0301s', 4)).toBe('cafe\u0301');
  expect(cutGraphemes('a\r\nb', 2)).toBe('a\r\n');
  expect(cutGraphemes('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 1)).toBe('👨‍👩‍👧‍👦');
});

test('MSG-4 the characters counted one by one are graphemes among themselves', () => {
  const singles = [
    ...'aZ \n\u00a9\u00ad\u02ffΑωЖё\u048a\u058f“…\u2027。かガー々漢字한글\uac00\uac01\ud7a3\r\u0301\u1100\u1161\u11a8\u0600',
  ];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...singles), maxLength: 6 }), (text) => {
      expect(countGraphemes(text)).toBe(bySegmenter(text).length);
    }),
    { numRuns: 2_000 },
  );
});

test('MSG-4 a long grapheme is found whatever it is made of', () => {
  const units = [
    'a',
    '한',
    '\u0600',
    '\u0301',
    '\u200d',
    '👩',
    '©',
    '\u1100',
    '\u1161',
    '\u11a8',
    '\u0915',
    '\u094d',
    '🇫',
  ];
  const piece = fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units), fc.nat(20));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const text = pieces.map(([first, second, times]) => (first + second).repeat(times)).join('');
      expect(hasLongGrapheme(text)).toBe(bySegmenter(text).some((one) => [...one].length > graphemeCodePointsMax));
    }),
    { numRuns: 2_000 },
  );
});

test('MSG-4 ten thousand marks on one letter are one grapheme', () => {
  expect(countGraphemes(`a${'\u0301'.repeat(10_000)}`)).toBe(1);
});

test('MSG-5 an offset is a boundary exactly where a grapheme starts', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const isBoundary = graphemeBoundaries(text);
      const starts = new Set([...segmenter.segment(text)].map(({ index }) => index).concat(0, text.length));
      for (let offset = 0; offset <= text.length; offset += 1) expect(isBoundary(offset)).toBe(starts.has(offset));
    }),
  );
});
