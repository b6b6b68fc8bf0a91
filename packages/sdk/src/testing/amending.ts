// What becomes of a message after it was sent, and what a page brings along, as the server does it.
import type { Message } from '@parley/contract';

/** The text that it gets, or undefined: it is unsent. */
export function amended(message: Message, text: string | undefined, nowMs: number): Message {
  const content = { kind: 'text' as const, text: text ?? '', entities: [] };
  if (text === undefined) {
    const { replyToSeq: _reply, editedAt: _edited, ...rest } = message;
    return { ...rest, content, unsentAt: new Date(nowMs).toISOString() };
  }
  const laterMs = Math.max(nowMs, message.editedAt === undefined ? 0 : Date.parse(message.editedAt) + 1);
  return { ...message, content, editedAt: new Date(laterMs).toISOString() };
}

/** What these answer that is not among them. */
export function quotedBy(messages: readonly Message[], visible: readonly Message[]): Message[] {
  const answered = new Set(messages.flatMap(({ replyToSeq }) => replyToSeq ?? []));
  return visible.filter((message) => answered.has(message.seq) && !messages.includes(message));
}
