// What the reader finds, compared with what was put in: near, by the index, and by walking on, which small stories never reach.
import { type ConversationId, directConversationId, type UserId } from '@parley/contract';
import { type FreshDatabase, freshDatabase, outsideDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store.ts';
import type { SearchCursor } from './index.ts';

const me = '1001' as UserId;
/** Has the same code as I. */
const twin = String(1001 + 62 ** 4) as UserId;
const peers = ['2002', '2003', '2004'] as UserId[];
const conversations = peers.map((peer) => directConversationId(me, peer));
const total = 24_000;
const hiddenAt = 23_990;
const clearedSeq = 5;

type Put = { conversationId: ConversationId; seq: number; sentAtMs: number; words: string[] };
const put: Put[] = Array.from({ length: total }, (_, index) => ({
  conversationId: conversations[index % 3] as ConversationId,
  seq: Math.floor(index / 3) + 1,
  // Three of a batch have one moment.
  sentAtMs: Date.UTC(2026, 0, 1) + Math.floor(index / 3) * 1_000,
  words: [
    'all',
    ...(index < 12_000 ? ['olden'] : []),
    ...(index % 4_999 === 0 ? ['rare', `rare${index}`] : []),
    ...(index === hiddenAt ? ['hidden'] : []),
  ],
}));

const newestFirst = (a: Put, b: Put): number =>
  b.sentAtMs - a.sentAtMs ||
  (a.conversationId < b.conversationId ? 1 : a.conversationId > b.conversationId ? -1 : b.seq - a.seq);
const hidden = put[hiddenAt] as Put;
const isVisible = (one: Put): boolean =>
  one !== hidden && !(one.conversationId === conversations[0] && one.seq <= clearedSeq);
const expected = (isHit: (one: Put) => boolean): string[] =>
  put
    .filter((one) => isHit(one) && isVisible(one))
    .sort(newestFirst)
    .map(keyOf);
const keyOf = ({ conversationId, seq }: { conversationId: ConversationId; seq: number }): string =>
  `${conversationId} ${seq}`;

const outside = outsideDatabase();
const servers = [
  { name: 'the PostgreSQL that we ship', fresh: freshDatabase, skipReason: undefined },
  { name: 'one that we do not ship', ...outside },
];

describe.each(servers)('on $name', ({ fresh, skipReason }) => {
  let database: FreshDatabase;
  let store: Store;

  beforeAll(async () => {
    if (skipReason) return;
    database = await fresh();
    store = openStore(database.address);
    for (const conversationId of conversations) {
      await queryDatabase(
        database.address,
        `insert into inbox (user_id, conversation_id, rev, message_rev, last_seq, cleared_seq)
         select id, '${conversationId}', 1, 1, ${total}, 0 from unnest(array[${me}, ${twin}]::bigint[]) as t(id)`,
      );
    }
    await queryDatabase(
      database.address,
      `update inbox set cleared_seq = ${clearedSeq} where user_id = ${me} and conversation_id = '${conversations[0]}'`,
    );
    await queryDatabase(
      database.address,
      `insert into hidden_messages values (${me}, '${hidden.conversationId}', ${hidden.seq})`,
    );
    for (let from = 0; from < total; from += 2_000) {
      const entries = put.slice(from, from + 2_000).map((one) => ({ ...one, members: [me] }));
      await store.transaction((write) => write.search.add(entries));
    }
    const [conversationId = '' as ConversationId] = conversations;
    const secret = { conversationId, seq: 9, sentAtMs: 0, words: ['secret', 'rare'], members: [twin] };
    await store.transaction((write) => write.search.add([secret]));
  });
  afterAll(async () => {
    if (skipReason) return;
    await store.close();
    await database.drop();
  });

  const readAll = async (
    member: UserId,
    lexemes: string[],
    more: object = {},
  ): Promise<{ keys: string[]; pages: number }> => {
    const asked = lexemes.map((word) => ({ word: word.replace('*', ''), isPrefix: word.endsWith('*') }));
    const keys: string[] = [];
    let pages = 0;
    for (let after: SearchCursor | undefined, isMore = true; isMore; pages += 1) {
      const page = await store.read.search.messagesForMember(member, { lexemes: asked, limit: 700, after, ...more });
      expect(page.keys.length).toBeLessThanOrEqual(700);
      keys.push(...page.keys.map(keyOf));
      after = page.next;
      isMore = after !== undefined;
    }
    return { keys, pages };
  };

  test.skipIf(skipReason)(
    'INB-3e a frequent word, a rare one, one that was frequent long ago: all there is, in order',
    async () => {
      const has = (word: string) => (one: Put) => one.words.includes(word);
      expect((await readAll(me, ['all'])).keys).toEqual(expected(() => true));
      const rare = await readAll(me, ['rare']);
      expect(rare).toEqual({ keys: expected(has('rare')), pages: 1 });
      const olden = await readAll(me, ['olden']);
      expect(olden.keys).toEqual(expected(has('olden')));
      expect(olden.pages).toBeGreaterThan(12_000 / 700);
      expect((await readAll(me, ['olden', 'rare*'])).keys).toEqual(
        expected((one) => has('olden')(one) && has('rare')(one)),
      );
      expect((await readAll(me, ['ra*'])).keys).toEqual(rare.keys);
      expect(await readAll(me, ['nothing'])).toEqual({ keys: [], pages: 1 });
    },
  );

  test.skipIf(skipReason)(
    'INB-3f what is hidden is not found, near or far, and neither is an entry of whoever has my code',
    async () => {
      expect((await readAll(me, ['hidden'])).keys).toEqual([]);
      expect((await readAll(me, ['secret'])).keys).toEqual([]);
      expect((await readAll(twin, ['rare'])).keys).toEqual([`${conversations[0]} 9`]);
      expect((await readAll('77' as UserId, ['all'])).keys).toEqual([]);
    },
  );

  test.skipIf(skipReason)('INB-3e in one conversation', async () => {
    const [, conversationId] = conversations;
    const inIt = (one: Put): boolean => one.conversationId === conversationId;
    expect((await readAll(me, ['all'], { conversationId })).keys).toEqual(expected(inIt));
    expect((await readAll(me, ['rare'], { conversationId })).keys).toEqual(
      expected((one) => inIt(one) && one.words.includes('rare')),
    );
  });

  test.skipIf(skipReason)(
    'INB-3h a conversation is behind until its mark is there, and nothing is indexed twice',
    async () => {
      const conversationId = directConversationId('3001' as UserId, '3002' as UserId);
      const messages = [1, 2, 3].map(
        (seq) => `('${conversationId}', ${seq}, 3001, '2026-01-01', '${seq}', 'word ${seq}')`,
      );
      for (const statement of [
        `insert into conversations (id, last_seq, last_at) values ('${conversationId}', 3, '2026-01-01')`,
        `insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text) values ${messages.join()}`,
        `insert into inbox (user_id, conversation_id, rev, message_rev, last_seq) values (3001, '${conversationId}', 1, 1, 3)`,
      ]) {
        await queryDatabase(database.address, statement);
      }
      expect(await store.read.search.behind({ limit: 10 })).toEqual([conversationId]);
      const index = () =>
        store.transaction(async (write) => {
          const taken = await write.search.takeUnindexed([conversationId], 2);
          await write.search.add(taken.map((one) => ({ ...one, words: one.text.split(' ') })));
          return taken.map(({ seq }) => seq);
        });
      // Several nodes at once: whoever comes later goes on from where the first has been.
      const seqs = await Promise.all([index(), index(), index()]);
      expect(seqs.flat().sort()).toEqual([1, 2, 3]);
      expect(await store.read.search.behind({ limit: 10 })).toEqual([]);
      expect((await readAll('3001' as UserId, ['word'])).keys).toHaveLength(3);
      // The other of the two has no such conversation, and so no entries.
      expect((await readAll('3002' as UserId, ['word'])).keys).toEqual([]);
    },
  );
});
