import { directConversationId, refusalOf } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { me, personId } from '../testing/samples.ts';
import type { PendingMessage } from './outbox-types.ts';
import {
  nameOf,
  type Queue,
  queued,
  retried,
  sendable,
  toStore,
  withFailed,
  withPending,
  withSending,
  withSent,
} from './queue.ts';

const [bob, carol] = [personId(1), personId(2)];
const toBob = (clientMessageId: string) => baseOf(clientMessageId, { recipientId: bob });
const toCarol = (clientMessageId: string) => baseOf(clientMessageId, { recipientId: carol });
const queueOf = (...bases: ReturnType<typeof baseOf>[]): Queue => bases.reduce(queued, []);
const idsOf = (queue: Queue): string[] => queue.map(({ clientMessageId }) => clientMessageId);

function baseOf(clientMessageId: string, target: PendingMessage['target']) {
  return { clientMessageId, target, content: { kind: 'text' as const, text: 'hi' }, queuedAtMs: 0 };
}

describe('the queue of unsent messages', () => {
  const [first, second, other] = [toBob('a'), toBob('b'), toCarol('c')];
  const queue = queueOf(first, second, other);

  test('MSG-1 the first of each conversation may go', () => {
    expect(idsOf(sendable(queue, me))).toEqual(['a', 'c']);
  });

  test('MSG-1 the next one waits while the first is on its way', () => {
    expect(idsOf(sendable(withSending(queue, nameOf(first)), me))).toEqual(['c']);
  });

  test('MSG-1 the next one goes when the first is durable or failed', () => {
    const sent = withSent(queue, nameOf(first), { seq: 1, sentAt: '' });
    const failed = withFailed(queue, nameOf(first), refusalOf('not_available'));
    expect(idsOf(sendable(sent, me))).toEqual(['b', 'c']);
    expect(idsOf(sendable(failed, me))).toEqual(['b', 'c']);
  });

  test('MSG-1 a person and the conversation with them are one line', () => {
    const byId = baseOf('d', { conversationId: directConversationId(me, bob) });
    expect(idsOf(sendable(queueOf(first, byId), me))).toEqual(['a']);
  });

  test('MSG-2 the same id names one message in one conversation, and another one in another', () => {
    expect(queued(queue, toBob('a'))).toBe(queue);
    expect(idsOf(queued(queue, toCarol('a')))).toEqual(['a', 'b', 'c', 'a']);
  });

  test('a failed message that is tried again goes behind those that went on before it', () => {
    const failed = withFailed(queue, nameOf(first), refusalOf('not_available'));
    expect(idsOf(retried(failed, nameOf(first)))).toEqual(['b', 'c', 'a']);
    expect(retried(queue, nameOf(second))).toBe(queue);
  });

  test('what is stored is to be sent again, and what is durable is not stored', () => {
    const sent = withSent(withSending(queue, nameOf(second)), nameOf(other), { seq: 1, sentAt: '' });
    expect(toStore(sent)).toEqual(queueOf(first, second));
    expect(withPending(withSending(queue, nameOf(first)), nameOf(first))).toEqual(queue);
  });

  test('MSG-4a a reply stays one over every try, and between two starts', () => {
    const reply = { ...toBob('r'), replyToSeq: 7 };
    const tried = withPending(withSending(queueOf(reply), nameOf(reply)), nameOf(reply));
    expect(toStore(withSending(tried, nameOf(reply)))).toMatchObject([{ replyToSeq: 7, status: 'pending' }]);
  });
});
