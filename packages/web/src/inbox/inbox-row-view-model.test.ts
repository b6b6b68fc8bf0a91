import fc from 'fast-check';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { ada, at, conversation, me, message } from '../gallery/fixtures.ts';
import { cutPreview, toInboxRow } from './inbox-row-view-model.ts';

const t = ((key: string) => key) as unknown as TFunction;
const context = { me: me.id, nowMs: Date.parse(at(200)), t };

test('INB-1 a row says who wrote last, and what', () => {
  expect(toInboxRow(conversation(ada), context)).toMatchObject({
    preview: 'See you at the harbour, by the blue boat.',
    prefix: undefined,
  });
  const mine = conversation(ada, { lastMessage: message(3, me, 'Thank you') });
  expect(toInboxRow(mine, context)).toMatchObject({ preview: 'Thank you', prefix: 'you' });
});

test('INB-4 a draft stands before everything else', () => {
  const row = toInboxRow(conversation(ada, { unreadCount: 2 }), { ...context, draft: 'What if' });
  expect(row).toMatchObject({ preview: 'What if', prefix: 'draft', isUnread: true });
});

test('INB-2c a conversation that is marked unread shows so without a number', () => {
  const row = toInboxRow(conversation(ada, { isMarkedUnread: true, mute: {}, pinnedAt: at(1) }), context);
  expect(row).toMatchObject({ isUnread: true, unreadCount: 0, isMuted: true, isPinned: true });
});

test('MSG-7 of what was unsent the preview says that, and whose it was', () => {
  const unsent = (who: typeof ada) => ({ ...message(1, who, ''), unsentAt: at(1) });
  const previewOf = (who: typeof ada) => toInboxRow(conversation(ada, { lastMessage: unsent(who) }), context);
  expect(previewOf(ada)).toMatchObject({ preview: 'messages.unsent', prefix: undefined });
  expect(previewOf(me)).toMatchObject({ preview: 'messages.unsentByMe', prefix: undefined });
});

test('INB-1 a preview is one line and never cuts a grapheme', () => {
  expect(cutPreview('one\n\n  two\tthree ')).toBe('one two three');
  const family = '👨‍👩‍👧‍👦';
  expect(cutPreview(family.repeat(300))).toBe(`${family.repeat(120)}…`);
  const heavy = `a${'\u0301'.repeat(700)}`;
  expect(cutPreview(heavy.repeat(5))).toBe(`${heavy.repeat(2)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 }), (value) => {
      const cut = cutPreview(value).replace(/…$/, '');
      const whole = value.replace(/\s+/gu, ' ').trim();
      const graphemes = [...new Intl.Segmenter().segment(whole)].map(({ segment }) => segment);
      expect(whole.startsWith(cut)).toBe(true);
      expect([...new Intl.Segmenter().segment(cut)].every(({ segment }, index) => segment === graphemes[index])).toBe(
        true,
      );
    }),
  );
});
