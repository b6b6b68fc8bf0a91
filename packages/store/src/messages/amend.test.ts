// What an edit and an unsend rest on while others write: the versions of the two, and the entries of the search.
import { directConversationId, type UserId } from '@parley/contract';
import { noMarks, plainSend } from '@parley/testkit';
import { type FreshDatabase, freshDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store, type Writers } from '../store.ts';

const [ana, bo] = ['1001', '1002'] as UserId[] as [UserId, UserId];
const conversationId = directConversationId(ana, bo);
const which = { conversationId, senderId: ana, recipientId: bo };
const nowMs = Date.UTC(2026, 5, 15);
let database: FreshDatabase;
let store: Store;
let count = 0;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.address);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function send(text: string): Promise<number> {
  const clientMessageId = `c${(count += 1)}`;
  const one = { ...which, ...plainSend, clientMessageId, text, senderVer: 0, recipientVer: 0 };
  const { stored } = await store.sends.append([one], nowMs, noMarks);
  return [...stored.values()][0]?.seq ?? 0;
}

const edit = (seq: number, text: string, senderVer = 0) => ({
  ...{ ...which, seq, text, entities: [], senderVer, recipientVer: 0 },
  ...{ isWithheld: false, filterReason: undefined },
});
const textOf = async (seq: number) => (await store.read.messages.atForMember(bo, [{ conversationId, seq }]))[0]?.text;

test('MSG-6a ADM-5 an edit that was decided on facts of before changes nothing', async () => {
  const seq = await send('as it was');
  const answer = await store.transaction((write) => write.messages.edit(edit(seq, 'as it is', 7), nowMs));
  expect([answer, await textOf(seq)]).toEqual(['stale', 'as it was']);
  await store.transaction((write) => write.messages.edit(edit(seq, 'as it is'), nowMs));
  expect(await textOf(seq)).toBe('as it is');
});

type Change = (write: Writers, seq: number) => Promise<unknown>;
const changes: [string, Change, string[]][] = [
  [
    'edited',
    async (write, seq) => {
      await write.messages.edit(edit(seq, 'new words'), nowMs);
      await write.search.replace({ ...which, seq, sentAtMs: nowMs, members: [ana, bo], words: ['new'] });
    },
    ['new'],
  ],
  [
    'unsent',
    async (write, seq) => {
      await write.messages.unsend({ ...which, seq }, nowMs);
      await write.search.replace({ ...which, seq, sentAtMs: nowMs, members: [ana, bo], words: [] });
    },
    [],
  ],
];

test.each(changes)(
  'MSG-7 INB-3 what is %s while its entries are made is not found by what it said',
  async (_, change, found) => {
    const seq = await send('old words');
    let isOver = false;
    let changing: Promise<unknown> = Promise.resolve();
    await store.transaction(async (write) => {
      const messages = await write.search.takeUnindexed([conversationId], 100);
      changing = store
        .transaction(async (other) => {
          await other.search.hold(conversationId);
          await change(other, seq);
        })
        .finally(() => {
          isOver = true;
        });
      const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      await expect.poll(async () => isOver || (await queryDatabase(database.address, waiting)).length > 0).toBe(true);
      await write.search.add(messages.map((message) => ({ ...message, words: message.text.split(' ') })));
    });
    await changing;
    for (const member of [ana, bo]) {
      for (const word of ['old', 'new']) {
        const asked = { lexemes: [{ word, isPrefix: false }], limit: 10 };
        const { keys } = await store.read.search.messagesForMember(member, asked);
        expect([word, keys.some((key) => key.seq === seq)]).toEqual([word, found.includes(word)]);
      }
    }
  },
);

test('MSG-7 an unsent message keeps its seq and its name, and nothing that it said', async () => {
  const seq = await send('a secret');
  await store.transaction((write) => write.messages.unsend({ ...which, seq }, nowMs));
  const rows = await queryDatabase(database.address, `select * from messages where seq = ${seq}`);
  expect(rows).toMatchObject([{ text: '', extras: { unsentAtMs: nowMs }, client_message_id: `c${count}` }]);
  const again = await store.transaction((write) => write.messages.unsend({ ...which, seq }, nowMs));
  expect(again).toBe('unsent');
});
