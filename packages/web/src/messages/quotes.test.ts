import { directConversationId, type Message, type UserId } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { quoteFinder } from './quotes.ts';

const [me, ada] = ['1', '2'] as UserId[] as [UserId, UserId];
const message = (seq: number, senderId: UserId, more: Partial<Message> = {}): Message => ({
  conversationId: directConversationId(me, ada),
  seq,
  senderId,
  sentAt: '2026-06-15T12:00:00.000Z',
  content: { kind: 'text', text: `text ${seq}`, entities: [] },
  ...more,
});

describe('what a reply shows of what it answers', () => {
  const gone = { content: { kind: 'text' as const, text: '', entities: [] }, unsentAt: '2026-06-15T12:01:00.000Z' };
  const find = quoteFinder({
    me,
    messages: [message(5, ada), message(6, me, gone)],
    quoted: new Map([
      [1, message(1, me)],
      [2, null],
      [5, null],
    ]),
  });

  test.each([
    ['the loaded message, whatever was read of it before', 5, { kind: 'text', isMine: false, text: 'text 5' }],
    ['one that came along', 1, { kind: 'text', isMine: true, text: 'text 1' }],
    ['that it was unsent, and nothing of what it said', 6, { kind: 'unsent', isMine: true, text: '' }],
    ['that I cannot see it', 2, { kind: 'gone', isMine: false, text: '' }],
    ['nothing yet', 3, { kind: 'unknown', isMine: false, text: '' }],
  ])('MSG-4a %s', (_, seq, expected) => {
    expect(find(seq)).toMatchObject({ seq, ...expected });
  });
});
