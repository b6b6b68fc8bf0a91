import { expect, test } from 'vitest';
import { me, message } from '../gallery/fixtures.ts';
import { markedParts } from '../ui/marked-parts.ts';
import { matchesIn } from './found-words.ts';
import { toTextParts } from './text-parts.ts';

const hit = { message: message(3, me, 'by the blue boat'), matches: [{ start: 7, end: 11 }] };
const found = new Map([[3, hit]]);
const bubble = (seq: number | undefined, text: string) => ({ seq, content: message(1, me, text).content });

test('INB-3k a message that was found is marked, and no other one, nor one that was edited since', () => {
  expect(matchesIn(bubble(3, 'by the blue boat'), found)).toBe(hit.matches);
  expect(matchesIn(bubble(4, 'by the blue boat'), found)).toBeUndefined();
  expect(matchesIn(bubble(undefined, 'by the blue boat'), found)).toBeUndefined();
  expect(matchesIn(bubble(3, 'with no boat'), found)).toBeUndefined();
});

test('INB-3k what is marked may begin or end inside a link, which stays one', () => {
  const text = 'see https://boats.example now';
  const entities = [{ kind: 'link' as const, start: 4, end: 25, url: 'https://boats.example' }];
  const matches = [
    { start: 0, end: 9 },
    { start: 12, end: 17 },
  ];
  const said = toTextParts({ kind: 'text', text, entities }).map((part) =>
    markedParts(text, matches, { start: part.start, end: part.start + part.text.length })
      .map((one) => (one.isHit ? `[${one.text}]` : one.text))
      .join(''),
  );
  expect(said).toEqual(['[see ]', '[https]://[boats].example', ' now']);
});
