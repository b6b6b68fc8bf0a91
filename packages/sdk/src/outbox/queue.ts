// What is still to be sent, as a value: one list, oldest first. Pure. Within one conversation messages go one after another.
import { type ConversationId, directConversationId, type Refusal, type UserId } from '@parley/contract';
import type { PendingMessage } from './outbox-types.ts';

export type Queue = readonly PendingMessage[];
type Target = PendingMessage['target'];
type Base = Pick<PendingMessage, 'clientMessageId' | 'target' | 'content' | 'replyToSeq' | 'queuedAtMs'>;

/** A message's name in this queue: client message ids are unique in one conversation only (MSG-2). */
export function nameOf({ target, clientMessageId }: Pick<PendingMessage, 'target' | 'clientMessageId'>): string {
  return `${'conversationId' in target ? target.conversationId : target.recipientId} ${clientMessageId}`;
}

/** One conversation's line. A person and the conversation with them are one line, as soon as it is known who I am. */
export function lineOf(target: Target, me: UserId | undefined): ConversationId | UserId {
  if ('conversationId' in target) return target.conversationId;
  return me === undefined ? target.recipientId : directConversationId(me, target.recipientId);
}

/** The messages that may go now: of each line the first, unless that is on its way. */
export function sendable(queue: Queue, me: UserId | undefined): PendingMessage[] {
  const seen = new Set<string>();
  return queue.filter((message) => {
    const isInLine = message.status === 'pending' || message.status === 'sending';
    const line = lineOf(message.target, me);
    if (!isInLine || seen.has(line)) return false;
    seen.add(line);
    return message.status === 'pending';
  });
}

/** The same id again changes nothing: it names one message (MSG-2). */
export function queued(queue: Queue, message: Base): Queue {
  return find(queue, nameOf(message)) ? queue : [...queue, { ...message, status: 'pending' }];
}

/** Adds messages that were queued by an earlier client (`first`) or by another one, unless they are there. */
export function joined(queue: Queue, others: Queue, where: 'first' | 'last'): Queue {
  const added = others.filter((message) => find(queue, nameOf(message)) === undefined);
  if (added.length === 0) return queue;
  return where === 'first' ? [...added, ...queue] : [...queue, ...added];
}

export function withSending(queue: Queue, name: string): Queue {
  return replaced(queue, name, (base) => ({ ...base, status: 'sending' }));
}

/** Back in line, at its place. */
export function withPending(queue: Queue, name: string): Queue {
  return replaced(queue, name, (base) => ({ ...base, status: 'pending' }));
}

export function withSent(queue: Queue, name: string, ack: { seq: number; sentAt: string }): Queue {
  return replaced(queue, name, (base) => ({ ...base, status: 'sent', seq: ack.seq, sentAt: ack.sentAt }));
}

export function withFailed(queue: Queue, name: string, refusal: Refusal): Queue {
  return replaced(queue, name, (base) => ({ ...base, status: 'failed', refusal }));
}

/** A failed message goes to the end of the list, since others went on before it. */
export function retried(queue: Queue, name: string): Queue {
  const message = find(queue, name);
  if (message?.status !== 'failed') return queue;
  return [...without(queue, new Set([name])), { ...baseOf(message), status: 'pending' }];
}

export function without(queue: Queue, names: ReadonlySet<string>): Queue {
  const rest = queue.filter((message) => !names.has(nameOf(message)));
  return rest.length === queue.length ? queue : rest;
}

export function find(queue: Queue, name: string): PendingMessage | undefined {
  return queue.find((message) => nameOf(message) === name);
}

/** What outlives the client: what is on its way now has to be sent again, what is durable has not. */
export function toStore(queue: Queue): Queue {
  return queue
    .filter(({ status }) => status !== 'sent')
    .map((message) => (message.status === 'sending' ? { ...baseOf(message), status: 'pending' } : message));
}

function replaced(queue: Queue, name: string, next: (base: Base) => PendingMessage): Queue {
  return queue.map((message) => (nameOf(message) === name ? next(baseOf(message)) : message));
}

function baseOf({ clientMessageId, target, content, replyToSeq, queuedAtMs }: PendingMessage): Base {
  const base = { clientMessageId, target, content, queuedAtMs };
  return replyToSeq === undefined ? base : { ...base, replyToSeq };
}
