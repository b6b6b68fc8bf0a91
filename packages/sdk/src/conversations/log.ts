// The part of a conversation's log that is loaded, as a value. Pure.
// Invariant: between startSeq and endSeq nothing that I can see is missing. Seqs that I cannot see leave holes, so bounds are kept apart from messages.
import type { Conversation, Message, MethodOutput, UserId } from '@parley/contract';

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
  aheadSeq: 0,
};

/** A log of one page alone. `anchorSeq` is where it was asked around, for a page with nothing visible. */
export function logOfPage(page: Page, anchorSeq = 0): Log {
  const { messages, hasOlder, hasNewer } = page;
  // Where there is nothing beyond, the bound lies beyond everything, so that what comes next is new.
  const startSeq = hasOlder ? (messages[0]?.seq ?? anchorSeq) : 1;
  const endSeq = messages.at(-1)?.seq ?? (hasNewer ? anchorSeq : 0);
  return { ...emptyLog, messages, hasOlder, hasNewer, startSeq, endSeq };
}

/** Adds the page that was asked for with `beforeSeq: log.startSeq`. */
export function withOlder(log: Log, page: Page): Log {
  const older = page.messages.filter((message) => message.seq < log.startSeq && isVisible(log, message.seq));
  const startSeq = page.hasOlder ? (page.messages[0]?.seq ?? log.startSeq) : 1;
  return { ...log, messages: [...older, ...log.messages], startSeq, hasOlder: page.hasOlder };
}

/** Adds the page that was asked for with `afterSeq: log.endSeq` when `log.aheadSeq` was `aheadSeqWhenAsked`. */
export function withNewer(log: Log, page: Page, aheadSeqWhenAsked: number): Log {
  const newer = page.messages.filter((message) => message.seq > log.endSeq && isVisible(log, message.seq));
  const endSeq = Math.max(log.endSeq, page.messages.at(-1)?.seq ?? 0);
  // A message that arrived while the page was on its way is perhaps not in it, and was not kept either.
  const cameMeanwhile = log.aheadSeq > aheadSeqWhenAsked && log.aheadSeq > endSeq;
  return { ...log, messages: [...log.messages, ...newer], endSeq, hasNewer: page.hasNewer || cameMeanwhile };
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
  return { ...log, hiddenSeqs, messages: log.messages.filter((message) => !hiddenSeqs.has(message.seq)) };
}

/** Takes out everything up to `clearedSeq`. */
export function withCleared(log: Log, clearedSeq: number): Log {
  if (clearedSeq <= log.clearedSeq) return log;
  return {
    ...log,
    clearedSeq,
    messages: log.messages.filter((message) => message.seq > clearedSeq),
    endSeq: Math.max(log.endSeq, clearedSeq),
    hasOlder: log.hasOlder && log.startSeq > clearedSeq + 1,
  };
}

/** Applies to freshly read messages what arrived live while they were on their way. */
export function withMeanwhile(log: Log, meanwhile: Log): Log {
  const cleared = withCleared(withHidden(log, [...meanwhile.hiddenSeqs]), meanwhile.clearedSeq);
  return meanwhile.messages.reduce(withLive, cleared);
}

/** Messages from others above `readSeq` and up to `lastSeq`, or undefined where the loaded part cannot tell (INB-2). */
export function unreadIn(log: Log, { readSeq, lastSeq }: Conversation, me: UserId): number | undefined {
  const reaches = !log.hasNewer && (!log.hasOlder || log.startSeq <= readSeq + 1);
  if (!reaches) return undefined;
  // The log may be read later than the row, so it is cut where the row ends.
  return log.messages.filter(({ seq, senderId }) => seq > readSeq && seq <= lastSeq && senderId !== me).length;
}

function isVisible(log: Log, seq: number): boolean {
  return seq > log.clearedSeq && !log.hiddenSeqs.has(seq);
}
