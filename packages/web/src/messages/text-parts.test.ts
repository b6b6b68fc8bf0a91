import type { Content } from '@parley/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ada, message } from '../gallery/fixtures.ts';
import { bigEmojiCount, toTextParts } from './text-parts.ts';

const text = (value: string, entities: Content['entities'] = []): Content => ({ kind: 'text', text: value, entities });

describe('parts of a text', () => {
  test('MSG-5 links and mentions are parts of their own, and all parts together are the text', () => {
    const { content } = message(1, ada, 'Look at https://example.com with @ada.moreau ok');
    const parts = toTextParts(content);
    expect(parts.map(({ kind }) => kind)).toEqual(['plain', 'link', 'plain', 'mention', 'plain']);
    expect(parts.map((part) => part.text).join('')).toBe(content.text);
  });

  test('MSG-5 an address that could run something stays plain text', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', ' JAVASCRIPT:x', 'vbscript:x']) {
      const parts = toTextParts(text('click', [{ kind: 'link', start: 0, end: 5, url }]));
      expect(parts).toEqual([{ kind: 'plain', text: 'click', start: 0 }]);
    }
  });

  test('MSG-5 a mention of nobody stays plain text', () => {
    const parts = toTextParts(text('@nobody', [{ kind: 'mention', start: 0, end: 7, handle: 'nobody' }]));
    expect(parts).toEqual([{ kind: 'plain', text: '@nobody', start: 0 }]);
  });

  test('MSG-5 whatever the marks are, no letter is lost or doubled', () => {
    const mark = fc.record({ start: fc.nat(30), end: fc.nat(30) });
    fc.assert(
      fc.property(fc.string({ maxLength: 24, unit: 'grapheme' }), fc.array(mark, { maxLength: 5 }), (value, marks) => {
        const entities = marks.map((span) => ({ kind: 'link' as const, url: 'https://example.com', ...span }));
        const joined = toTextParts(text(value, entities))
          .map((part) => part.text)
          .join('');
        expect(joined).toBe(value);
      }),
    );
  });
});

describe('only emoji', () => {
  test.each([
    ['🎈', 1],
    ['👨‍👩‍👧‍👦 🏳️‍🌈', 2],
    ['🇫🇮👍🏽❤️', 3],
    ['🎈🎈🎈🎈', 0],
    ['12', 0],
    ['#', 0],
    ['hi 🎈', 0],
    ['', 0],
    ['   ', 0],
  ])('%j counts as %i', (value, count) => {
    expect(bigEmojiCount(value)).toBe(count);
  });
});
