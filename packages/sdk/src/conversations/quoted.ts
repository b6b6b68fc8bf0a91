// What replies answer, where it is not in the loaded part of the log: looked up, so that it shows as it is now, or not at all (MSG-4a). Pure.
import type { Message, MethodOutput } from '@parley/contract';

/** By seq. null: I cannot see it. Absent: not known yet. */
export type Quoted = ReadonlyMap<number, Message | null>;

/** What the messages of a page answer that is not in it. */
export function quotedBy({ messages, quoted }: MethodOutput<'messages.list'>): Map<number, Message | null> {
  const inPage = new Set(messages.map(({ seq }) => seq));
  const beside = new Map(quoted.map((message) => [message.seq, message]));
  const answered = messages.flatMap(({ replyToSeq }) => replyToSeq ?? []).filter((seq) => !inPage.has(seq));
  return new Map(answered.map((seq) => [seq, beside.get(seq) ?? null]));
}

/** The same without those that I cannot see any more. */
export function withoutQuoted(quoted: Quoted, isGone: (seq: number) => boolean): Quoted {
  if (![...quoted.keys()].some(isGone)) return quoted;
  return new Map([...quoted].map(([seq, message]) => [seq, isGone(seq) ? null : message]));
}

/** Of two readings of one message the later one: what is unsent stays so, and the last edit counts. Of equal ones the second. */
export function newerOf(one: Message, other: Message): Message {
  if (one.unsentAt !== undefined || other.unsentAt !== undefined) return one.unsentAt === undefined ? other : one;
  return (one.editedAt ?? '') > (other.editedAt ?? '') ? one : other;
}
