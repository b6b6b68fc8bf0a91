import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);

/** Two friends who share everything that can be shared. */
async function friends(): Promise<[Person, Person]> {
  const pair = await Promise.all([somebody('ana'), somebody('bo')]);
  await world.befriend(...pair);
  for (const person of pair) await person.call('settings.update', { presence: true });
  return pair;
}
const codeOf = async (from: Person, to: Person): Promise<string> =>
  (await from.refused('messages.send', { recipientId: to.id, ...newText('x') })).code;
const relationTo = async (me: Person, other: Person) =>
  (await me.call('people.profile', { userId: other.id })).relation;

test('without a sign-in nobody is blocked', async () => {
  const ana = await somebody('ana');
  for (const method of ['blocks.block', 'blocks.unblock', 'blocks.list']) {
    expect((await world.request(method, { body: { userId: ana.id } })).refusal?.code).toBe('unauthenticated');
  }
});

describe('what a block ends', () => {
  test('BLK-1a messages end both ways, and what was said stays to be read', async () => {
    const [ana, bo] = await friends();
    const { conversationId } = await say(ana, bo, 'one');
    await say(bo, ana, 'two');
    await ana.call('blocks.block', { userId: bo.id });
    expect([await codeOf(ana, bo), await codeOf(bo, ana)]).toEqual(['not_available', 'not_available']);
    for (const who of [ana, bo]) {
      expect((await who.call('messages.list', { conversationId })).messages).toHaveLength(2);
      expect(await who.call('conversations.get', { conversationId })).toMatchObject({
        abilities: { send: false },
        refusal: { code: 'not_available' },
      });
    }
  });

  test('BLK-1b follows and follow requests end both ways, and none begins', async () => {
    const [ana, bo] = await friends();
    await ana.call('blocks.block', { userId: bo.id });
    expect(await relationTo(ana, bo)).toMatchObject({
      following: 'no',
      followsMe: false,
      isFriend: false,
      isBlocked: true,
    });
    expect((await ana.refused('graph.follow', { userId: bo.id })).code).toBe('not_found');
    expect((await bo.refused('graph.follow', { userId: ana.id })).code).toBe('not_found');
    const [shy, fan] = await Promise.all([somebody('shy', { isPrivate: true }), somebody('fan')]);
    await fan.call('graph.follow', { userId: shy.id });
    await fan.call('blocks.block', { userId: shy.id });
    expect((await shy.call('accounts.me', {})).followRequestCount).toBe(0);
  });

  test('BLK-1b a follow at the same moment as a block never outlives it', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    for (let i = 0; i < 12; i += 1) {
      await Promise.all([
        world.request('graph.follow', { body: { userId: ana.id }, headers: { authorization: `Bearer ${bo.token}` } }),
        ana.call('blocks.block', { userId: bo.id }),
      ]);
      expect((await ana.call('people.profile', { userId: bo.id })).relation.followsMe).toBe(false);
      await ana.call('blocks.unblock', { userId: bo.id });
    }
  });

  test('BLK-1c the blocked one finds the blocker nowhere', async () => {
    const [ana, bo] = await friends();
    await say(ana, bo, 'one');
    await ana.call('blocks.block', { userId: bo.id });
    expect((await bo.refused('people.profile', { userId: ana.id })).code).toBe('not_found');
    expect((await bo.refused('people.profile', { handle: ana.handle })).code).toBe('not_found');
    expect((await bo.refused('graph.listFollowers', { userId: ana.id })).code).toBe('not_found');
    for (const [who, whom] of [
      [ana, bo],
      [bo, ana],
    ] as const) {
      expect((await who.call('people.search', { query: whom.handle })).people).toEqual([]);
    }
    const [row] = (await bo.call('inbox.list', {})).conversations;
    expect(row?.peer).toMatchObject({ handle: '', displayName: '', isAvailable: false });
    const [own] = (await ana.call('inbox.list', { folder: 'blocked' })).conversations;
    expect(own?.peer).toMatchObject({ handle: bo.handle, isAvailable: true });
  });

  test('BLK-1d typing, presence and receipts end both ways', async () => {
    const [ana, bo] = await friends();
    const { conversationId } = await say(ana, bo, 'one');
    await say(bo, ana, 'two');
    await ana.call('blocks.block', { userId: bo.id });
    const sockets = [await ana.socket(), await bo.socket()];
    for (const person of [ana, bo]) {
      await person.call('conversations.startTyping', { conversationId });
      await person.call('conversations.markDelivered', { conversationId, seq: 2 });
      await person.call('conversations.markRead', { conversationId, seq: 2 });
      expect((await person.call('presence.list', { userIds: [ana.id, bo.id] })).presences).toEqual([]);
      expect(await person.call('conversations.get', { conversationId })).toMatchObject({
        peerDeliveredSeq: 0,
        peerReceiptSeq: 0,
      });
    }
    for (const socket of sockets) {
      await socket.call('accounts.me', {});
      const heard = socket
        .pending()
        .map((frame) => (frame.type === 'update' ? frame.changes.map(({ type }) => type) : frame));
      expect(heard).toEqual([['conversation.read']]);
      socket.close();
    }
  });
});

describe('who knows', () => {
  test('BLK-1e the blocked one hears nothing, of the block or of its end', async () => {
    const [ana, bo] = await friends();
    const socket = await bo.socket();
    await ana.call('blocks.block', { userId: bo.id });
    await ana.call('blocks.unblock', { userId: bo.id });
    await socket.call('accounts.me', {});
    const ofPresence = socket
      .pending()
      .filter((frame) => frame.type === 'notice' && frame.notice.type === 'presence.changed');
    expect(socket.pending().length).toBe(ofPresence.length);
    socket.close();
  });

  test('BLK-1e my own devices hear of it, and I have a list of whom I blocked, newest first', async () => {
    const [ana, bo, cy] = await Promise.all([somebody('ana'), somebody('bo'), somebody('cy')]);
    const socket = await ana.socket();
    for (const { id } of [bo, cy]) {
      world.clock.advance(1_000);
      await ana.call('blocks.block', { userId: id });
      expect((await socket.next('notice')).notice).toEqual({ type: 'relation.changed', userId: id });
      expect((await socket.next('notice')).notice).toEqual({ type: 'requests.changed' });
    }
    const listed = async () => (await ana.call('blocks.list', {})).people.map(({ person }) => person.handle);
    expect(await listed()).toEqual([cy.handle, bo.handle]);
    expect((await bo.call('blocks.list', {})).people).toEqual([]);
    await ana.call('blocks.unblock', { userId: cy.id });
    expect(await listed()).toEqual([bo.handle]);
    socket.close();
  });

  test('BLK-1e nobody blocks themselves or nobody; somebody who is gone can be blocked', async () => {
    const [ana, gone] = await Promise.all([somebody('ana'), somebody('gone')]);
    expect((await ana.refused('blocks.block', { userId: ana.id })).code).toBe('cannot_block_self');
    expect((await ana.refused('blocks.block', { userId: '1234567' })).code).toBe('not_found');
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'deactivated', null));
    await ana.call('blocks.block', { userId: gone.id });
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'active', null));
    expect(await codeOf(gone, ana)).toBe('not_available');
  });
});

describe('unblocking', () => {
  test('BLK-1f unblocking brings back the conversation and the profile, but no follows', async () => {
    const [ana, bo] = await friends();
    await say(ana, bo, 'one');
    await ana.call('blocks.block', { userId: bo.id });
    await ana.call('blocks.unblock', { userId: bo.id });
    expect(await relationTo(bo, ana)).toMatchObject({ following: 'no', followsMe: false });
    const [row] = (await bo.call('inbox.list', {})).conversations;
    expect([row?.peer.handle, row?.lastMessage?.content.text]).toEqual([ana.handle, 'one']);
    await world.befriend(ana, bo);
    expect((await say(bo, ana, 'two')).seq).toBe(2);
  });

  test('BLK-1f ADM-4c nor does it bring back consent, on either side', async () => {
    const [ana, bo] = await friends();
    await say(ana, bo, 'one');
    await say(bo, ana, 'two');
    for (const who of [ana, bo]) await who.call('graph.unfollow', { userId: (who === ana ? bo : ana).id });
    await say(ana, bo, 'by consent');
    await ana.call('blocks.block', { userId: bo.id });
    await ana.call('blocks.unblock', { userId: bo.id });
    expect([await codeOf(ana, bo), await codeOf(bo, ana)]).toEqual(['only_friends', 'only_friends']);
  });

  test('BLK-1f a block is by one side: lifting mine does not lift theirs', async () => {
    const [ana, bo] = await friends();
    await ana.call('blocks.block', { userId: bo.id });
    await bo.call('blocks.block', { userId: ana.id });
    await ana.call('blocks.unblock', { userId: bo.id });
    expect([await codeOf(ana, bo), await codeOf(bo, ana)]).toEqual(['not_available', 'not_available']);
    await bo.call('blocks.unblock', { userId: ana.id });
    expect(await codeOf(ana, bo)).toBe('only_friends');
  });
});

describe('the conversation', () => {
  const listed = async (person: Person, folder: 'inbox' | 'blocked') =>
    (await person.call('inbox.list', { folder })).conversations.map(({ id }) => id);

  test('BLK-1g INB-3a it moves under Blocked for the blocker alone, out of every count, and comes back', async () => {
    const [ana, bo] = await friends();
    const { conversationId } = await say(bo, ana, 'one');
    await ana.call('blocks.block', { userId: bo.id });
    expect([await listed(ana, 'inbox'), await listed(ana, 'blocked')]).toEqual([[], [conversationId]]);
    expect([await listed(bo, 'inbox'), await listed(bo, 'blocked')]).toEqual([[conversationId], []]);
    expect((await ana.call('inbox.list', {})).unreadConversationCount).toBe(0);
    expect(await ana.call('conversations.get', { conversationId })).toMatchObject({
      ...{ folder: 'blocked', abilities: { send: false, answer: false, close: false } },
    });
    await ana.call('reports.create', { conversationId, category: 'harassment', words: 'see for yourself' });
    await ana.call('blocks.unblock', { userId: bo.id });
    expect([await listed(ana, 'inbox'), await listed(ana, 'blocked')]).toEqual([[conversationId], []]);
  });

  test('BLK-1h REQ-6 a request ends with the block and is not answered behind it; unblocking shows it again', async () => {
    const [rae, sam] = await Promise.all([somebody('rae'), somebody('sam')]);
    await rae.call('settings.update', { othersMayRequest: true });
    const { conversationId } = await say(sam, rae, 'hello');
    await rae.call('reports.create', { conversationId, category: 'spam' });
    await rae.call('blocks.block', { userId: sam.id });
    const requests = async () => (await rae.call('requests.list', {})).requests.length;
    expect([await requests(), (await rae.call('inbox.list', {})).requestCount]).toEqual([0, 0]);
    expect((await rae.refused('requests.accept', { conversationId })).code).toBe('not_found');
    expect(await codeOf(sam, rae)).toBe('not_available');
    await rae.call('blocks.unblock', { userId: sam.id });
    expect(await requests()).toBe(1);
    await sam.call('blocks.block', { userId: rae.id });
    expect(await requests()).toBe(0);
  });

  test('REQ-1c BLK-1e where whoever asks blocks me, or is back, I hear nothing, and my next comparison has the numbers', async () => {
    const [rae, sam] = await Promise.all([somebody('rae'), somebody('sam')]);
    await rae.call('settings.update', { othersMayRequest: true });
    await say(sam, rae, 'hello');
    const socket = await rae.socket();
    const compared = async () => {
      const { rev } = await rae.call('inbox.list', {});
      const shown = { rev, unreadConversationCount: 0, rows: [] };
      const { outcome, requestCounts } = await rae.call('inbox.digest', shown);
      return [outcome, requestCounts?.requestCount];
    };
    expect(await compared()).toEqual(['same', 1]);
    await sam.call('blocks.block', { userId: rae.id });
    expect(await compared()).toEqual(['same', 0]);
    await sam.call('blocks.unblock', { userId: rae.id });
    expect(await compared()).toEqual(['same', 1]);
    await world.server.store.transaction((write) => write.accounts.setState(sam.id, 'deactivated', null));
    expect(await compared()).toEqual(['same', 0]);
    await world.server.store.transaction((write) => write.accounts.setState(sam.id, 'active', null));
    expect(await compared()).toEqual(['same', 1]);
    await socket.call('accounts.me', {});
    expect(socket.pending()).toEqual([]);
    socket.close();
  });

  test('BLK-1h contacts and consent end both ways', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    for (const [who, whom] of [
      [ana, bo],
      [bo, ana],
    ] as const) {
      await who.call('contacts.add', { userId: whom.id });
    }
    await say(ana, bo, 'one');
    await say(bo, ana, 'two');
    await ana.call('blocks.block', { userId: bo.id });
    await ana.call('blocks.unblock', { userId: bo.id });
    for (const who of [ana, bo]) {
      for (const kind of ['contact', 'consent'] as const) {
        expect((await who.call('admission.listDoors', { kind })).doors).toEqual([]);
      }
    }
  });

  test('BLK-1i whoever blocked the writer is not found by a mention', async () => {
    const [ana, bo] = await friends();
    const cy = await somebody('cy');
    await world.befriend(bo, cy);
    await ana.call('blocks.block', { userId: bo.id });
    const { conversationId } = await say(bo, cy, `ask @${ana.handle} or @${cy.handle}`);
    const [message] = (await bo.call('messages.list', { conversationId })).messages;
    expect(message?.content.entities.map((entity) => entity.kind === 'mention' && entity.userId)).toEqual([
      undefined,
      cy.id,
    ]);
  });
});
