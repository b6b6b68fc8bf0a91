import { expect, test } from 'vitest';
import { parseEntities } from './entities.ts';
import suite from './fixtures/twitter-text.json' with { type: 'json' };

function mentionsIn(text: string): string[] {
  return parseEntities(text).flatMap((entity) => (entity.kind === 'mention' ? [entity.handle] : []));
}

const retweet = 'we have no retweets, so that a word before @ is always a part of something else';
type Case = { name: string; text: string; expected: { found: string; start?: number; end?: number }[] };

/** Where we decide otherwise than the twitter-text suite, and why. */
const differing: Readonly<Record<string, string>> = {
  "Extract mentions after 'RT'": retweet,
  "Extract mentions after 'rt'": retweet,
  "Extract mentions after 'Rt'": retweet,
  "Extract mentions after 'rT'": retweet,
};
const cases: readonly Case[] = [...suite.mentions, ...suite.mentions_with_indices];

test.each(cases.filter(({ name }) => !(name in differing)))(
  'MSG-5 mentions as in twitter-text: $name',
  ({ text, expected }) => {
    const mentions = parseEntities(text).filter(({ kind }) => kind === 'mention');
    expect(mentionsIn(text)).toEqual(expected.map(({ found }) => found));
    for (const [index, at] of expected.entries()) {
      if (at.start !== undefined) expect(mentions[index]).toMatchObject({ start: at.start, end: at.end });
    }
  },
);

test('MSG-5 the listed differences from twitter-text are real ones', () => {
  for (const { name, text } of cases)
    if (name in differing) expect(mentionsIn(text), name).toEqual(['mention', 'test']);
});

test.each([
  ['@Alice', ['alice']],
  ['＠alice', ['alice']],
  ['hi @bob.smith.', ['bob.smith']],
  ['@bob...', ['bob']],
  ['@bob..smith', ['bob']],
  ['@_bob_ and @b0', ['_bob_', 'b0']],
  ["@bob's (@carol), @dave-ish @eve/list", ['bob', 'carol', 'dave', 'eve']],
  ['.@bob -@carol', ['bob', 'carol']],
  ['👋@bob👋', ['bob']],
  ['見て@bobです ดู@carolครับ', ['bob', 'carol']],
  ['\u202e@bob', ['bob']],
])('MSG-5 in "%s" the mentions are %j', (text, handles) => {
  expect(mentionsIn(text)).toEqual(handles);
});

test.each([
  ['an e-mail address', 'bob@example.com élan@example.com bob.@'],
  ['an address of two @', '@bob@example.social'],
  ['a link', 'https://example.com/@bob example.com/@carol'],
  ['one letter', '@a'],
  ['25 letters', `@${'a'.repeat(25)}`],
  ['no letters', '@__ @... @._.'],
  ['a dot in front', '@.bob'],
  ['letters of another alphabet', '@bobé @боб @bobяна'],
  ['a mark behind', '@bob\u0301 @bob\u200d'],
])('MSG-5 %s is no mention', (_, text) => {
  expect(mentionsIn(text)).toEqual([]);
});
