// Sets of readings: asked together, everybody gets what they would have got alone, in the same order.
import type { ConversationId, UserId } from '@parley/contract';
import { freshDatabase } from '@parley/testkit/database';
import { fillCrowd, leaveUnseen, personId } from '@parley/testkit/load';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inboxReader } from '../inbox/index.ts';
import { openStore, type Readers, type Store } from '../store.ts';
import type { Run, Statement } from './run.ts';
import { together } from './together.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const times = { nowMs, filteredFromMs: nowMs - 1_000 };
const people = 12;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  await fillCrowd(database.address, { people, friendsEach: 6, nowMs });
  await leaveUnseen(database.address, { people, fromFriends: 3, messagesEach: 2, nowMs });
  store = openStore(database.address);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const everybody = Array.from({ length: people }, (_, place) => personId(place) as UserId);
const conversationsOf = async (read: Readers, userId: UserId): Promise<ConversationId[]> =>
  (await read.inbox.changedForMember(userId, 0, 100)).map((row) => row.conversationId);

type Reading = (read: Readers, userId: UserId, ids: ConversationId[]) => Promise<unknown>;
const sights = (ids: readonly ConversationId[]) =>
  ids.map((conversationId) => ({ conversationId, clearedSeq: 0, lastSeq: 3, afterSeq: 1 }));
const pairs = (userId: UserId, ids: readonly ConversationId[]) =>
  ids.map((conversationId, at) => ({ conversationId, senderId: userId, recipientId: everybody[at] ?? userId }));

const readings: [name: string, reading: Reading][] = [
  ['standings', (read, userId) => read.inbox.standing(userId, times)],
  ['what changed', (read, userId) => read.inbox.changedForMember(userId, 6, 2)],
  [
    'first pages',
    (read, userId) => read.inbox.listForMember(userId, { folder: 'inbox', isUnreadOnly: false, limit: 3 }),
  ],
  ['pins', (read, userId) => read.inbox.pinnedForMember(userId, false)],
  ['people', (read, userId) => read.people.forViewer(userId, everybody.slice(0, 5))],
  ['last messages', (read, userId, ids) => read.messages.lastForMember(userId, sights(ids))],
  ['unread', (read, userId, ids) => read.messages.countUnread(userId, sights(ids), 100)],
  ['drafts', (read, userId, ids) => read.drafts.forMember(userId, ids)],
  [
    'facts',
    async (read, userId, ids) => {
      const { users, attempts } = await read.admission.facts(pairs(userId, ids), { attemptsFromMs: nowMs - 1_000 });
      return { users, attempts };
    },
  ],
];

test.each(readings)('%s asked by many at once are those that each would be told alone', async (_, reading) => {
  const ids = await Promise.all(everybody.map((userId) => conversationsOf(store.read, userId)));
  const ask = (read: Readers) => Promise.all(everybody.map((userId, at) => reading(read, userId, ids[at] ?? [])));
  const alone = await ask(store.read);
  expect(await ask(store.readTogether)).toEqual(alone);
  expect(new Set(alone.map((one) => JSON.stringify(one))).size).toBeGreaterThan(0);
});

/** What reaches the database. */
function counting(): { run: Run; statements: Statement[] } {
  const statements: Statement[] = [];
  const run: Run = (statement) => {
    statements.push(statement);
    return Promise.resolve([]);
  };
  return { run, statements };
}

test('what is asked within one tick is one statement, and what is asked alone is the statement itself', async () => {
  const { run, statements } = counting();
  const reader = inboxReader(together(run));
  await Promise.all(everybody.map((userId) => reader.standing(userId, times)));
  expect(statements.map(({ name }) => name)).toEqual(['inbox_standing_together']);
  await reader.standing('1' as UserId, times);
  expect(statements.map(({ name }) => name)).toEqual(['inbox_standing_together', 'inbox_standing']);
});

test('a set that fails fails for each who asked, and for nobody else', async () => {
  const run: Run = ({ name }) =>
    name === 'inbox_standing_together' ? Promise.reject(new Error('away')) : Promise.resolve([]);
  const reader = inboxReader(together(run));
  const told = await Promise.allSettled([
    ...everybody.map((userId) => reader.standing(userId, times)),
    reader.changedForMember('1' as UserId, 0, 1),
  ]);
  expect(told.map(({ status }) => status)).toEqual([...everybody.map(() => 'rejected'), 'fulfilled']);
});
