// The judge is judged by planted faults: a right history passes, and each fault alone is named.
import { describe, expect, test } from 'vitest';
import { check } from './checker.ts';
import { type Answer, type Facts, noFacts, type Receipt, type SeenMessage } from './facts.ts';

const at = (minute: number): string => `2026-01-01T00:0${minute}:00.000Z`;
const conversationId = 'ada-bo';

/** Ada and Bo talk; Cy follows nobody, writes to Ada in vain, and is not heard by Bo. */
function rightFacts(): Facts {
  const facts = noFacts();
  for (const [id, messagesFrom] of [
    ['ada', 'friends'],
    ['bo', 'everyone'],
    ['cy', 'no_one'],
  ] as const)
    facts.people.set(id, messagesFrom);
  facts.follows.add('ada bo');
  facts.attempts.push(
    { id: 'r1', senderId: 'ada', recipientId: 'bo', text: 'one' },
    { id: 'r2', senderId: 'bo', recipientId: 'ada', text: 'two' },
    { id: 'r3', senderId: 'ada', recipientId: 'bo', text: 'three' },
    { id: 'r4', senderId: 'cy', recipientId: 'bo', text: 'four' },
    { id: 'r5', senderId: 'bo', recipientId: 'cy', text: 'five' },
    { id: 'r6', senderId: 'bo', recipientId: 'bo', text: 'six' },
  );
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
    for (const message of log) facts.receipts.push({ by, conversationId, ...message, via: 'news' });
    facts.shown.push({ by, conversationId, messages: log.slice(1) });
    facts.logs.push({ by, conversationId, messages: [...log] });
  }
  facts.marks.push({ by: 'bo', conversationId, seq: 1 });
  for (const source of ['read', 'kept'] as const) {
    facts.rows.push({ by: 'ada', source, conversationId, lastSeq: 3, readSeq: 0, unreadCount: 1, peerReceiptSeq: 1 });
    facts.rows.push({ by: 'bo', source, conversationId, lastSeq: 3, readSeq: 1, unreadCount: 1, peerReceiptSeq: 0 });
    facts.badges.push({ by: 'ada', source, count: 1 }, { by: 'bo', source, count: 1 }, { by: 'cy', source, count: 0 });
  }
  facts.followCounts.push(
    { by: 'ada', followerCount: 0, followingCount: 1 },
    { by: 'bo', followerCount: 1, followingCount: 0 },
    { by: 'cy', followerCount: 0, followingCount: 0 },
  );
  return facts;
}

const kindsOf = (facts: Facts): string[] => [...new Set(check(facts).problems.map(({ kind }) => kind))];

/** Replaces what fits by what it becomes; nothing: it is taken out. */
function change<Item>(items: Item[], fits: (item: Item) => boolean, become: (item: Item) => Item[]): void {
  const index = items.findIndex(fits);
  const [item] = items.splice(index, 1);
  if (index < 0 || item === undefined) throw new Error('there is nothing to change');
  items.splice(index, 0, ...become(item));
}

test('a right history has no problems, and its numbers add up', () => {
  const verdict = check(rightFacts());
  expect(verdict.problems).toEqual([]);
  expect(verdict).toMatchObject({
    sends: 6,
    delivered: 3,
    refused: { messages_off: 1, no_messages: 1, recipient_is_self: 1 },
  });
});

type Fault = { fault: string; kinds: string[]; plant(facts: Facts): void };
const boGets = (seq: number) => (receipt: { by: string; seq: number }) => receipt.by === 'bo' && receipt.seq === seq;
const said = (message: SeenMessage, text: string) => ({ ...message, content: { text } });

const faults: Fault[] = [
  {
    fault: 'a message that was acknowledged and never came',
    kinds: ['lost', 'sums differ'],
    plant: (facts) => change(facts.receipts, boGets(3), () => []),
  },
  {
    fault: 'a message that its own sender never saw',
    kinds: ['not echoed to its sender'],
    plant: (facts) => change(facts.receipts, boGets(2), () => []),
  },
  {
    fault: 'a message that came twice',
    kinds: ['came twice'],
    plant: (facts) => change(facts.receipts, boGets(3), (receipt) => [receipt, receipt]),
  },
  {
    fault: 'messages that came in another order',
    kinds: ['came out of order'],
    plant: (facts) => {
      change(facts.receipts, boGets(1), () => []);
      facts.receipts.push({ by: 'bo', conversationId, seq: 1, senderId: 'ada', content: { text: 'one' }, via: 'news' });
    },
  },
  {
    fault: 'a text that came as another one',
    kinds: ['came altered'],
    plant: (facts) => change(facts.receipts, boGets(3), (receipt) => [{ ...receipt, content: { text: 'tree' } }]),
  },
  {
    fault: 'a message that came to somebody else',
    kinds: ['came to the wrong person'],
    plant: (facts) => change(facts.receipts, boGets(3), (receipt) => [receipt, { ...receipt, by: 'cy' }]),
  },
  {
    fault: 'a message that nobody sent',
    kinds: ['came to the wrong person'],
    plant: (facts) => change(facts.receipts, boGets(3), (receipt) => [receipt, { ...receipt, seq: 4 }]),
  },
  {
    fault: 'a send without an answer',
    kinds: ['unanswered', 'sums differ'],
    plant: (facts) =>
      change(
        facts.answers,
        ({ id }) => id === 'r4',
        () => [],
      ),
  },
  {
    fault: 'a repeated send with another answer',
    kinds: ['answered differently'],
    plant: (facts) => facts.answers.push({ id: 'r3', kind: 'acked', conversationId, seq: 4, sentAt: at(3) }),
  },
  {
    fault: 'a refusal of what the rules allow',
    kinds: ['wrongly refused'],
    plant: (facts) => {
      facts.attempts.push({ id: 'r7', senderId: 'bo', recipientId: 'ada', text: 'seven' });
      facts.answers.push({ id: 'r7', kind: 'refused', code: 'only_friends' });
    },
  },
  {
    fault: 'a message that the rules forbid',
    kinds: ['wrongly delivered'],
    plant: (facts) => {
      facts.people.set('bo', 'friends');
      change(
        facts.attempts,
        ({ id }) => id === 'r5',
        () => [],
      );
      change(
        facts.answers,
        ({ id }) => id === 'r5',
        () => [],
      );
    },
  },
  {
    fault: 'a refusal for a wrong reason',
    kinds: ['wrong refusal'],
    plant: (facts) =>
      change(
        facts.answers,
        ({ id }) => id === 'r4',
        (): Answer[] => [{ id: 'r4', kind: 'refused', code: 'no_messages' }],
      ),
  },
  {
    fault: 'a log that lost a message for one of the two',
    kinds: ['log differs'],
    plant: (facts) =>
      change(
        facts.logs,
        ({ by }) => by === 'bo',
        (log) => [{ ...log, messages: log.messages.slice(1) }],
      ),
  },
  {
    fault: 'a log with one message more',
    kinds: ['log differs'],
    plant: (facts) =>
      change(
        facts.logs,
        ({ by }) => by === 'bo',
        (log) => [{ ...log, messages: [...log.messages, ...log.messages.slice(-1)] }],
      ),
  },
  {
    fault: 'a screen with a hole in it',
    kinds: ['shown wrongly'],
    plant: (facts) =>
      facts.shown.push({
        by: 'bo',
        conversationId,
        messages: facts.logs[0]?.messages.filter(({ seq }) => seq !== 2) ?? [],
      }),
  },
  {
    fault: 'a screen with another text',
    kinds: ['shown wrongly'],
    plant: (facts) =>
      facts.shown.push({
        by: 'bo',
        conversationId,
        messages: facts.logs[0]?.messages.map((one) => said(one, 'x')) ?? [],
      }),
  },
  {
    fault: 'an unread count that is one too high',
    kinds: ['wrong unread'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by }) => by === 'bo',
        (row) => [{ ...row, unreadCount: 2 }],
      ),
  },
  {
    fault: 'a kept row that missed the last message',
    kinds: ['wrong last message'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by, source }) => by === 'bo' && source === 'kept',
        (row) => [{ ...row, lastSeq: 2 }],
      ),
  },
  {
    fault: 'a read mark that did not hold',
    kinds: ['wrong read mark'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by }) => by === 'bo',
        (row) => [{ ...row, readSeq: 0 }],
      ),
  },
  {
    fault: 'a "seen" that nobody gave',
    kinds: ['wrong seen mark'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by }) => by === 'bo',
        (row) => [{ ...row, peerReceiptSeq: 2 }],
      ),
  },
  {
    fault: 'a badge that counts what was read',
    kinds: ['wrong badge'],
    plant: (facts) =>
      change(
        facts.badges,
        ({ by }) => by === 'cy',
        (badge) => [{ ...badge, count: 1 }],
      ),
  },
  {
    fault: 'a conversation that is missing from an inbox',
    kinds: ['conversation missing'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by }) => by === 'bo',
        () => [],
      ),
  },
  {
    fault: 'a conversation in the inbox of a stranger',
    kinds: ['conversation of nobody'],
    plant: (facts) =>
      change(
        facts.rows,
        ({ by }) => by === 'bo',
        (row) => [row, { ...row, by: 'cy' }],
      ),
  },
  {
    fault: 'a follow that was not made',
    kinds: ['wrong follow count'],
    plant: (facts) =>
      change(
        facts.followCounts,
        ({ by }) => by === 'bo',
        (count) => [{ ...count, followerCount: 0 }],
      ),
  },
];

describe('a fault is named:', () => {
  test.each(faults)('$fault', ({ kinds, plant }) => {
    const facts = rightFacts();
    plant(facts);
    expect(kindsOf(facts)).toEqual(kinds);
  });

  test('MSG-1 numbers that leave one out', () => {
    const facts = rightFacts();
    change(
      facts.answers,
      ({ id }) => id === 'r3',
      (): Answer[] => [{ id: 'r3', kind: 'acked', conversationId, seq: 4, sentAt: at(3) }],
    );
    expect(kindsOf(facts)).toContain('gap in the order');
  });

  test('MSG-1 two messages with one number', () => {
    const facts = rightFacts();
    change(
      facts.answers,
      ({ id }) => id === 'r3',
      (): Answer[] => [{ id: 'r3', kind: 'acked', conversationId, seq: 2, sentAt: at(3) }],
    );
    expect(kindsOf(facts)).toContain('two with one seq');
  });

  test('MSG-1 a later message with an earlier time', () => {
    const facts = rightFacts();
    change(
      facts.answers,
      ({ id }) => id === 'r3',
      (): Answer[] => [{ id: 'r3', kind: 'acked', conversationId, seq: 3, sentAt: at(0) }],
    );
    expect(kindsOf(facts)).toContain('time went back');
  });
});

test('what came while somebody was away may come as a page of history', () => {
  const facts = rightFacts();
  change(facts.receipts, boGets(3), (receipt): Receipt[] => [{ ...receipt, via: 'page' }]);
  expect(kindsOf(facts)).toEqual([]);
});
