import {
  type Conversation,
  type ConversationId,
  directConversationId,
  limits,
  type MethodInput,
} from '@parley/contract';
import { noMarks, type Person, plainSend, say, startWorld, type World } from '@parley/testkit';
import { fillInbox } from '@parley/testkit/volume';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

let count = 0;
const everybody: Person[] = [];
/** Somebody whom everybody here may write to. */
async function open(name: string): Promise<Person> {
  count += 1;
  const person = await world.person(`${name}${count}`);
  for (const other of everybody) await world.acquaint(person, other);
  everybody.push(person);
  return person;
}

/** Messages to each of the others as one batch of the send path, which moves an inbox by one revision. */
async function arriveTogether(sender: Person, recipients: readonly Person[]): Promise<void> {
  const { sends } = world.server.store;
  const pairs = recipients.map(({ id }) => ({
    conversationId: directConversationId(sender.id, id),
    senderId: sender.id,
    recipientId: id,
  }));
  const { users } = await world.server.store.read.admission.facts(pairs, { attemptsFromMs: 0 });
  const verOf = (id: Person['id']): number => users.get(id)?.ver ?? -1;
  const batch = pairs.map((pair) => ({
    ...{ ...pair, clientMessageId: 'together', text: 'all', ...plainSend },
    ...{ senderVer: verOf(sender.id), recipientVer: verOf(pair.recipientId) },
  }));
  expect((await sends.append(batch, world.clock.now(), noMarks)).stored.size).toBe(recipients.length);
}

const inboxOf = (person: Person) => person.call('inbox.list', {});
const peersOf = (rows: readonly Conversation[]): string[] => rows.map((row) => row.peer.handle);

test('without a sign-in there is no inbox', async () => {
  for (const method of ['inbox.list', 'inbox.changes']) {
    expect(await world.request(method, { body: { sinceRev: 0 } })).toMatchObject({
      status: 401,
      refusal: { code: 'unauthenticated', remedy: 'sign_in' },
    });
  }
});

describe('order and preview', () => {
  test('INB-1a the conversation with the newest message comes first, whoever wrote it', async () => {
    const [me, ana, bo, cy] = (await Promise.all(['me', 'ana', 'bo', 'cy'].map(open))) as [
      Person,
      Person,
      Person,
      Person,
    ];
    await say(ana, me, 'first');
    await say(bo, me, 'second');
    await say(me, cy, 'third');
    expect(peersOf((await inboxOf(me)).conversations)).toEqual([cy.handle, bo.handle, ana.handle]);
    await say(me, ana, 'fourth');
    expect(peersOf((await inboxOf(me)).conversations)).toEqual([ana.handle, cy.handle, bo.handle]);
  });

  test('INB-1a reading, hiding and clearing move nothing', async () => {
    const [me, ana, bo] = (await Promise.all(['me', 'ana', 'bo'].map(open))) as [Person, Person, Person];
    const { conversationId } = await say(ana, me, 'first');
    await say(ana, me, 'second');
    await say(bo, me, 'third');
    await me.call('conversations.markRead', { conversationId, seq: 1 });
    await me.call('messages.hide', { conversationId, seqs: [2] });
    await me.call('conversations.clear', { conversationId });
    expect(peersOf((await inboxOf(me)).conversations)).toEqual([bo.handle, ana.handle]);
  });

  test('INB-1a the order is that of arrival, also where a clock went back', async () => {
    const [me, ana, bo] = (await Promise.all(['me', 'ana', 'bo'].map(open))) as [Person, Person, Person];
    await say(ana, me, 'first');
    world.clock.advance(-3_600_000);
    await say(bo, me, 'second');
    world.clock.advance(3_600_000);
    expect(peersOf((await inboxOf(me)).conversations)).toEqual([bo.handle, ana.handle]);
  });

  test('INB-1b a row shows whom it is with and the newest message that I can see, with its marks', async () => {
    const [me, ana] = (await Promise.all(['me', 'ana'].map(open))) as [Person, Person];
    await say(ana, me, `to @${me.handle} 😀`);
    const sent = await say(me, ana, 'mine');
    const preview = async () => {
      const [row] = (await inboxOf(me)).conversations;
      return row;
    };
    expect(await preview()).toMatchObject({
      peer: { id: ana.id, handle: ana.handle, isAvailable: true },
      lastMessage: { seq: 2, senderId: me.id, content: { text: 'mine' }, clientMessageId: expect.any(String) },
      lastMessageAt: sent.sentAt,
      abilities: { send: true },
    });
    await me.call('messages.hide', { conversationId: sent.conversationId, seqs: [2] });
    const hidden = await preview();
    expect(hidden?.lastMessage?.content.entities).toEqual([
      { kind: 'mention', start: 3, end: 4 + me.handle.length, handle: me.handle, userId: me.id },
      expect.objectContaining({ kind: 'emoji' }),
    ]);
    expect(hidden?.lastMessage).not.toHaveProperty('clientMessageId');
    await me.call('conversations.clear', { conversationId: sent.conversationId });
    const cleared = await preview();
    expect([cleared?.lastMessage, cleared?.lastMessageAt, cleared?.isListed]).toEqual([undefined, undefined, true]);
  });

  test('INB-1b a deleted conversation is gone until the next message, and clearing does not bring it back', async () => {
    const [me, ana] = (await Promise.all(['me', 'ana'].map(open))) as [Person, Person];
    const { conversationId } = await say(ana, me, 'first');
    await me.call('conversations.delete', { conversationId });
    await me.call('conversations.clear', { conversationId });
    expect((await inboxOf(me)).conversations).toEqual([]);
    await say(me, ana, 'again');
    expect((await inboxOf(me)).conversations).toHaveLength(1);
  });
});

describe('pages', () => {
  test('INB-1c pages meet without doubles or holes while messages arrive', async () => {
    const me = await open('me');
    const others: Person[] = [];
    for (let i = 0; i < 12; i += 1) others.push(await open('other'));
    for (const other of others) await say(other, me, 'hello');
    const socket = await me.socket();
    const pages: ConversationId[] = [];
    const arrivals = [others[11], others[0], others[5], others[1]] as Person[];
    for (let cursor: string | undefined; ; ) {
      const page = await me.call('inbox.list', { limit: 3, ...(cursor ? { cursor } : {}) });
      pages.push(...page.conversations.map((row) => row.id));
      expect(page.conversations.length).toBeLessThanOrEqual(3);
      const next = arrivals.shift();
      if (next) await say(next, me, 'one more');
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    await socket.call('accounts.me', {});
    const heard = socket.pending().flatMap((frame) => (frame.type === 'update' ? frame.changes : []));
    const moved = heard.flatMap((change) => (change.type === 'message.created' ? [change.message.conversationId] : []));
    expect(new Set(pages).size).toBe(pages.length);
    expect(new Set([...pages, ...moved])).toEqual(
      new Set(others.map((other) => directConversationId(me.id, other.id))),
    );
    socket.close();
  });

  test('INB-1c conversations that moved by one revision are parted between pages like others', async () => {
    const me = await open('me');
    const others: Person[] = [];
    for (let i = 0; i < 6; i += 1) others.push(await open('other'));
    await arriveTogether(me, others);
    const seen: ConversationId[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await me.call('inbox.list', { limit: 4, ...(cursor ? { cursor } : {}) });
      seen.push(...page.conversations.map((row) => row.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect([...seen].sort()).toEqual(others.map((other) => directConversationId(me.id, other.id)).sort());
  });

  test('INB-1c a cursor that we did not make is the first page', async () => {
    const [me, ana] = (await Promise.all(['me', 'ana'].map(open))) as [Person, Person];
    await say(ana, me, 'hello');
    for (const cursor of ['nonsense', Buffer.from('["x","y"]').toString('base64url')]) {
      expect((await me.call('inbox.list', { cursor })).conversations).toHaveLength(1);
    }
  });
});

describe('catching up', () => {
  test('INB-1d what changed since a revision comes once each, in whole revisions, however small the pages', async () => {
    const me = await open('me');
    const others: Person[] = [];
    for (let i = 0; i < 5; i += 1) others.push(await open('other'));
    await arriveTogether(me, others);
    for (const other of others.slice(0, 2)) for (const words of ['one', 'two', 'three']) await say(other, me, words);
    const seen: string[] = [];
    let sinceRev = 0;
    for (let hasMore = true; hasMore; ) {
      const page = await me.call('inbox.changes', { sinceRev, limit: 1 });
      seen.push(...page.conversations.map((row) => row.peer.handle));
      expect(page.conversations.every((row) => row.rev > sinceRev && row.rev <= page.rev)).toBe(true);
      sinceRev = page.rev;
      hasMore = page.hasMore;
    }
    expect([...seen].sort()).toEqual(others.map((other) => other.handle).sort());
    expect(seen.slice(3)).toEqual(others.slice(0, 2).map((other) => other.handle));
    expect(await me.call('inbox.changes', { sinceRev })).toMatchObject({
      conversations: [],
      rev: sinceRev,
      hasMore: false,
    });
  });

  test('INB-1d a revision from the future is answered, and with nothing', async () => {
    const me = await open('me');
    expect(await me.call('inbox.changes', { sinceRev: 1_000 })).toMatchObject({
      conversations: [],
      rev: 1_000,
      hasMore: false,
    });
  });
});

describe('unread', () => {
  const rowOf = async (me: Person, other: Person): Promise<Conversation> =>
    me.call('conversations.get', { userId: other.id });
  const badgeOf = async (me: Person): Promise<number> => (await inboxOf(me)).unreadConversationCount;

  test('INB-2a what I wrote, hid or cleared is not unread', async () => {
    const [me, ana] = (await Promise.all(['me', 'ana'].map(open))) as [Person, Person];
    const { conversationId } = await say(ana, me, '1');
    await say(me, ana, '2');
    await say(ana, me, '3');
    await say(ana, me, '4');
    expect((await rowOf(me, ana)).unreadCount).toBe(3);
    expect((await rowOf(ana, me)).unreadCount).toBe(1);
    await me.call('messages.hide', { conversationId, seqs: [1, 2] });
    expect((await rowOf(me, ana)).unreadCount).toBe(2);
    await me.call('conversations.markRead', { conversationId, seq: 3 });
    expect((await rowOf(me, ana)).unreadCount).toBe(1);
    await me.call('conversations.clear', { conversationId });
    expect((await rowOf(me, ana)).unreadCount).toBe(0);
    await say(ana, me, '5');
    expect((await rowOf(me, ana)).unreadCount).toBe(1);
  });

  test('INB-2b the badge counts conversations with something unread, and nothing else', async () => {
    const [me, ana, bo, cy] = (await Promise.all(['me', 'ana', 'bo', 'cy'].map(open))) as [
      Person,
      Person,
      Person,
      Person,
    ];
    for (const other of [ana, bo, cy]) for (const words of ['one', 'two']) await say(other, me, words);
    expect(await badgeOf(me)).toBe(3);
    await me.call('conversations.markRead', { conversationId: directConversationId(me.id, ana.id), seq: 1 });
    expect(await badgeOf(me)).toBe(3);
    await me.call('conversations.markRead', { conversationId: directConversationId(me.id, ana.id), seq: 2 });
    expect(await badgeOf(me)).toBe(2);
    await me.call('conversations.delete', { conversationId: directConversationId(me.id, bo.id) });
    expect(await badgeOf(me)).toBe(1);
    await me.call('conversations.clear', { conversationId: directConversationId(me.id, cy.id) });
    expect(await badgeOf(me)).toBe(0);
    await say(cy, me, 'three');
    expect(await badgeOf(me)).toBe(1);
  });

  test('INB-2e with the badge comes when it next grows by itself: the first end of a mute among what would count then', async () => {
    const hourMs = 3_600_000;
    const me = await open('me');
    const others = await Promise.all(['ana', 'bo', 'cy', 'dan', 'eve'].map(open));
    const [ana, bo, cy, dan, eve] = others.map((other) => directConversationId(me.id, other.id));
    const arrange = (
      id: ConversationId | undefined,
      how: Omit<MethodInput<'conversations.arrange'>, 'conversationIds'>,
    ) => me.call('conversations.arrange', { conversationIds: id ? [id] : [], ...how });
    for (const other of others) await say(other, me, 'unread');
    const startMs = world.clock.now();
    const changesAt = async () => {
      const answers = [await inboxOf(me), await me.call('inbox.changes', { sinceRev: 0 })];
      return answers.map(({ unreadChangesAt: at }) => at && Date.parse(at) - startMs);
    };
    expect(await changesAt()).toEqual([undefined, undefined]);
    await arrange(ana, { mute: { forMs: 2 * hourMs } });
    await arrange(bo, { mute: { forMs: hourMs } });
    await arrange(cy, { mute: 'always' });
    // Neither what is read nor what is archived would count.
    for (const id of [dan, eve]) await arrange(id, { mute: { forMs: 60_000 } });
    await me.call('conversations.markRead', { conversationId: dan as ConversationId, seq: 1 });
    await arrange(eve, { isArchived: true });
    expect([await changesAt(), await badgeOf(me)]).toEqual([[hourMs, hourMs], 0]);
    world.clock.advance(hourMs);
    expect([await changesAt(), await badgeOf(me)]).toEqual([[2 * hourMs, 2 * hourMs], 1]);
    world.clock.advance(hourMs);
    expect([await changesAt(), await badgeOf(me)]).toEqual([[undefined, undefined], 2]);
  });

  test('INB-2d the badge goes up to 1,000', async () => {
    const me = await world.person('famous');
    const conversationCount = limits.inboxCountMax * 2 + 100;
    await fillInbox(world.address, { userId: me.id, conversationCount, nowMs: world.clock.now() });
    expect(await inboxOf(me)).toMatchObject({ unreadConversationCount: limits.inboxCountMax });
  });

  test('INB-2b hiding all that is unread takes it off the badge, as the row says', async () => {
    const [me, ana] = (await Promise.all(['me', 'ana'].map(open))) as [Person, Person];
    const { conversationId } = await say(ana, me, '1');
    for (const words of ['2', '3']) await say(ana, me, words);
    await say(me, ana, '4');
    await me.call('conversations.markRead', { conversationId, seq: 1 });
    await me.call('messages.hide', { conversationId, seqs: [3] });
    expect([await badgeOf(me), (await rowOf(me, ana)).unreadCount]).toEqual([1, 1]);
    await me.call('messages.hide', { conversationId, seqs: [2, 4] });
    expect([await badgeOf(me), (await rowOf(me, ana)).unreadCount]).toEqual([0, 0]);
    await say(ana, me, '5');
    expect([await badgeOf(me), (await rowOf(me, ana)).unreadCount]).toEqual([1, 1]);
  });
});
