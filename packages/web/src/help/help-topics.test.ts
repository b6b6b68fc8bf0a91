import { expect, test } from 'vitest';
import en from '../i18n/en.later.json' with { type: 'json' };
import { topicOf, topics } from './help-topics.ts';

test('HELP-1 requests, blocks, limits, No one, under 16, reporting and restrictions each have an answer', () => {
  const asked = ['requests', 'block', 'limits', 'noOne', 'young', 'report', 'restricted'] as const;
  expect(topics).toEqual(expect.arrayContaining([...asked]));
  for (const topic of topics) expect(en.help[`${topic}Body`].length).toBeGreaterThan(20);
});

test('HELP-1 a topic can be linked to', () => {
  expect(topicOf('#limits')).toBe('limits');
  expect(topicOf('#nothing')).toBeUndefined();
  expect(topicOf('')).toBeUndefined();
});
