// Faults of doors, requests and limits: each alone is named.
import { describe, expect, test } from 'vitest';
import { check } from './checker.ts';
import type { Accept, Receipt, RowRead } from './facts.ts';
import { at, atMs, boGets, change, type Fault, kindsOf, rightFacts } from './right-facts.fixture.ts';

const ofRequest = (by: string, source: string) => (row: { by: string; source: string; conversationId: string }) =>
  row.by === by && row.source === source && row.conversationId === 'bo-di';

const faults: Fault[] = [
  {
    fault: 'a request that came into the inbox',
    kinds: ['came by the wrong door'],
    plant: (facts) =>
      change(facts.receipts, boGets(1), (receipt): Receipt[] => [{ ...receipt, via: 'news', folder: 'inbox' }]),
  },
  {
    fault: 'a request that is listed in the inbox',
    kinds: ['in the wrong folder'],
    plant: (facts) =>
      change(facts.rows, ofRequest('bo', 'requests'), (row): RowRead[] => [row, { ...row, source: 'inbox' }]),
  },
  {
    fault: 'a request that says it stands in the inbox',
    kinds: ['in the wrong folder'],
    plant: (facts) => change(facts.rows, ofRequest('bo', 'changes'), (row): RowRead[] => [{ ...row, folder: 'inbox' }]),
  },
  {
    fault: 'a request that is missing from the list of requests',
    kinds: ['conversation missing'],
    plant: (facts) => change(facts.rows, ofRequest('bo', 'requests'), () => []),
  },
  {
    fault: 'a "seen" of a request that waits',
    kinds: ['told too early'],
    plant: (facts) => change(facts.rows, ofRequest('di', 'inbox'), (row) => [{ ...row, peerReceiptSeq: 1 }]),
  },
  {
    fault: 'a "delivered" of a request that waits',
    kinds: ['told too early'],
    plant: (facts) => change(facts.rows, ofRequest('di', 'kept'), (row) => [{ ...row, peerDeliveredSeq: 1 }]),
  },
  {
    fault: 'a request that the badge counts',
    kinds: ['wrong badge'],
    plant: (facts) =>
      change(
        facts.badges,
        ({ by }) => by === 'bo',
        (badge) => [{ ...badge, count: 2 }],
      ),
  },
  {
    fault: 'a request that is not counted',
    kinds: ['wrong count of requests'],
    plant: (facts) =>
      change(
        facts.badges,
        ({ by }) => by === 'bo',
        (badge) => [{ ...badge, requestCount: 0 }],
      ),
  },
  {
    fault: 'a request that could not be accepted',
    kinds: ['wrong answer to accepting'],
    plant: (facts) =>
      change(
        facts.accepts,
        () => true,
        (accept): Accept[] => [{ ...accept, answer: 'not_found' }],
      ),
  },
  {
    fault: 'a limit on strangers between two who have answered each other',
    kinds: ['limit between people who talk', 'wrongly refused'],
    plant: (facts) => {
      facts.attempts.push({ id: 'r7', senderId: 'ada', recipientId: 'bo', text: 'seven', atMs });
      facts.answers.push({ id: 'r7', kind: 'refused', code: 'request_limit' });
    },
  },
];

describe('a fault is named:', () => {
  test.each(faults)('$fault', ({ kinds, plant }) => {
    const facts = rightFacts();
    plant(facts);
    expect(kindsOf(facts)).toEqual(kinds);
  });

  test('REQ-2 a fourth message to somebody who has not accepted', () => {
    const facts = rightFacts();
    for (const seq of [2, 3, 4]) {
      facts.attempts.push({ id: `d${seq}`, senderId: 'di', recipientId: 'bo', text: 'may I', atMs });
      facts.answers.push({ id: `d${seq}`, kind: 'acked', conversationId: 'bo-di', seq, sentAt: at(seq) });
    }
    const found = check(facts).problems.filter(({ kind }) => kind === 'wrongly delivered');
    expect(found).toEqual([{ kind: 'wrongly delivered', detail: 'd4: acked, by the rules request_limit' }]);
  });
});
