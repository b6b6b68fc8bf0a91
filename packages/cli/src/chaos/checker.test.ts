// Each kind of fault, planted once into a small history in which nothing is wrong.
import type { Note, Seen } from '@parley/testkit/load';
import { expect, test } from 'vitest';
import { type Findings, type History, judge } from './checker.ts';
import type { StoredMessage } from './stored.ts';

const conversation = 'ann-bob';
const at = (seq: number, sender: string, id: string): StoredMessage => {
  return { conversation, seq, sender, id, textId: id, sentAtMs: seq * 1_000 };
};
const queued = (device: string, id: string): Note => ({ kind: 'queued', device, conversation, id });
const acked = (device: string, id: string, seq: number): Note => ({ kind: 'acked', device, conversation, id, seq });
const got = (device: string, sender: string, id: string, seq: number): Note => {
  return { kind: 'got', device, conversation, seq, sender, id };
};

/** Ann writes twice, Bob once; Bob has read none of it. One of Ann's was refused while Bob had blocked her. */
function history(): History {
  const messages = [at(1, 'ann', 'a1'), at(2, 'bob', 'b1'), at(3, 'ann', 'a2')];
  const row = { conversation, lastSeq: 3, lastId: 'a2' };
  const log = [{ conversation, messages: messages.map(({ seq, id }) => ({ seq, id })) }];
  const device = { connection: 'live', waiting: 0, unreadConversationCount: 1, logs: log };
  const who = { by: 'bob', whom: 'ann', conversation };
  return {
    notes: [
      ...[queued('A', 'a1'), acked('A', 'a1', 1), queued('A', 'a2'), queued('B', 'b1'), acked('B', 'b1', 2)],
      ...[got('B', 'ann', 'a1', 1), got('A', 'bob', 'b1', 2), got('B', 'ann', 'a2', 3)],
      { kind: 'blocked', ...who, atMs: 3_000 },
      queued('A', 'a3'),
      { kind: 'failed', device: 'A', id: 'a3', code: 'not_available' },
      { kind: 'unblocking', ...who, atMs: 5_000 },
    ],
    stored: {
      messages,
      conversations: [{ conversation, lastSeq: 3 }],
      inbox: [
        {
          ...{ userId: 'ann', conversation, lastSeq: 3, lastIncomingSeq: 2, readSeq: 0, isListed: true },
          counted: { lastSeq: 3, lastIncomingSeq: 2, unread: 1 },
        },
        {
          ...{ userId: 'bob', conversation, lastSeq: 3, lastIncomingSeq: 3, readSeq: 0, isListed: true },
          counted: { lastSeq: 3, lastIncomingSeq: 3, unread: 2 },
        },
      ],
      behind: [],
    },
    seen: [
      { ...device, device: 'A', userId: 'ann', inbox: [{ ...row, unreadCount: 1, readSeq: 0 }] },
      { ...device, device: 'B', userId: 'bob', inbox: [{ ...row, unreadCount: 2, readSeq: 0 }] },
    ],
  };
}

const clean: Findings = { lost: [], duplicates: [], inversions: [], drift: [], leaks: [], unstored: [] };

test('nothing is found where nothing is wrong', () => {
  expect(judge(history())).toEqual(clean);
});

const bob = (change: Partial<Seen[number]>) => (all: History) => {
  const [ann, other] = all.seen as [Seen[number], Seen[number]];
  return { ...all, seen: [ann, { ...other, ...change }] };
};
const bobsRow = (change: object) => (all: History) => {
  const row = all.seen[1]?.inbox?.[0];
  return bob({ inbox: row ? [{ ...row, ...change }] : [] })(all);
};
const noting = (note: Note) => (all: History) => ({ ...all, notes: [...all.notes, note] });
const storing = (change: (all: History['stored']) => Partial<History['stored']>) => (all: History) => {
  return { ...all, stored: { ...all.stored, ...change(all.stored) } };
};
const storedRow = (change: object) =>
  storing(({ inbox }) => ({ inbox: inbox.map((row, place) => (place === 1 ? { ...row, ...change } : row)) }));

type Planted = [what: string, kind: keyof Findings, count: number, plant: (all: History) => History];

test.each<Planted>([
  ['an acknowledged message that is not stored', 'lost', 1, noting(acked('A', 'a4', 4))],
  ['a queued message that came nowhere', 'lost', 1, noting(queued('A', 'a4'))],
  ['a hole in a log', 'lost', 1, storing(() => ({ conversations: [{ conversation, lastSeq: 4 }] }))],
  ['a message answered with two places', 'duplicates', 1, noting(acked('A', 'a1', 9))],
  ['a bubble shown twice', 'duplicates', 1, noting({ kind: 'misshown', device: 'B', conversation, what: 'a1 twice' })],
  [
    'a text stored twice under two ids',
    'duplicates',
    1,
    storing(({ messages }) => ({ messages: [...messages, { ...at(4, 'ann', 'a1'), id: 'other' }] })),
  ],
  ['a message told at another place than it has', 'inversions', 1, noting(got('B', 'ann', 'a1', 2))],
  [
    'a log shown with a gap',
    'inversions',
    1,
    noting({ kind: 'misshown', device: 'B', conversation, what: 'seqs 1 3' }),
  ],
  ['a message delivered that is not stored', 'unstored', 1, noting(got('B', 'ann', 'a9', 4))],
  ['a message delivered as somebody else’s', 'unstored', 1, noting(got('B', 'bob', 'a1', 1))],
  ['an inbox row that counts short', 'drift', 1, storedRow({ lastIncomingSeq: 1 })],
  ['an inbox row that is behind the log', 'drift', 1, storedRow({ lastSeq: 2 })],
  ['a revision below a row', 'drift', 1, storing(() => ({ behind: ['bob'] }))],
  ['a wrong unread number', 'drift', 1, bobsRow({ unreadCount: 3 })],
  ['an old preview', 'drift', 1, bobsRow({ lastId: 'a1' })],
  ['a wrong read mark', 'drift', 1, bobsRow({ readSeq: 3 })],
  ['a conversation that a device does not show', 'drift', 5, bob({ inbox: [] })],
  ['a wrong badge', 'drift', 1, bob({ unreadConversationCount: 0 })],
  ['a log that a device does not show to its end', 'drift', 1, bob({ logs: [{ conversation, messages: [] }] })],
  [
    'another message at a place of a log',
    'drift',
    1,
    bob({ logs: [{ conversation, messages: [{ seq: 3, id: 'b1' }] }] }),
  ],
  ['a device that did not come back', 'drift', 1, bob({ connection: 'waiting' })],
  ['a device that has not sent all', 'drift', 1, bob({ waiting: 1 })],
])('%s is found', (_, kind, count, plant) => {
  expect(judge(plant(history()))[kind]).toHaveLength(count);
});

test('what one device wrote first and stands later is found, unless it had been given up', () => {
  const swapped = (all: History): History => ({ ...all, notes: [queued('A', 'a2'), ...all.notes] });
  expect(judge(swapped(history())).inversions).toHaveLength(1);
  const givenUp = noting({ kind: 'failed', device: 'A', id: 'a2', code: 'server_error' });
  expect(judge(givenUp(swapped(history())))).toEqual(clean);
});

test('BLK-1a a message between two of whom one had blocked the other is found, and none before or after', () => {
  const during = storing(({ messages }) => ({
    messages: messages.map((one) => (one.seq === 3 ? { ...one, sentAtMs: 4_000 } : one)),
  }));
  expect(judge(during(history())).leaks).toEqual(['a2 (3 of ann-bob) was sent 1000 ms into a block']);
});
