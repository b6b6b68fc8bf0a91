// Search through the API: what is found by what, and by whom.
import { directConversationId, type SearchHit, type UserId } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { naughtyStrings } from '@parley/testkit/attacks';
import { freshDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let world: World;
let me: Person;
let friend: Person;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  [me, friend] = await Promise.all([world.somebody('seeker'), world.somebody('friend')]);
  await world.befriend(me, friend);
});
afterAll(() => world.close());

const textOf = ({ message }: SearchHit): string => message.content.text;
const marked = (hit: SearchHit): string[] => hit.matches.map(({ start, end }) => textOf(hit).slice(start, end));
const find = async (who: Person, query: string, more: object = {}): Promise<string[]> =>
  (await who.call('search.messages', { query, ...more })).hits.map(textOf);

describe('what is found', () => {
  const sentences: [string, string, string[]][] = [
    ['Shall we meet at the Café tomorrow?', 'cafe tom', ['Café', 'tom']],
    ['¿Nos vemos mañana en la plaza?', 'MANANA', ['mañana']],
    ['نلتقي غَدًا في المكتبة', 'غدا', ['غَدًا']],
    ['我们明天在车站见面', '车站', ['车站']],
    ['明日は駅前で待ち合わせ', '駅前', ['駅前']],
    ['เจอกันพรุ่งนี้ที่ตลาด', 'ตลาด', ['ตลาด']],
    ['내일 시장에서 만나자', '시장', ['시장']],
    ['Увидимся у Фёдора', 'федора', ['Фёдора']],
    ['Wir treffen uns in der Großen Straße', 'strasse', ['Straße']],
    ['Yarın ışıkta DİYARBAKIR’da', 'diyarbakır', ['DİYARBAKIR']],
    ['Bring the cake 🎂🎉', '🎂', ['🎂']],
    ['The map: https://maps.example.com/old-town/42', 'old-town', ['old', 'town']],
    ['The number is 30491', '3049', ['3049']],
  ];

  test.each(sentences)('INB-3b in %j, %j is found and marked', async (sentence, query, parts) => {
    await say(friend, me, 'nothing of the kind');
    await say(friend, me, sentence);
    for (const who of [me, friend]) {
      const { hits } = await who.call('search.messages', { query });
      expect(hits.map(textOf)).toEqual([sentence]);
      expect(hits.map(marked)).toEqual([parts]);
    }
    const [hit] = (await me.call('search.messages', { query })).hits;
    expect(hit?.peer).toMatchObject({ id: friend.id, handle: friend.handle });
    expect(hit?.message).toMatchObject({ senderId: friend.id, conversationId: directConversationId(me.id, friend.id) });
    // The client's own name of a message is its sender's.
    expect(hit?.message.clientMessageId).toBeUndefined();
  });

  test('INB-3b jumping to a hit reads the conversation around it', async () => {
    for (let index = 0; index < 6; index += 1) await say(friend, me, index === 2 ? 'the needle' : `hay ${index}`);
    const [hit] = (await me.call('search.messages', { query: 'needle' })).hits;
    const { conversationId, seq = 0 } = hit?.message ?? {};
    if (!conversationId) throw new Error('it was not found');
    const page = await me.call('messages.list', { conversationId, aroundSeq: seq, limit: 3 });
    expect(page.messages.map((message) => message.content.text)).toContain('the needle');
  });

  test('INB-3d every word has to be there, and only the last may be a beginning', async () => {
    await say(friend, me, 'meeting tomorrow');
    expect(await find(me, 'meeting tom')).toHaveLength(1);
    expect(await find(me, 'tomorrow meeting')).toHaveLength(1);
    expect(await find(me, 'meet tomorrow')).toEqual([]);
    expect(await find(me, 'meeting yesterday')).toEqual([]);
    expect(await find(me, 'omorrow')).toEqual([]);
  });

  test('INB-3d a run of characters is found as it stands, not as its pairs', async () => {
    await say(friend, me, '日本と本語');
    expect(await find(me, '日本語')).toEqual([]);
    expect(await find(me, '本と')).toHaveLength(1);
  });

  test('INB-3e newest first, page by page, without doubles or holes, over all conversations or in one', async () => {
    const other = await world.somebody('other');
    await world.befriend(me, other);
    const said: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      world.clock.advance(index % 3 === 0 ? 0 : 1_000);
      const [from, to] = [
        index % 2 === 0 ? me : [friend, other][index % 4 === 1 ? 0 : 1],
        index % 4 < 2 ? friend : other,
      ];
      if (!from) continue;
      await say(from, from === me ? to : me, `apple ${index}`);
      said.push(`apple ${index}`);
      await say(me, friend, 'pear');
    }
    const pages: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await me.call('search.messages', { query: 'apple', limit: 5, ...(cursor ? { cursor } : {}) });
      pages.push(...page.hits.map(textOf));
      cursor = page.nextCursor;
      more = cursor !== undefined;
    }
    expect([...pages].sort()).toEqual([...said].sort());
    expect(pages.slice(-1)).toEqual(['apple 0']);
    const conversationId = directConversationId(me.id, other.id);
    const inOne = await find(me, 'apple', { conversationId });
    expect(inOne.length).toBeGreaterThan(0);
    expect(inOne.length).toBeLessThan(said.length);
    expect(pages.filter((text) => inOne.includes(text))).toEqual(inOne);
  });
});

describe('what is not found', () => {
  test('S04 INB-3f what others say to each other, and a conversation that is not mine', async () => {
    const outsider = await world.somebody('outsider');
    const { conversationId } = await say(me, friend, 'between us');
    expect(await find(outsider, 'between')).toEqual([]);
    expect(await outsider.refused('search.messages', { query: 'between', conversationId })).toMatchObject({
      code: 'not_found',
    });
  });

  test('INB-3f MSG-8 what I cleared, deleted or hid, while it stays found for the other', async () => {
    const { conversationId, seq } = await say(friend, me, 'a hidden word');
    await say(friend, me, 'a cleared word');
    expect(await find(me, 'word')).toEqual(['a cleared word', 'a hidden word']);
    await me.call('messages.hide', { conversationId, seqs: [seq] });
    expect(await find(me, 'word')).toEqual(['a cleared word']);
    await me.call('conversations.clear', { conversationId });
    expect(await find(me, 'word')).toEqual([]);
    await say(friend, me, 'a later word');
    expect(await find(me, 'word')).toEqual(['a later word']);
    await me.call('conversations.delete', { conversationId });
    expect(await find(me, 'word')).toEqual([]);
    expect(await find(friend, 'word')).toHaveLength(3);
  });

  test('INB-3f requests are not among my messages until I accept, and are found where I look into them', async () => {
    const asking = await world.somebody('asking');
    await me.call('settings.update', { messagesFrom: 'everyone' });
    const { conversationId } = await say(asking, me, 'a question');
    expect(await find(asking, 'question')).toHaveLength(1);
    expect(await find(me, 'question')).toEqual([]);
    expect(await find(me, 'question', { conversationId })).toHaveLength(1);
    expect((await me.call('search.conversations', { query: asking.handle })).conversations).toEqual([]);
    await me.call('requests.accept', { conversationId });
    expect(await find(me, 'question')).toHaveLength(1);
  });

  test('INB-3f REQ-5 after a decline what is withheld is found by its sender alone', async () => {
    const asking = await world.somebody('asking');
    await me.call('settings.update', { messagesFrom: 'everyone' });
    const { conversationId } = await say(asking, me, 'first question');
    await me.call('requests.decline', { conversationId });
    await say(asking, me, 'second question');
    expect(await find(asking, 'question')).toEqual(['second question', 'first question']);
    expect(await find(me, 'question', { conversationId })).toEqual(['first question']);
  });

  test('BLK-1 INB-3f after a block each finds what they have, and the blocked one sees nobody there', async () => {
    await say(me, friend, 'old times');
    await friend.call('blocks.block', { userId: me.id });
    const [mine] = (await me.call('search.messages', { query: 'times' })).hits;
    expect(mine?.peer).toMatchObject({ id: friend.id, handle: '', displayName: '', isAvailable: false });
    const [theirs] = (await friend.call('search.messages', { query: 'times' })).hits;
    expect(theirs?.peer).toMatchObject({ id: me.id, handle: me.handle });
    expect((await me.call('search.conversations', { query: friend.handle })).conversations).toEqual([]);
    const { conversations } = await friend.call('search.conversations', { query: me.handle });
    expect(conversations).toMatchObject([{ folder: 'blocked' }]);
  });

  test('ACC-5 INB-3f an erased account leaves no entries of its own, and its messages to those who received them', async () => {
    await say(friend, me, 'before I go');
    expect(await find(me, 'before')).toHaveLength(1);
    await world.server.store.transaction(async (write) => {
      await write.accounts.setState(friend.id, 'deleted', world.clock.now());
      await write.accounts.eraseDue(world.clock.now());
    });
    const { hits } = await me.call('search.messages', { query: 'before' });
    expect(hits).toMatchObject([{ peer: { isAvailable: false } }]);
    const own = 'select 1 from search_entries where user_id = $1';
    expect(await queryDatabase(world.address, own.replace('$1', friend.id))).toEqual([]);
  });
});

describe('conversations', () => {
  test('INB-3g by handle or name, whatever the case and the accents, the newest first, in pages', async () => {
    const names = ['Zoë Ångström', 'Zoé Durand', 'Zoila Paz'];
    const people = await Promise.all(names.map((displayName) => world.somebody('zo', { displayName })));
    for (const person of people) {
      await world.befriend(me, person);
      await say(me, person, 'hello');
    }
    const search = async (query: string, more: object = {}) => me.call('search.conversations', { query, ...more });
    const nameOf = ({ peer }: { peer: { displayName: string } }) => peer.displayName;
    expect((await search('zoe')).conversations.map(nameOf)).toEqual(['Zoé Durand', 'Zoë Ångström']);
    expect((await search('ANGSTROM')).conversations.map(nameOf)).toEqual(['Zoë Ångström']);
    expect((await search(`@${people[2]?.handle}`)).conversations.map(nameOf)).toEqual(['Zoila Paz']);
    expect((await search('%')).conversations).toEqual([]);
    const first = await search('zo', { limit: 2 });
    expect(first.conversations.map(nameOf)).toEqual(['Zoila Paz', 'Zoé Durand']);
    const second = await search('zo', { limit: 2, cursor: first.nextCursor });
    expect(second.conversations.map(nameOf)).toEqual(['Zoë Ångström']);
    expect(second.nextCursor).toBeUndefined();
    await me.call('conversations.delete', { conversationId: directConversationId(me.id, people[0]?.id as UserId) });
    expect((await search('angstrom')).conversations).toEqual([]);
  });
});

describe('any query', () => {
  test('S15 S16 whatever is typed is answered, and finds itself where it was said', async () => {
    const typed = [
      ...naughtyStrings().filter((text) => text.length > 0 && text.length <= 100),
      ...[
        "a' | 'b",
        "':* & !x",
        '\\',
        "\\'",
        '<-> & |',
        'foo:*A',
        '%_',
        '👍'.repeat(50),
        '\u202eabc\u202c',
        'a'.repeat(100),
      ],
    ];
    const socket = await me.socket();
    for (const text of typed) {
      for (const method of ['search.messages', 'search.conversations']) {
        const { refusal } = await socket.call(method, { query: text });
        if (refusal)
          expect([text, refusal]).toEqual([text, expect.objectContaining({ code: 'invalid_input', field: 'query' })]);
      }
    }
    for (const text of ["it's a \\ 'quoted' & !odd:* <-> | word", '\u202eright to left']) {
      await say(friend, me, text);
      expect(await find(me, text)).toEqual([text]);
    }
    for (const query of ['a\u0000b', '\ud800']) {
      expect(await me.refused('search.messages', { query })).toMatchObject({ code: 'invalid_input', field: 'query' });
    }
    socket.close();
  });

  test('INB-3d a query of signs alone finds nothing, and is no mistake', async () => {
    await say(friend, me, '... !');
    for (const query of ['...', ' ', '!']) expect(await me.call('search.messages', { query })).toEqual({ hits: [] });
  });
});

test('INB-3h what was stored and not indexed when the server stopped is found after it starts again', async () => {
  const database = await freshDatabase();
  const withoutIndex = await startWorld({ database: { ...database, drop: async () => {} } });
  const [a, b] = [await withoutIndex.person('ann'), await withoutIndex.person('ben')];
  await withoutIndex.befriend(a, b);
  await say(a, b, 'indexed in time');
  expect(await find(b, 'indexed')).toHaveLength(1);
  // From here on no entry can be made.
  await queryDatabase(database.address, 'alter table search_marks rename to away');
  for (let index = 0; index < 120; index += 1)
    await a.call('messages.send', { recipientId: b.id, ...newText(`late ${index}`) });
  expect(await find(b, 'late')).toEqual([]);
  await withoutIndex.close();
  await queryDatabase(database.address, 'alter table away rename to search_marks');
  const again = await startWorld({ database });
  const token = { authorization: `Bearer ${b.token}` };
  const search = async (): Promise<{ hits: SearchHit[] }> =>
    (await again.request('search.messages', { body: { query: 'late', limit: 100 }, headers: token })).output as never;
  await expect.poll(async () => (await search()).hits.length, { timeout: 20_000 }).toBe(100);
  await expect
    .poll(() => queryDatabase(database.address, 'select count(*)::int as count from search_entries'), {
      timeout: 20_000,
    })
    .toEqual([{ count: 242 }]);
  expect(await again.server.store.read.search.behind({ limit: 10 })).toEqual([]);
  await again.close();
});
