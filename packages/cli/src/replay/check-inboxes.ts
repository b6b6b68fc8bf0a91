// What the API and the clients say of inboxes and requests, against what the log, the read marks and the rules say.
import type { Predicted } from './expected-answers.ts';
import type { BadgeRead, Facts, RowRead, RowSource } from './facts.ts';
import { type Entry, isOneOf, type Ledger, membersOf } from './ledger.ts';
import type { Report } from './problems.ts';
import { type Seen, seenRanges } from './seen-marks.ts';

/** INB-2: unread counts are told up to here. */
const unreadTold = 100;

type History = { readonly ledger: Ledger; readonly predicted: Predicted };
type Standing = 'inbox' | 'requests' | 'filtered' | 'expired';

/** Where a conversation stands for one of its two. */
function standingOf({ predicted }: History, by: string, entries: readonly Entry[]): Standing {
  const other = membersOf(entries).find((id) => id !== by);
  return predicted.waiting.get(`${by} ${other}`) ?? 'inbox';
}

const listOf: Readonly<Record<RowSource, readonly Standing[]>> = {
  inbox: ['inbox'],
  kept: ['inbox'],
  requests: ['requests'],
  filtered: ['filtered'],
  changes: ['inbox', 'requests', 'filtered', 'expired'],
};

/** INB-2: unread is counted from the log and the read mark; RCPT-1: what the other has seen is what they marked as read, once it may be told. */
export function checkRows(facts: Facts, history: History, report: Report): void {
  const { ledger } = history;
  const readSeqs = readSeqsOf(facts.marks);
  const seen = seenRanges(facts, history);
  const listed = new Set<string>();
  for (const row of facts.rows) {
    const { by, conversationId, source } = row;
    const entries = ledger.get(conversationId) ?? [];
    const name = `${by} ${conversationId} (${source})`;
    listed.add(`${source} ${by} ${conversationId}`);
    if (!isOneOf(entries[0], by)) {
      report('conversation of nobody', name);
      continue;
    }
    const standing = standingOf(history, by, entries);
    const folder = standing === 'expired' ? 'filtered' : standing;
    if (!listOf[source].includes(standing) || row.folder !== folder) {
      report('in the wrong folder', `${name}: ${row.folder}, by the rules ${standing}`);
    }
    checkRow(row, { entries, readSeqs, seen, name }, report);
  }
  for (const [conversationId, entries] of ledger) {
    for (const by of membersOf(entries)) {
      const standing = standingOf(history, by, entries);
      const sources = standing === 'expired' ? ['changes'] : [standing, 'changes'];
      const missing = sources.map((source) => `${source} ${by} ${conversationId}`).filter((name) => !listed.has(name));
      for (const name of missing) report('conversation missing', name);
    }
  }
}

type RowFacts = {
  entries: readonly Entry[];
  readSeqs: ReadonlyMap<string, number>;
  seen: (by: string, entries: readonly Entry[]) => Seen;
  name: string;
};

function checkRow(row: RowRead, { entries, readSeqs, seen, name }: RowFacts, report: Report): void {
  const { by, conversationId } = row;
  const readSeq = readSeqs.get(`${by} ${conversationId}`) ?? 0;
  const say = (is: number, shouldBe: number | string): string => `${name}: ${is}, by the log ${shouldBe}`;
  if (row.readSeq !== readSeq) report('wrong read mark', say(row.readSeq, readSeq));
  checkSeen(row, { ...seen(by, entries), say }, report);
  const unread = Math.min(unreadTold, unreadIn(entries, by, readSeq));
  if (row.unreadCount !== unread) report('wrong unread', say(row.unreadCount, unread));
  const lastSeq = entries.at(-1)?.seq ?? 0;
  if (row.lastSeq !== lastSeq) report('wrong last message', say(row.lastSeq, lastSeq));
}

type SeenFacts = Seen & { say(is: number, shouldBe: number | string): string };

function checkSeen(row: RowRead, { isWaiting, min, max, say }: SeenFacts, report: Report): void {
  const { peerReceiptSeq, peerDeliveredSeq } = row;
  if (isWaiting) {
    if (peerReceiptSeq > 0 || peerDeliveredSeq > 0)
      report('told too early', say(Math.max(peerReceiptSeq, peerDeliveredSeq), 0));
  } else if (peerReceiptSeq < min || peerReceiptSeq > max) {
    report('wrong seen mark', say(peerReceiptSeq, min === max ? min : `${min} to ${max}`));
  }
}

export function checkBadges(facts: Facts, history: History, report: Report): void {
  const { badges, marks } = facts;
  const readSeqs = readSeqsOf(marks);
  const counts = new Map<string, Record<Standing, number>>();
  for (const [conversationId, entries] of history.ledger) {
    for (const by of membersOf(entries)) {
      const own = counts.get(by) ?? { inbox: 0, requests: 0, filtered: 0, expired: 0 };
      counts.set(by, own);
      const standing = standingOf(history, by, entries);
      const isUnread = unreadIn(entries, by, readSeqs.get(`${by} ${conversationId}`) ?? 0) > 0;
      own[standing] += Number(standing !== 'inbox' || isUnread);
    }
  }
  for (const badge of badges) checkBadge(badge, counts.get(badge.by), report);
}

function checkBadge(badge: BadgeRead, own: Record<Standing, number> | undefined, report: Report): void {
  const { by, source, count, requestCount, filteredCount } = badge;
  const say = (is: number, shouldBe: number): string => `${by} (${source}): ${is}, by the log ${shouldBe}`;
  const { inbox = 0, requests = 0, filtered = 0, expired = 0 } = own ?? {};
  if (count !== inbox) report('wrong badge', say(count, inbox));
  if (requestCount !== requests) report('wrong count of requests', say(requestCount, requests));
  // REQ-7: what empties itself by time alone is news to a client when it asks the next time.
  const mostFiltered = source === 'kept' ? filtered + expired : filtered;
  if (filteredCount < filtered || filteredCount > mostFiltered) {
    report('wrong count of requests', `filtered, ${say(filteredCount, filtered)}`);
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
