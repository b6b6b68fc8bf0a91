// What is kept of one person's inbox, as named entries, and what an older set of entries is still worth. Pure.
// Invariant: all entries are of one moment, in which each row and each log showed every change up to `rev`. So what is read back
// needs nothing but the changes since: old snapshot + changes = fresh snapshot. Anything doubtful makes the whole worthless.
import type { Conversation, ConversationId, Message, UserId } from '@parley/contract';
import { type Log, logOfPage } from '../conversations/index.ts';
import type { InboxCounts, InboxEnd } from '../inbox/index.ts';
import { headName, type LocalEntries } from './local-types.ts';

/** Another number drops what older versions kept: raise it when rows, messages or counts change their meaning. */
const format = 1;
const messagesMax = 50;
/** A device that was away for so long starts afresh. */
const ageMaxMs = 30 * 24 * 60 * 60 * 1_000;

export type Head = {
  readonly format: number;
  readonly me: UserId;
  /** Names the write that wrote last: what two clients wrote is never mixed. */
  readonly stamp: string;
  readonly rev: number;
  readonly counts: InboxCounts;
  readonly end: InboxEnd;
  readonly savedAtMs: number;
  /** How many entries there are, with this one. */
  readonly size: number;
};

/** The newest messages of one conversation. */
type KeptLog = {
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  /** What they answer that is not among them. */
  readonly quoted?: readonly (readonly [number, Message | null])[];
};

export type Kept = {
  readonly head: Head;
  readonly rows: readonly Conversation[];
  readonly logs: ReadonlyMap<ConversationId, Log>;
};

/** The same log gives the same entry, so that only what changed is written. */
const keptLogs = new WeakMap<Log, KeptLog>();

export function entriesOf({
  head,
  rows,
  logs,
}: Omit<Kept, 'head'> & { head: Omit<Head, 'format' | 'size'> }): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const row of rows) entries.set(`row ${row.id}`, row);
  for (const [id, log] of logs) entries.set(`log ${id}`, toKeptLog(log));
  return entries.set(headName, { ...head, format, size: entries.size + 1 } satisfies Head);
}

/** Undefined where nothing was written, or by a version that wrote otherwise. */
export function headOf(value: unknown): Head | undefined {
  if (!isRecord(value) || value['format'] !== format) return undefined;
  const { me, stamp, rev, counts, end, savedAtMs, size } = value;
  const isSound =
    typeof me === 'string' &&
    typeof stamp === 'string' &&
    typeof rev === 'number' &&
    typeof savedAtMs === 'number' &&
    typeof size === 'number' &&
    isRecord(counts) &&
    isRecord(end) &&
    typeof end['oldestAt'] === 'string';
  return isSound ? (value as Head) : undefined;
}

/** What can be shown of `entries` to `me` (anybody, while that is not known yet); undefined where they are worth nothing. */
export function keptIn(
  entries: LocalEntries,
  { me, nowMs }: { me: UserId | undefined; nowMs: number },
): Kept | undefined {
  const head = headOf(entries.get(headName));
  if (head === undefined || (me !== undefined && head.me !== me) || nowMs - head.savedAtMs > ageMaxMs) return undefined;
  if (head.size !== entries.size) return undefined;
  const rows: Conversation[] = [];
  const logs = new Map<ConversationId, Log>();
  for (const [name, value] of entries) {
    if (name.startsWith('row ')) {
      if (!isRowNamed(value, name)) return undefined;
      rows.push(value);
    } else if (name.startsWith('log ')) {
      const log = toLog(value);
      // Without its row nobody knows what the log is as of.
      if (log === undefined || !entries.has(`row ${name.slice(4)}`)) return undefined;
      logs.set(name.slice(4) as ConversationId, log);
    } else if (name !== headName) return undefined;
  }
  return { head, rows, logs };
}

function toKeptLog(log: Log): KeptLog {
  const known = keptLogs.get(log);
  if (known !== undefined) return known;
  const messages = log.messages.slice(-messagesMax);
  const kept = {
    messages,
    hasOlder: log.hasOlder || messages.length < log.messages.length,
    quoted: quotedOf(log, messages),
  };
  keptLogs.set(log, kept);
  return kept;
}

/** Of what the kept ones answer, also what was among the others that are not kept. */
function quotedOf(log: Log, kept: readonly Message[]): [number, Message | null][] {
  const seqs = new Set(kept.flatMap(({ replyToSeq }) => replyToSeq ?? []));
  for (const { seq } of kept) seqs.delete(seq);
  return [...seqs].flatMap((seq): [number, Message | null][] => {
    const found = log.messages.find((message) => message.seq === seq) ?? log.quoted.get(seq);
    return found === undefined ? [] : [[seq, found]];
  });
}

function toLog(value: unknown): Log | undefined {
  if (!isRecord(value) || !Array.isArray(value['messages']) || typeof value['hasOlder'] !== 'boolean') return undefined;
  const kept = value as KeptLog;
  const isOrdered = kept.messages.every(
    (message, at) => isRecord(message) && message.seq > (kept.messages[at - 1]?.seq ?? 0),
  );
  if (!isOrdered) return undefined;
  const page = { messages: [...kept.messages], hasOlder: kept.hasOlder, hasNewer: false, quoted: [] };
  const log = { ...logOfPage(page), quoted: new Map(kept.quoted ?? []) };
  keptLogs.set(log, kept);
  return log;
}

function isRowNamed(value: unknown, name: string): value is Conversation {
  return isRecord(value) && `row ${String(value['id'])}` === name && typeof value['rev'] === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
