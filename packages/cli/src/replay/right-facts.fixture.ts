// A right history in small, and how to plant faults in it.
import { check } from './checker.ts';
import { type Facts, noFacts } from './facts.ts';

export const at = (minute: number): string => `2026-01-01T00:0${minute}:00.000Z`;
export const conversationId = 'ada-bo';

export const atMs = Date.parse(at(0));

/** Ada and Bo talk, Ada having asked; Cy follows nobody, writes to Bo in vain, and is not heard by Bo. Di asks Bo, who does not answer. */
export function rightFacts(): Facts {
  const facts = noFacts();
  for (const [id, messagesFrom] of [
    ['ada', 'friends'],
    ['bo', 'everyone'],
    ['cy', 'no_one'],
    ['di', 'friends'],
  ] as const)
    facts.people.set(id, { messagesFrom, othersMayRequest: false });
  facts.follows.add('ada bo');
  facts.attempts.push(
    { id: 'r1', senderId: 'ada', recipientId: 'bo', text: 'one', atMs },
    { id: 'r2', senderId: 'bo', recipientId: 'ada', text: 'two', atMs },
    { id: 'r3', senderId: 'ada', recipientId: 'bo', text: 'three', atMs },
    { id: 'r4', senderId: 'cy', recipientId: 'bo', text: 'four', atMs },
    { id: 'r5', senderId: 'bo', recipientId: 'cy', text: 'five', atMs },
    { id: 'r6', senderId: 'bo', recipientId: 'bo', text: 'six', atMs },
    { id: 'd1', senderId: 'di', recipientId: 'bo', text: 'may I', atMs },
  );
  facts.accepts.push({ by: 'bo', otherId: 'ada', answer: 'done', after: 1 });
  addRequest(facts);
  for (const seq of [1, 2, 3])
    facts.answers.push({ id: `r${seq}`, kind: 'acked', conversationId, seq, sentAt: at(seq) });
  for (const [id, code] of [
    ['r4', 'messages_off'],
    ['r5', 'no_messages'],
    ['r6', 'recipient_is_self'],
  ] as const) {
    facts.answers.push({ id, kind: 'refused', code });
  }
  const log = [
    { seq: 1, senderId: 'ada', content: { text: 'one' }, sentAt: at(1) },
    { seq: 2, senderId: 'bo', content: { text: 'two' }, sentAt: at(2) },
    { seq: 3, senderId: 'ada', content: { text: 'three' }, sentAt: at(3) },
  ];
  for (const by of ['ada', 'bo']) {
    for (const message of log) {
      const folder = by === 'bo' && message.seq === 1 ? 'requests' : 'inbox';
      facts.receipts.push({ by, conversationId, ...message, via: 'news', folder });
    }
    facts.shown.push({ by, conversationId, messages: log.slice(1) });
    facts.logs.push({ by, conversationId, messages: [...log] });
  }
  facts.marks.push({ by: 'bo', conversationId, seq: 1, after: 1 });
  for (const source of ['inbox', 'changes', 'kept'] as const) {
    const row = { conversationId, source, folder: 'inbox', lastSeq: 3, unreadCount: 1 } as const;
    facts.rows.push({ ...row, by: 'ada', readSeq: 0, peerReceiptSeq: 1, peerDeliveredSeq: 3 });
    facts.rows.push({ ...row, by: 'bo', readSeq: 1, peerReceiptSeq: 0, peerDeliveredSeq: 2 });
  }
  for (const source of ['read', 'kept'] as const) {
    const none = { source, count: 0, requestCount: 0, filteredCount: 0 };
    facts.badges.push({ ...none, by: 'ada', count: 1 }, { ...none, by: 'bo', count: 1, requestCount: 1 });
    facts.badges.push({ ...none, by: 'cy' }, { ...none, by: 'di' });
  }
  facts.followCounts.push(
    { by: 'ada', followerCount: 0, followingCount: 1 },
    { by: 'bo', followerCount: 1, followingCount: 0 },
    { by: 'cy', followerCount: 0, followingCount: 0 },
  );
  return facts;
}

/** What Di asked Bo, and what each of the two sees of it. */
function addRequest(facts: Facts): void {
  const message = { seq: 1, senderId: 'di', content: { text: 'may I' } };
  const where = { conversationId: 'bo-di' };
  facts.answers.push({ id: 'd1', kind: 'acked', ...where, seq: 1, sentAt: at(1) });
  facts.receipts.push({ by: 'di', ...where, ...message, via: 'news', folder: 'inbox' });
  facts.receipts.push({ by: 'bo', ...where, ...message, via: 'news', folder: 'requests' });
  for (const by of ['di', 'bo']) facts.logs.push({ by, ...where, messages: [{ ...message, sentAt: at(1) }] });
  // Bo has read it, of which Di learns nothing (REQ-3).
  facts.marks.push({ by: 'bo', ...where, seq: 1, after: 7 });
  const row = { ...where, lastSeq: 1, unreadCount: 0, peerReceiptSeq: 0, peerDeliveredSeq: 0 } as const;
  for (const source of ['inbox', 'changes', 'kept'] as const)
    facts.rows.push({ ...row, by: 'di', source, folder: 'inbox', readSeq: 0 });
  for (const source of ['requests', 'changes'] as const)
    facts.rows.push({ ...row, by: 'bo', source, folder: 'requests', readSeq: 1 });
}

export const kindsOf = (facts: Facts): string[] => [...new Set(check(facts).problems.map(({ kind }) => kind))];

/** Replaces what fits by what it becomes; nothing: it is taken out. */
export function change<Item>(items: Item[], fits: (item: Item) => boolean, become: (item: Item) => Item[]): void {
  const index = items.findIndex(fits);
  const [item] = items.splice(index, 1);
  if (index < 0 || item === undefined) throw new Error('there is nothing to change');
  items.splice(index, 0, ...become(item));
}

export type Fault = { fault: string; kinds: string[]; plant(facts: Facts): void };
type Placed = { by: string; conversationId: string };

export const boGets =
  (seq: number) =>
  (receipt: Placed & { seq: number }): boolean =>
    receipt.by === 'bo' && receipt.seq === seq && receipt.conversationId === conversationId;

export const ofPair =
  (by: string, source: string) =>
  (row: Placed & { source: string }): boolean =>
    row.by === by && row.source === source && row.conversationId === conversationId;
