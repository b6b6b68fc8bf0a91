// The part of a conversation's log that is loaded, as a value. Pure.
// Invariant: between startSeq and endSeq nothing that I can see is missing. Seqs that I cannot see leave holes, so bounds are kept apart from messages.
import type { Conversation, Message, MethodOutput, UserId } from '@parley/contract';
import { newerOf, type Quoted, quotedBy, withoutQuoted } from './quoted.ts';

export type Page = MethodOutput<'messages.list'>;

export type Log = {
  /** By seq, ascending. */
  readonly messages: readonly Message[];
  readonly startSeq: number;
  readonly endSeq: number;
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** Hidden while this was loaded: a page that was on its way may still hold them. */
  readonly hiddenSeqs: ReadonlySet<number>;
  /** What is at or below was cleared. */
  readonly clearedSeq: number;
  /** What messages here answer and is not among them. */
  readonly quoted: Quoted;
  /** Edited or unsent while this was loaded: a page that was on its way may still hold them as they were. */
  readonly changed: ReadonlyMap<number, Message>;
  /** The newest message that came while `hasNewer`, so that it was not kept. */
  readonly aheadSeq: number;
};

/** Nothing yet, and nothing newer: live messages may be added. */
export const emptyLog: Log = {
  messages: [],
  startSeq: 1,
  endSeq: 0,
  hasOlder: false,
  hasNewer: false,
  hiddenSeqs: new Set(),
  clearedSeq: 0,
  quoted: new Map(),
  changed: new Map(),
  aheadSeq: 0,
};

/** A log of one page alone. `anchorSeq` is where it was asked around, for a page with nothing visible. */
export function logOfPage(page: Page, anchorSeq = 0): Log {
  const { messages, hasOlder, hasNewer } = page;
  // Where there is nothing beyond, the bound lies beyond everything, so that what comes next is new.
  const startSeq = hasOlder ? (messages[0]?.seq ?? anchorSeq) : 1;
  const endSeq = messages.at(-1)?.seq ?? (hasNewer ? anchorSeq : 0);
  return { ...emptyLog, messages, hasOlder, hasNewer, startSeq, endSeq, quoted: quotedBy(page) };
}

/** Adds the page that was asked for with `beforeSeq: log.startSeq`. */
export function withOlder(log: Log, page: Page): Log {
  const older = page.messages.filter((message) => message.seq < log.startSeq && isVisible(log, message.seq));
  const startSeq = page.hasOlder ? (page.messages[0]?.seq ?? log.startSeq) : 1;
  const messages = [...older.map((message) => asChanged(log, message)), ...log.messages];
  return { ...log, messages, startSeq, hasOlder: page.hasOlder, quoted: withQuotedOf(log, page) };
}

/** Adds the page that was asked for with `afterSeq: log.endSeq` when `log.aheadSeq` was `aheadSeqWhenAsked`. */
export function withNewer(log: Log, page: Page, aheadSeqWhenAsked: number): Log {
  const newer = page.messages.filter((message) => message.seq > log.endSeq && isVisible(log, message.seq));
  const endSeq = Math.max(log.endSeq, page.messages.at(-1)?.seq ?? 0);
  // A message that arrived while the page was on its way is perhaps not in it, and was not kept either.
  const cameMeanwhile = log.aheadSeq > aheadSeqWhenAsked && log.aheadSeq > endSeq;
  const messages = [...log.messages, ...newer.map((message) => asChanged(log, message))];
  return { ...log, messages, endSeq, hasNewer: page.hasNewer || cameMeanwhile, quoted: withQuotedOf(log, page) };
}

/** Takes what was read of a message that one here answers; null where it cannot be seen. */
export function withQuoted(log: Log, seq: number, message: Message | null): Log {
  const seen = message && isVisible(log, seq) ? asChanged(log, message) : null;
  return { ...log, quoted: new Map([...log.quoted, [seq, seen]]) };
}

/** Which messages these answer of which nothing is known yet. */
export function unknownQuotes({ messages, quoted }: Log): number[] {
  const answered = new Set(messages.flatMap(({ replyToSeq }) => replyToSeq ?? []));
  for (const { seq } of messages) answered.delete(seq);
  return [...answered].filter((seq) => !quoted.has(seq));
}

/** Shows a message as it was edited, or as it is now that it is unsent. */
export function withChanged(log: Log, message: Message): Log {
  const { seq } = message;
  const before = log.changed.get(seq);
  const now = before ? newerOf(before, message) : message;
  const put = (one: Message): Message => (one.seq === seq ? newerOf(one, now) : one);
  const known = log.quoted.get(seq);
  return {
    ...log,
    messages: log.messages.map(put),
    quoted: known ? new Map([...log.quoted, [seq, newerOf(known, now)]]) : log.quoted,
    changed: new Map([...log.changed, [seq, now]]),
  };
}

/** Adds a message that came live. One that is there already changes nothing. */
export function withLive(log: Log, message: Message): Log {
  const { seq } = message;
  if (log.hasNewer) return seq > log.aheadSeq ? { ...log, aheadSeq: seq } : log;
  if (seq <= log.endSeq || !isVisible(log, seq)) return log;
  return { ...log, messages: [...log.messages, message], endSeq: seq };
}

/** Takes messages out of my view. */
export function withHidden(log: Log, seqs: readonly number[]): Log {
  if (seqs.length === 0) return log;
  const hiddenSeqs = new Set([...log.hiddenSeqs, ...seqs]);
  const messages = log.messages.filter((message) => !hiddenSeqs.has(message.seq));
  return { ...log, hiddenSeqs, messages, quoted: withoutQuoted(log.quoted, (seq) => hiddenSeqs.has(seq)) };
}

/** Takes out everything up to `clearedSeq`. */
export function withCleared(log: Log, clearedSeq: number): Log {
  if (clearedSeq <= log.clearedSeq) return log;
  return {
    ...log,
    clearedSeq,
    messages: log.messages.filter((message) => message.seq > clearedSeq),
    quoted: withoutQuoted(log.quoted, (seq) => seq <= clearedSeq),
    endSeq: Math.max(log.endSeq, clearedSeq),
    hasOlder: log.hasOlder && log.startSeq > clearedSeq + 1,
  };
}

/** Applies to freshly read messages what arrived live while they were on their way. */
export function withMeanwhile(log: Log, meanwhile: Log): Log {
  const cleared = withCleared(withHidden(log, [...meanwhile.hiddenSeqs]), meanwhile.clearedSeq);
  return meanwhile.messages.reduce(withLive, [...meanwhile.changed.values()].reduce(withChanged, cleared));
}

/** Messages from others above `readSeq` and up to `lastSeq` that were not unsent, or undefined where the loaded part cannot tell (INB-2). */
export function unreadIn(log: Log, { readSeq, lastSeq }: Conversation, me: UserId): number | undefined {
  const reaches = !log.hasNewer && (!log.hasOlder || log.startSeq <= readSeq + 1);
  if (!reaches) return undefined;
  // The log may be read later than the row, so it is cut where the row ends.
  const isUnread = ({ seq, senderId, unsentAt }: Message) =>
    seq > readSeq && seq <= lastSeq && senderId !== me && unsentAt === undefined;
  return log.messages.filter(isUnread).length;
}

function isVisible(log: Log, seq: number): boolean {
  return seq > log.clearedSeq && !log.hiddenSeqs.has(seq);
}

/** A message as it was read, or as it became since. */
function asChanged(log: Log, message: Message): Message {
  const changed = log.changed.get(message.seq);
  return changed ? newerOf(message, changed) : message;
}

/** What is known already is kept current by changes, so it is worth more than a page. */
function withQuotedOf(log: Log, page: Page): Quoted {
  const read = [...quotedBy(page)].map(([seq, message]) => {
    const seen = message && isVisible(log, seq) ? asChanged(log, message) : null;
    return [seq, seen] as const;
  });
  return read.length === 0 ? log.quoted : new Map([...read, ...log.quoted]);
}
