// The judge is judged by planted faults: a right history passes, and each fault alone is named.
import { describe, expect, test } from 'vitest';
import { check } from './checker.ts';
import type { Answer, Receipt, SeenMessage } from './facts.ts';
import {
  at,
  atMs,
  boGets,
  change,
  conversationId,
  type Fault,
  kindsOf,
  ofPair,
  rightFacts,
} from './right-facts.fixture.ts';

test('a right history has no problems, and its numbers add up', () => {
  const verdict = check(rightFacts());
  expect(verdict.problems).toEqual([]);
  expect(verdict).toMatchObject({
    sends: 7,
    delivered: 4,
    refused: { messages_off: 1, no_messages: 1, recipient_is_self: 1 },
    doors: { inbox: 2, requests: 2, filtered: 0, asked: 2, acceptedByButton: 1, acceptedByAnswer: 0, waiting: 1 },
  });
});

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
      facts.receipts.push({
        by: 'bo',
        conversationId,
        seq: 1,
        senderId: 'ada',
        content: { text: 'one' },
        via: 'news',
        folder: 'requests',
      });
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
      facts.attempts.push({ id: 'r7', senderId: 'bo', recipientId: 'ada', text: 'seven', atMs });
      facts.answers.push({ id: 'r7', kind: 'refused', code: 'only_friends' });
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
    plant: (facts) => change(facts.rows, ofPair('bo', 'inbox'), (row) => [{ ...row, unreadCount: 2 }]),
  },
  {
    fault: 'a kept row that missed the last message',
    kinds: ['wrong last message'],
    plant: (facts) => change(facts.rows, ofPair('bo', 'kept'), (row) => [{ ...row, lastSeq: 2 }]),
  },
  {
    fault: 'a read mark that did not hold',
    kinds: ['wrong read mark'],
    plant: (facts) => change(facts.rows, ofPair('bo', 'inbox'), (row) => [{ ...row, readSeq: 0 }]),
  },
  {
    fault: 'a "seen" that nobody gave',
    kinds: ['wrong seen mark'],
    plant: (facts) => change(facts.rows, ofPair('bo', 'inbox'), (row) => [{ ...row, peerReceiptSeq: 2 }]),
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
    plant: (facts) => change(facts.rows, ofPair('bo', 'inbox'), () => []),
  },
  {
    fault: 'a conversation in the inbox of a stranger',
    kinds: ['conversation of nobody'],
    plant: (facts) => change(facts.rows, ofPair('bo', 'inbox'), (row) => [row, { ...row, by: 'cy' }]),
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

  test('ADM-3 a message that the rules forbid', () => {
    const facts = rightFacts();
    facts.people.set('bo', { messagesFrom: 'specific_people', othersMayRequest: false });
    expect(kindsOf(facts)).toContain('wrongly delivered');
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
