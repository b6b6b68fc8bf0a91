// What the API and the clients say of inboxes, against what the log and the read marks say.
import type { BadgeRead, Facts, RowRead } from './facts.ts';
import { type Entry, isOneOf, type Ledger, membersOf } from './ledger.ts';
import type { Report } from './problems.ts';

/** INB-2: unread counts are told up to here. */
const unreadTold = 100;

/** INB-2: unread is counted from the log and the read mark; RCPT-1: what the other has seen is what they marked as read. */
export function checkRows({ rows, marks }: Pick<Facts, 'rows' | 'marks'>, ledger: Ledger, report: Report): void {
  const readSeqs = readSeqsOf(marks);
  const listed = new Set<string>();
  for (const row of rows) {
    const { by, conversationId, source } = row;
    const entries = ledger.get(conversationId) ?? [];
    const name = `${by} ${conversationId} (${source})`;
    if (source === 'read') listed.add(`${by} ${conversationId}`);
    if (!isOneOf(entries[0], by)) report('conversation of nobody', name);
    else checkRow(row, { entries, readSeqs, name }, report);
  }
  for (const [conversationId, entries] of ledger) {
    for (const by of membersOf(entries)) {
      if (!listed.has(`${by} ${conversationId}`)) report('conversation missing', `${by} ${conversationId}`);
    }
  }
}

type RowFacts = { entries: readonly Entry[]; readSeqs: ReadonlyMap<string, number>; name: string };

function checkRow(row: RowRead, { entries, readSeqs, name }: RowFacts, report: Report): void {
  const { by, conversationId } = row;
  const other = membersOf(entries).find((id) => id !== by);
  const readSeq = readSeqs.get(`${by} ${conversationId}`) ?? 0;
  const seenSeq = readSeqs.get(`${other} ${conversationId}`) ?? 0;
  const say = (is: number, shouldBe: number): string => `${name}: ${is}, by the log ${shouldBe}`;
  if (row.readSeq !== readSeq) report('wrong read mark', say(row.readSeq, readSeq));
  if (row.peerReceiptSeq !== seenSeq) report('wrong seen mark', say(row.peerReceiptSeq, seenSeq));
  const unread = Math.min(unreadTold, unreadIn(entries, by, readSeq));
  if (row.unreadCount !== unread) report('wrong unread', say(row.unreadCount, unread));
  const lastSeq = entries.at(-1)?.seq ?? 0;
  if (row.lastSeq !== lastSeq) report('wrong last message', say(row.lastSeq, lastSeq));
}

export function checkBadges(
  { badges, marks }: { badges: readonly BadgeRead[]; marks: Facts['marks'] },
  ledger: Ledger,
  report: Report,
): void {
  const readSeqs = readSeqsOf(marks);
  const unreadConversations = new Map<string, number>();
  for (const [conversationId, entries] of ledger) {
    for (const by of membersOf(entries)) {
      const isUnread = unreadIn(entries, by, readSeqs.get(`${by} ${conversationId}`) ?? 0) > 0;
      unreadConversations.set(by, (unreadConversations.get(by) ?? 0) + Number(isUnread));
    }
  }
  for (const { by, source, count } of badges) {
    const shouldBe = unreadConversations.get(by) ?? 0;
    if (count !== shouldBe) report('wrong badge', `${by} (${source}): ${count}, by the log ${shouldBe}`);
  }
}

function readSeqsOf(marks: Facts['marks']): ReadonlyMap<string, number> {
  const readSeqs = new Map<string, number>();
  for (const { by, conversationId, seq } of marks) {
    const name = `${by} ${conversationId}`;
    readSeqs.set(name, Math.max(seq, readSeqs.get(name) ?? 0));
  }
  return readSeqs;
}

function unreadIn(entries: readonly Entry[], by: string, readSeq: number): number {
  return entries.filter((entry) => entry.seq > readSeq && entry.recipientId === by).length;
}
