import { expect, test } from 'vitest';
import { ada, conversation, me, message } from '../gallery/fixtures.ts';
import { copiedText, hasText } from './copied-text.ts';
import { toTimeline } from './timeline-view-model.ts';

const all = [message(1, ada, 'Morning!\nAll well?'), message(2, ada, 'Tea?'), message(3, me, 'Yes')];
const bubbles = toTimeline({
  conversation: conversation(ada),
  messages: all,
  pending: [],
  me: me.id,
  hasOlder: true,
  hasNewer: false,
  isPeerTyping: false,
  unreadAfterSeq: undefined,
}).filter((item) => item.kind === 'bubble');
const saidOf = ({ isMine, seq, content }: (typeof bubbles)[number]) => ({
  name: isMine ? 'Nele' : 'Ada',
  time: `at ${seq}`,
  words: content.text || 'Photo',
});

test('MSG-5a what one author wrote is copied as it was written', () => {
  expect(copiedText(bubbles.slice(0, 1), saidOf)).toBe('Morning!\nAll well?');
  expect(copiedText(bubbles.slice(0, 2), saidOf)).toBe('Morning!\nAll well?\nTea?');
});

test('MSG-5a of several authors each message says whose it is and when it was sent', () => {
  expect(copiedText(bubbles, saidOf)).toBe('Ada, at 1\nMorning!\nAll well?\n\nAda, at 2\nTea?\n\nNele, at 3\nYes');
});

test('MSG-7 of what was unsent there is nothing to copy', () => {
  const [first, second] = bubbles;
  if (first && second) expect(copiedText([first, { ...second, isUnsent: true }], saidOf)).toBe('Morning!\nAll well?');
});

test('MED-20 a photo is copied as the word for it, among what several wrote; alone there is nothing to copy', () => {
  const [first, , mine] = bubbles;
  if (!first || !mine) throw new Error('no bubbles');
  const photo = { ...first, content: { kind: 'media' as const, text: '', entities: [], attachments: [] } };
  expect(copiedText([photo, mine], saidOf)).toBe('Ada, at 1\nPhoto\n\nNele, at 3\nYes');
  expect(copiedText([photo], saidOf)).toBe('');
  expect([photo, mine].map(hasText)).toEqual([false, true]);
});
