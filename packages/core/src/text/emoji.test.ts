import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findEmoji, isEmojiOnly } from './emoji.ts';

test.each([
  ['😀', true],
  [' 😀 \n👍🏽 ', true],
  ['❤️🇫🇷1️⃣', true],
  ['👨‍👩‍👧‍👦', true],
  ['🏴󠁧󠁢󠁷󠁬󠁳󠁿', true],
  ['👍👍👍👍', false],
  ['😀!', false],
  ['1 2 3 # *', false],
  ['©', false],
  ['☎︎', false],
  ['😀︎', false],
  ['🇫', false],
  ['', false],
  ['  ', false],
])('MSG-5 "%s" is nothing but one to three emoji: %j', (text, isOnly) => {
  expect(isEmojiOnly(text)).toBe(isOnly);
});

test('MSG-5 how many emoji still count is the caller to say', () => {
  expect([isEmojiOnly('👍👍', 1), isEmojiOnly('👍👍', 2)]).toEqual([false, true]);
});

test('MSG-5 emoji with nothing between them are one run', () => {
  expect([...findEmoji('a 😀👍🏽 b ❤️')]).toEqual([
    { kind: 'emoji', start: 2, end: 8 },
    { kind: 'emoji', start: 11, end: 13 },
  ]);
});

const emojiTest = `${process.env.PARLEY_TEST_DATA}/unicode-emoji/emoji-test.txt`;

describe.skipIf(!existsSync(emojiTest))('with the emoji of Unicode', () => {
  test('MSG-5 every qualified emoji is an emoji', () => {
    const rows = [...readFileSync(emojiTest, 'utf8').matchAll(/^([0-9A-F ]+?) *; (?:fully|minimally)-qualified/gm)];
    const emoji = rows.map(([, codes = '']) =>
      String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16))),
    );
    expect(emoji.filter((one) => !isEmojiOnly(one, 1))).toEqual([]);
    expect(emoji.length).toBeGreaterThan(4_000);
  });
});
