import { type Conversation, directConversationId, limits, type Message, type UserId } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { canEdit, canReply, canUnsend, lastToEdit } from './composing-view-model.ts';

const [me, ada] = ['1', '2'] as UserId[] as [UserId, UserId];
const nowMs = Date.parse('2026-06-15T12:00:00.000Z');
const open = { folder: 'inbox', abilities: { send: true, answer: false, close: false } } as Conversation;
const shut = { ...open, abilities: { ...open.abilities, send: false } };
const mine = { isMine: true, seq: 3, atMs: nowMs - limits.editMs + 1 };

describe('what is offered of a message', () => {
  test('MSG-6 mine, for 15 minutes, where I may write', () => {
    expect(canEdit(mine, open, nowMs)).toBe(true);
    expect(canEdit({ ...mine, atMs: nowMs - limits.editMs }, open, nowMs)).toBe(false);
    expect(canEdit({ ...mine, isMine: false }, open, nowMs)).toBe(false);
    expect(canEdit({ ...mine, isUnsent: true }, open, nowMs)).toBe(false);
    expect(canEdit({ isMine: true, atMs: nowMs }, open, nowMs)).toBe(false);
    expect(canEdit(mine, shut, nowMs)).toBe(false);
  });

  test('MSG-4b MSG-7 to answer it one must be able to write, to take it back one must have', () => {
    expect([canReply(mine, open), canReply({ ...mine, isMine: false }, open)]).toEqual([true, true]);
    expect([canReply(mine, shut), canReply({ ...mine, isUnsent: true }, open)]).toEqual([false, false]);
    expect([canUnsend(mine), canUnsend({ ...mine, isMine: false }), canUnsend({ ...mine, isUnsent: true })]).toEqual([
      ...[true, false, false],
    ]);
  });

  test('MSG-6c the arrow up edits my newest message that is still there, and none when that is too old', () => {
    const message = (seq: number, senderId: UserId, more: Partial<Message> = {}): Message => ({
      ...{ conversationId: directConversationId(me, ada), seq, senderId },
      sentAt: new Date(nowMs - 60_000).toISOString(),
      content: { kind: 'text', text: `${seq}`, entities: [] },
      ...more,
    });
    const context = { me, conversation: open, nowMs };
    const unsent = message(3, me, { unsentAt: new Date(nowMs).toISOString() });
    expect(lastToEdit([message(1, me), message(2, me), unsent, message(4, ada)], context)?.seq).toBe(2);
    expect(lastToEdit([message(1, me)], { ...context, nowMs: nowMs + limits.editMs })).toBeUndefined();
    expect(lastToEdit([message(1, ada)], context)).toBeUndefined();
  });
});
