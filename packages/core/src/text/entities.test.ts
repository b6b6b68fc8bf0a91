import { entity as entitySchema } from '@parley/contract';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { anyText } from './any-text.fixture.ts';
import { entitiesMax, parseEntities } from './entities.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('MSG-5 links, mentions and emoji are marked in the order of the text', () => {
  expect(parseEntities('Hi @Bo.b, see example.com/@carol 😀!')).toEqual([
    { kind: 'mention', start: 3, end: 8, handle: 'bo.b' },
    { kind: 'link', start: 14, end: 32, url: 'https://example.com/@carol' },
    { kind: 'emoji', start: 33, end: 35 },
  ]);
});

test('MSG-5 entities of any text are in order, apart, whole graphemes, and as the contract says', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  fc.assert(
    fc.property(anyText, (text) => {
      const boundaries = new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length));
      let last = 0;
      for (const entity of parseEntities(text)) {
        expect(entitySchema.parse(entity)).toEqual(entity);
        expect([entity.start >= last, entity.end > entity.start]).toEqual([true, true]);
        expect([boundaries.has(entity.start), boundaries.has(entity.end)]).toEqual([true, true]);
        if (entity.kind === 'link') expect(new URL(entity.url).href).toBe(entity.url);
        if (entity.kind === 'link') expect(entity.url).toMatch(/^https?:\/\/[^@/]+\//);
        last = entity.end;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('MSG-5 a message has at most 100 entities, the first ones', () => {
  const entities = parseEntities('example.com @bob 😀 '.repeat(200));
  expect([entities.length, entities[entitiesMax - 1]]).toEqual([
    entitiesMax,
    expect.objectContaining({ kind: 'link' }),
  ]);
});

/** Characters that the parser's patterns walk over: what a regular expression skips, matches, or tries in vain. */
function countSteps(text: string): number {
  let steps = 0;
  const exec = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, input: string) {
    const from = this.sticky || this.global ? this.lastIndex : 0;
    const match = exec.call(this, input);
    steps += match === null ? (this.sticky ? 1 : input.length - from + 1) : match.index - from + match[0].length + 1;
    return match;
  });
  const segmentsPrototype = Object.getPrototypeOf(new Intl.Segmenter().segment('')) as Intl.Segments;
  const containing = segmentsPrototype.containing;
  vi.spyOn(segmentsPrototype, 'containing').mockImplementation(function (this: Intl.Segments, offset?: number) {
    steps += 1;
    return containing.call(this, offset);
  });
  parseEntities(text);
  vi.restoreAllMocks();
  return steps;
}

test.each([
  'Hello there, how are you today? Fine. ',
  'a',
  'a.',
  'a-',
  '$a.b',
  'http://',
  'http://a ',
  'http://a.comé ',
  'http://a.comの',
  'http://-a.comの.comの.comの.comの.comの ',
  'a.com:a',
  'a@a.',
  '@',
  '@bob ',
  '@bob\u200d ',
  'http://a.com/(([[ ',
  'http://a.com/?',
  '中.',
  'xn--a.com ',
  '😀\u0301',
  '👩\u200d',
  '1\ufe0f\u20e3',
  '🇫',
])('S21 work grows with the length of the text and no faster: %j over and over', (piece) => {
  const fill = (length: number) => piece.repeat(Math.ceil(length / piece.length));
  const [small, large] = [countSteps(fill(2_048)), countSteps(fill(16_384))];
  expect(large).toBeLessThan(small * 8 * 1.25 + 4_096);
  expect(large).toBeLessThan(16_384 * 24);
});

test.each(['(', '(a', '()', '!', '"a', 'a', '#', '/'])(
  'S21 a long path of %j costs no more than its length',
  (piece) => {
    const fill = (length: number) => `http://a.com/${piece.repeat(length / piece.length)}`;
    expect(countSteps(fill(16_384))).toBeLessThan(countSteps(fill(2_048)) * 8 * 1.25 + 4_096);
  },
);
