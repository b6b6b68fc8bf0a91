// How somebody arranges their own inbox, through the API.
import {
  type Conversation,
  type ConversationId,
  directConversationId,
  limits,
  type MethodInput,
} from '@parley/contract';
import { type Person, say, startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const hourMs = 3_600_000;
let count = 0;

/** Somebody with so many conversations, the first with the newest message, each a second apart and read. */
async function scene(size: number): Promise<{ me: Person; others: Person[]; ids: ConversationId[] }> {
  count += 1;
  const me = await world.person(`me${count}`);
  const others: Person[] = [];
  for (let index = 0; index < size; index += 1) {
    const other = await world.person(`other${count}.${index}`);
    await world.befriend(me, other);
    others.push(other);
  }
  const ids = others.map((other) => directConversationId(me.id, other.id));
  for (const other of [...others].reverse()) {
    world.clock.advance(1_000);
    await say(other, me, 'hello');
    const conversationId = directConversationId(me.id, other.id);
    await me.call('conversations.markRead', { conversationId, seq: 1 });
  }
  return { me, others, ids };
}

type How = Omit<MethodInput<'conversations.arrange'>, 'conversationIds'>;
const arrange = (me: Person, conversationIds: ConversationId[], how: How) =>
  me.call('conversations.arrange', { conversationIds, ...how });
const list = async (me: Person, input: MethodInput<'inbox.list'> = {}): Promise<ConversationId[]> =>
  (await me.call('inbox.list', input)).conversations.map((row) => row.id);
const rowOf = (me: Person, conversationId: ConversationId): Promise<Conversation> =>
  me.call('conversations.get', { conversationId });
const badgeOf = async (me: Person): Promise<number> => (await me.call('inbox.list', {})).unreadConversationCount;
const changesHeard = async (me: Person, run: () => Promise<unknown>) => {
  const socket = await me.socket();
  await run();
  await socket.call('accounts.me', {});
  socket.close();
  return socket.pending().flatMap((frame) => (frame.type === 'update' ? [frame] : []));
};

describe('pins', () => {
  test('INB-4a pinned conversations stand on top, the newest pin first, and come with the first page alone', async () => {
    const { me, ids } = await scene(7);
    for (const at of [5, 2, 6]) {
      world.clock.advance(1_000);
      await arrange(me, [ids[at] as ConversationId], { isPinned: true });
    }
    const top = [ids[6], ids[2], ids[5]];
    const first = await me.call('inbox.list', { limit: 2 });
    expect(first.conversations.map((row) => row.id)).toEqual([...top, ids[0], ids[1]]);
    const pages = [...first.conversations.map((row) => row.id)];
    for (let cursor = first.nextCursor; cursor !== undefined; ) {
      const page = await me.call('inbox.list', { limit: 2, cursor });
      pages.push(...page.conversations.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([...top, ids[0], ids[1], ids[3], ids[4]]);
    await arrange(me, [ids[2] as ConversationId], { isPinned: false });
    expect(await list(me)).toEqual([ids[6], ids[5], ids[0], ids[1], ids[2], ids[3], ids[4]]);
  });

  test('INB-4a an eleventh pin is refused whole, with the limit, and what is pinned already takes no place', async () => {
    const { me, ids } = await scene(limits.pinsMax + 1);
    await arrange(me, ids.slice(0, 9), { isPinned: true });
    const refusal = await me.refused('conversations.arrange', { conversationIds: ids.slice(8), isPinned: true });
    expect(refusal).toMatchObject({
      code: 'pin_limit',
      limit: { max: 10, remaining: 1 },
      sentence: 'You can pin 10 conversations. Unpin one first.',
    });
    const pinned = async () => (await me.call('inbox.list', {})).conversations.filter((row) => row.pinnedAt).length;
    expect(await pinned()).toBe(9);
    await arrange(me, ids.slice(0, 10), { isPinned: true });
    expect(await pinned()).toBe(10);
  });

  test('INB-4a two devices that pin the tenth at once make ten, not eleven', async () => {
    const { me, ids } = await scene(limits.pinsMax + 1);
    await arrange(me, ids.slice(0, 9), { isPinned: true });
    const pin = (id: ConversationId | undefined) =>
      world.request('conversations.arrange', {
        body: { conversationIds: [id], isPinned: true },
        headers: { authorization: `Bearer ${me.token}` },
      });
    const answers = await Promise.all([pin(ids[9]), pin(ids[10])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('INB-4a blocking takes the pin, and its place is free', async () => {
    const { me, others, ids } = await scene(limits.pinsMax + 1);
    await arrange(me, ids.slice(0, 10), { isPinned: true });
    const [first] = others as [Person];
    await me.call('blocks.block', { userId: first.id });
    await arrange(me, [ids[10] as ConversationId], { isPinned: true });
    await me.call('blocks.unblock', { userId: first.id });
    expect((await rowOf(me, ids[0] as ConversationId)).pinnedAt).toBeUndefined();
  });
});

describe('mutes', () => {
  test('INB-4b INB-2b a mute holds until its time and keeps off the badge as long, with nothing done at its end', async () => {
    const { me, others, ids } = await scene(2);
    const [a, b] = ids as [ConversationId, ConversationId];
    await arrange(me, [a], { mute: { forMs: hourMs } });
    await arrange(me, [b], { mute: 'always' });
    for (const other of others) await say(other, me, 'unread');
    const until = new Date(world.clock.now() + hourMs).toISOString();
    expect([(await rowOf(me, a)).mute, (await rowOf(me, b)).mute]).toEqual([{ until }, {}]);
    expect(await badgeOf(me)).toBe(0);
    world.clock.advance(hourMs - 1);
    expect([(await rowOf(me, a)).mute, await badgeOf(me)]).toEqual([{ until }, 0]);
    world.clock.advance(1);
    expect([(await rowOf(me, a)).mute, await badgeOf(me)]).toEqual([undefined, 1]);
    await arrange(me, [b], { mute: 'off' });
    expect(await badgeOf(me)).toBe(2);
  });

  test.each([0, -1, 1.5, limits.muteMsMax + 1, 'long', null])('INB-4b a mute for %j is refused', async (forMs) => {
    const { me, ids } = await scene(1);
    const mute = { forMs } as { forMs: number };
    const refusal = await me.refused('conversations.arrange', { conversationIds: ids, mute });
    expect(refusal).toMatchObject({ code: 'invalid_input', field: expect.stringContaining('mute') });
  });
});

describe('the archive', () => {
  test('INB-4c INB-3i what is archived stands in its own list, until the next message of either', async () => {
    const { me, others, ids } = await scene(3);
    const [a, b, c] = ids as [ConversationId, ConversationId, ConversationId];
    await arrange(me, [a, b], { isArchived: true });
    expect([await list(me), await list(me, { folder: 'archived' })]).toEqual([[c], [a, b]]);
    await say(others[0] as Person, me, 'theirs');
    await say(me, others[1] as Person, 'mine');
    expect([await list(me), await list(me, { folder: 'archived' })]).toEqual([[b, a, c], []]);
  });

  test('INB-4c a muted one stays, until the mute is over or I bring it back', async () => {
    const { me, others, ids } = await scene(2);
    const [a, b] = ids as [ConversationId, ConversationId];
    const [ana, bo] = others as [Person, Person];
    await arrange(me, [a], { isArchived: true, mute: { forMs: hourMs } });
    await arrange(me, [b], { isArchived: true, mute: 'always' });
    world.clock.advance(hourMs - 1);
    await say(ana, me, 'not yet');
    await say(bo, me, 'never');
    expect([await list(me), await list(me, { folder: 'archived' }), await badgeOf(me)]).toEqual([[], [b, a], 0]);
    world.clock.advance(1);
    await say(ana, me, 'now');
    expect([await list(me), await badgeOf(me)]).toEqual([[a], 1]);
    await arrange(me, [b], { isArchived: false });
    expect(await list(me)).toEqual([a, b]);
  });

  test('INB-4c archiving takes the pin, and pinning brings back; both at once is no input', async () => {
    const { me, ids } = await scene(1);
    const [id] = ids as [ConversationId];
    await arrange(me, ids, { isPinned: true });
    await arrange(me, ids, { isArchived: true });
    expect(await rowOf(me, id)).toMatchObject({ isArchived: true });
    expect((await rowOf(me, id)).pinnedAt).toBeUndefined();
    await arrange(me, ids, { isPinned: true });
    expect(await rowOf(me, id)).toMatchObject({ isArchived: false, pinnedAt: expect.any(String) });
    const refusal = await me.refused('conversations.arrange', {
      conversationIds: ids,
      isPinned: true,
      isArchived: true,
    });
    expect(refusal).toMatchObject({ code: 'invalid_input', field: 'isArchived' });
  });

  test('INB-4c INB-2b what is archived and unread is not on the badge', async () => {
    const { me, others, ids } = await scene(1);
    await say(others[0] as Person, me, 'unread');
    await arrange(me, ids, { isArchived: true });
    expect(await badgeOf(me)).toBe(0);
  });

  test('INB-4d by age it takes what is older, and neither pinned nor unread nor marked', async () => {
    const { me, others, ids } = await scene(6);
    const [pinned, unread, marked, newer, ...old] = ids as [
      ...[ConversationId, ConversationId, ConversationId, ConversationId],
      ...ConversationId[],
    ];
    await arrange(me, [pinned], { isPinned: true });
    await arrange(me, [marked], { isMarkedUnread: true });
    await say(others[1] as Person, me, 'unread');
    world.clock.advance(1_000);
    const before = new Date(world.clock.now()).toISOString();
    await say(me, others[3] as Person, 'not older');
    expect(await me.call('inbox.archiveOlder', { before })).toEqual({ archivedCount: 2 });
    expect(await me.call('inbox.archiveOlder', { before })).toEqual({ archivedCount: 0 });
    expect([await list(me), await list(me, { folder: 'archived' })]).toEqual([[pinned, newer, unread, marked], old]);
    // Any instant is one, also where no database has a year for it.
    for (const never of ['0000-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'])
      expect(await me.call('inbox.archiveOlder', { before: never })).toEqual({ archivedCount: 0 });
  });

  test('INB-4d however many there are, no revision holds more than 100 of them', async () => {
    const { me } = await scene(0);
    // Half are older than the rest, in turns, so that every page of a hundred holds both.
    await queryDatabase(
      world.address,
      `with made as (
        select gen_random_uuid() as id, n, timestamptz '2020-01-01Z' + (n % 2) * interval '1 year' as at from generate_series(1, 430) n
      ), logged as (
        insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text) select id, 1, ${me.id}, at, 'c', 'x' from made
      )
      insert into inbox (user_id, conversation_id, rev, message_rev, last_seq) select ${me.id}, id, 0, n, 1 from made`,
    );
    const updates = await changesHeard(me, async () => {
      const answer = await me.call('inbox.archiveOlder', { before: '2020-06-01T00:00:00.000Z' });
      expect(answer).toEqual({ archivedCount: 215 });
    });
    expect(updates.map(({ changes }) => changes.length)).toEqual([50, 50, 50, 50, 15]);
  });
});

describe('marked unread', () => {
  test('INB-2c counts once, moves no read mark, and tells the other nothing', async () => {
    const { me, others, ids } = await scene(1);
    const [id] = ids as [ConversationId];
    const [other] = others as [Person];
    const before = await rowOf(me, id);
    expect(await changesHeard(other, () => arrange(me, ids, { isMarkedUnread: true }))).toEqual([]);
    expect(await rowOf(me, id)).toEqual({ ...before, isMarkedUnread: true, rev: before.rev + 1 });
    expect(await badgeOf(me)).toBe(1);
    await say(other, me, 'unread, too');
    expect(await badgeOf(me)).toBe(1);
    await me.call('conversations.markRead', { conversationId: id, seq: 2 });
    expect([await badgeOf(me), (await rowOf(me, id)).isMarkedUnread]).toEqual([1, true]);
    await arrange(me, ids, { isMarkedUnread: false });
    expect(await badgeOf(me)).toBe(0);
  });

  test('INB-3i the unread ones of the inbox and of the archive, muted ones too, in the order of their list', async () => {
    const { me, others, ids } = await scene(6);
    const [a, b, c, d, e] = ids as [ConversationId, ConversationId, ConversationId, ConversationId, ConversationId];
    await arrange(me, [a], { isMarkedUnread: true });
    await say(others[2] as Person, me, 'unread');
    await arrange(me, [c], { mute: 'always' });
    await arrange(me, [d, b], { isPinned: true });
    await arrange(me, [d], { isMarkedUnread: true });
    await arrange(me, [e], { isArchived: true, isMarkedUnread: true });
    expect(await list(me, { isUnreadOnly: true })).toEqual([d, c, a]);
    expect(await list(me, { folder: 'archived', isUnreadOnly: true })).toEqual([e]);
    const first = await me.call('inbox.list', { isUnreadOnly: true, limit: 1 });
    expect(first.conversations.map((row) => row.id)).toEqual([d, c]);
    const cursor = first.nextCursor as string;
    expect(await list(me, { isUnreadOnly: true, limit: 1, cursor })).toEqual([a]);
    await me.call('conversations.markRead', { conversationId: c, seq: 2 });
    expect(await list(me, { isUnreadOnly: true })).toEqual([d, a]);
  });
});

describe('arranging many', () => {
  test('INB-4 is one revision with one change each, and none where all is so already', async () => {
    const { me, ids } = await scene(3);
    await arrange(me, [ids[0] as ConversationId], { isMarkedUnread: true });
    const updates = await changesHeard(me, async () => {
      await arrange(me, ids, { mute: 'always', isMarkedUnread: true });
      await arrange(me, [...ids, ...ids], { mute: 'always', isMarkedUnread: true });
      await arrange(me, ids, { isMarkedUnread: true });
    });
    const change = { type: 'conversation.arranged', mute: {}, isArchived: false, isMarkedUnread: true };
    expect(updates).toHaveLength(1);
    expect(updates[0]?.changes).toEqual(
      expect.arrayContaining(ids.map((conversationId) => ({ ...change, conversationId }))),
    );
  });

  test('INB-4 is all or none: one that is not in my inbox keeps the rest from it', async () => {
    const { me, others, ids } = await scene(2);
    const { ids: foreign } = await scene(1);
    const unwritten = await world.person(`unwritten${count}`);
    const strange = [foreign[0], directConversationId(me.id, unwritten.id)] as ConversationId[];
    await me.call('conversations.delete', { conversationId: ids[1] as ConversationId });
    await me.call('blocks.block', { userId: (others[1] as Person).id });
    for (const id of [...strange, ids[1] as ConversationId]) {
      const conversationIds = [ids[0] as ConversationId, id];
      expect((await me.refused('conversations.arrange', { conversationIds, isPinned: true })).code).toBe('not_found');
    }
    expect((await rowOf(me, ids[0] as ConversationId)).pinnedAt).toBeUndefined();
    expect((await me.refused('conversations.arrange', { conversationIds: ids })).code).toBe('invalid_input');
  });
});

describe('drafts', () => {
  const save = (me: Person, input: MethodInput<'conversations.saveDraft'>) => me.call('conversations.saveDraft', input);
  const draftOf = async (me: Person, id: ConversationId) => (await rowOf(me, id)).draft?.text;

  test('INB-4e the last one saved is on every device, and an empty one is none', async () => {
    const { me, others, ids } = await scene(1);
    const [conversationId] = ids as [ConversationId];
    const updates = await changesHeard(me, async () => {
      await save(me, { conversationId, text: 'one ' });
      await save(me, { conversationId, text: 'one ' });
      await save(me, { userId: (others[0] as Person).id, text: 'two' });
      expect((await me.call('inbox.list', {})).conversations[0]?.draft).toEqual({
        text: 'two',
        savedAt: new Date(world.clock.now()).toISOString(),
      });
      await save(me, { conversationId, text: ' \n ' });
      await save(me, { conversationId, text: '' });
    });
    expect(await draftOf(me, conversationId)).toBeUndefined();
    expect(updates.flatMap(({ changes }) => changes)).toEqual([
      { type: 'conversation.drafted', conversationId, draft: { text: 'one ', savedAt: expect.any(String) } },
      { type: 'conversation.drafted', conversationId, draft: { text: 'two', savedAt: expect.any(String) } },
      { type: 'conversation.drafted', conversationId },
    ]);
    expect((await rowOf(others[0] as Person, conversationId)).draft).toBeUndefined();
  });

  test('INB-4e before the first message it is kept and shown, and announces nothing', async () => {
    const { me } = await scene(0);
    const other = await world.person(`first${count}`);
    const conversationId = directConversationId(me.id, other.id);
    expect(await changesHeard(me, () => save(me, { userId: other.id, text: 'dear' }))).toEqual([]);
    expect(await rowOf(me, conversationId)).toMatchObject({ draft: { text: 'dear' }, isListed: false, rev: 0 });
    expect(await list(me)).toEqual([]);
    await world.befriend(me, other);
    await say(other, me, 'you first');
    expect((await me.call('inbox.changes', { sinceRev: 0 })).conversations[0]?.draft?.text).toBe('dear');
  });

  test('INB-4e it has the limits of a message', async () => {
    const { me, ids } = await scene(1);
    const [conversationId] = ids as [ConversationId];
    await save(me, { conversationId, text: 'x'.repeat(limits.messageGraphemesMax) });
    const texts = ['x'.repeat(limits.messageGraphemesMax + 1), 'a\u0007b', 'x'.repeat(limits.messageBytesMax + 1)];
    for (const text of texts) {
      expect(await me.refused('conversations.saveDraft', { conversationId, text })).toMatchObject({
        code: 'invalid_input',
        field: 'text',
      });
    }
    expect((await me.refused('conversations.saveDraft', { userId: me.id, text: 'me' })).code).toBe('recipient_is_self');
    const nobody = '1234567' as typeof me.id;
    expect((await me.refused('conversations.saveDraft', { userId: nobody, text: 'x' })).code).toBe('not_found');
  });
});

test('INB-4f deleting unpins, unarchives, unmarks and forgets the draft, and leaves the mute; clearing leaves all', async () => {
  const { me, others, ids } = await scene(2);
  const [a, b] = ids as [ConversationId, ConversationId];
  await arrange(me, [a, b], { isMarkedUnread: true, mute: 'always' });
  await arrange(me, [a], { isPinned: true });
  await arrange(me, [b], { isArchived: true });
  for (const conversationId of ids) await me.call('conversations.saveDraft', { conversationId, text: 'well' });
  for (const conversationId of ids) await me.call('conversations.clear', { conversationId });
  const left = { isMarkedUnread: true, mute: {}, draft: { text: 'well' } };
  expect(await rowOf(me, a)).toMatchObject({ ...left, pinnedAt: expect.any(String) });
  expect(await rowOf(me, b)).toMatchObject({ ...left, isArchived: true });
  for (const conversationId of ids) await me.call('conversations.delete', { conversationId });
  await say(others[0] as Person, me, 'again');
  await say(others[1] as Person, me, 'again');
  for (const id of ids) {
    const row = await rowOf(me, id);
    expect([row.pinnedAt, row.isArchived, row.isMarkedUnread, row.draft, row.mute]).toEqual([
      undefined,
      false,
      false,
      undefined,
      {},
    ]);
  }
});
