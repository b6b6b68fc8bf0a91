// The whole life of a request, on both sides.
import { type Conversation, directConversationId, limits } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KnownFacts, Pace } from '../admission/index.ts';
import { withDefaults } from '../limits.ts';
import { expireFiltered } from './expire.ts';

const dayMs = 24 * 3_600_000;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);

/** Sam may only ask Rae. */
async function strangers(): Promise<{ sam: Person; rae: Person; conversationId: Conversation['id'] }> {
  const [sam, rae] = await Promise.all([somebody('sam'), somebody('rae')]);
  await rae.call('settings.update', { othersMayRequest: true });
  return { sam, rae, conversationId: directConversationId(sam.id, rae.id) };
}

const listOf = async (person: Person, folder: 'requests' | 'filtered' | 'declined' = 'requests') =>
  (await person.call('requests.list', { folder })).requests;
const inboxOf = (person: Person) => person.call('inbox.list', {});
const textsOf = async (person: Person, conversationId: Conversation['id']): Promise<string[]> =>
  (await person.call('messages.list', { conversationId })).messages.map(({ content }) => content.text);
const codeOf = async (from: Person, to: Person): Promise<string> =>
  (await from.refused('messages.send', { recipientId: to.id, ...newText('x') })).code;

test('without a sign-in there are no requests', async () => {
  for (const method of ['requests.list', 'requests.accept', 'requests.decline', 'requests.undoDecline']) {
    const body = { conversationId: directConversationId('1' as Person['id'], '2' as Person['id']) };
    expect((await world.request(method, { body })).refusal?.code).toBe('unauthenticated');
  }
});

describe('arriving', () => {
  test('REQ-1a a stranger’s message waits in requests, out of the inbox and out of the badge', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    const inbox = await inboxOf(rae);
    expect([inbox.conversations, inbox.unreadConversationCount, inbox.requestCount]).toEqual([[], 0, 1]);
    const [card] = await listOf(rae);
    expect(card?.conversation).toMatchObject({
      id: conversationId,
      folder: 'requests',
      request: { direction: 'incoming' },
      lastMessage: { content: { text: 'hello' } },
      abilities: { send: true, answer: true },
    });
    await say(sam, rae, 'again');
    expect((await listOf(rae)).length).toBe(1);
    expect((await inboxOf(sam)).conversations[0]).toMatchObject({
      folder: 'inbox',
      request: { direction: 'outgoing' },
    });
  });

  test('REQ-1b its card says who that is: mutual friends, followers, month of joining, whether I follow them', async () => {
    const { sam, rae } = await strangers();
    const [mia, max, far] = await Promise.all([somebody('mia'), somebody('max'), somebody('far')]);
    for (const friend of [mia, max]) {
      await world.befriend(rae, friend);
      await world.befriend(sam, friend);
    }
    await world.befriend(sam, far);
    await rae.call('graph.follow', { userId: sam.id });
    await say(sam, rae, 'hello');
    const [card] = await listOf(rae);
    expect(card?.mutualFriends.people.map(({ handle }) => handle).sort()).toEqual([mia.handle, max.handle].sort());
    expect(card).toMatchObject({ mutualFriends: { count: 2 }, followerCount: 4, relation: { following: 'yes' } });
    expect(card?.joinedIn).toBe(new Date(world.clock.now()).toISOString().slice(0, 7));
  });

  test('REQ-1b a mutual friend who is gone, or who blocked me, is none', async () => {
    const { sam, rae } = await strangers();
    const [gone, blocker] = await Promise.all([somebody('gone'), somebody('blocker')]);
    for (const friend of [gone, blocker]) {
      await world.befriend(rae, friend);
      await world.befriend(sam, friend);
    }
    await say(sam, rae, 'hello');
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'deactivated', null));
    await blocker.call('blocks.block', { userId: rae.id });
    expect((await listOf(rae))[0]?.mutualFriends).toEqual({ people: [], count: 0 });
  });

  test('ADM-3a under Everyone friends and followed people arrive in the inbox, followers and strangers in requests', async () => {
    const me = await somebody('me', { messagesFrom: 'everyone' });
    const [friend, followed, follower, stranger] = await Promise.all(
      ['friend', 'followed', 'follower', 'stranger'].map((name) => somebody(name)),
    );
    if (!friend || !followed || !follower || !stranger) throw new Error('nobody came');
    await world.befriend(me, friend);
    await me.call('graph.follow', { userId: followed.id });
    await follower.call('graph.follow', { userId: me.id });
    for (const other of [friend, followed, follower, stranger]) await say(other, me, 'hello');
    expect((await inboxOf(me)).conversations.map(({ peer }) => peer.id)).toEqual([followed.id, friend.id]);
    expect((await listOf(me)).map(({ conversation }) => conversation.peer.id).sort()).toEqual(
      [follower.id, stranger.id].sort(),
    );
  });

  test('ADM-3d under Specific people the list arrives in the inbox; friends are others, who may ask or not', async () => {
    const me = await somebody('me', { messagesFrom: 'specific_people' });
    const [chosen, friend] = await Promise.all([somebody('chosen'), somebody('friend')]);
    await world.befriend(me, friend);
    await me.call('contacts.add', { userId: chosen.id });
    await say(chosen, me, 'hello');
    expect(await codeOf(friend, me)).toBe('only_chosen');
    await me.call('settings.update', { othersMayRequest: true });
    await say(friend, me, 'may I?');
    expect((await inboxOf(me)).conversations.map(({ peer }) => peer.id)).toEqual([chosen.id]);
    expect((await listOf(me)).map(({ conversation }) => conversation.peer.id)).toEqual([friend.id]);
  });
});

describe('what the sender learns', () => {
  test('REQ-2 three messages in 30 days, whatever became of them; the refusal tells about its sender alone', async () => {
    const { sam, rae, conversationId } = await strangers();
    for (const words of ['one', 'two', 'three']) await say(sam, rae, words);
    const refusal = await sam.refused('messages.send', { recipientId: rae.id, ...newText('four') });
    const resetsAt = new Date(world.clock.now() + limits.requestMs).toISOString();
    expect(refusal).toMatchObject({
      code: 'request_limit',
      limit: { max: 3, remaining: 0, resetsAt },
      retryAt: resetsAt,
    });
    await rae.call('requests.decline', { conversationId });
    expect(await sam.refused('messages.send', { recipientId: rae.id, ...newText('four') })).toEqual(refusal);
    expect(await sam.call('conversations.get', { conversationId })).toMatchObject({
      abilities: { send: false },
      request: { direction: 'outgoing', remaining: 0, resetsAt },
    });
  });

  test('REQ-3 no seen, no delivered, no typing and no frame, however much is read', async () => {
    const { sam, rae, conversationId } = await strangers();
    const { seq } = await say(sam, rae, 'hello');
    const before = await sam.call('conversations.get', { conversationId });
    const socket = await sam.socket();
    await rae.call('conversations.markDelivered', { conversationId, seq });
    await rae.call('conversations.markRead', { conversationId, seq });
    await rae.call('conversations.startTyping', { conversationId });
    await rae.call('requests.decline', { conversationId });
    await rae.call('requests.undoDecline', { conversationId });
    await socket.call('accounts.me', {});
    expect(socket.pending()).toEqual([]);
    expect(await sam.call('conversations.get', { conversationId })).toEqual(before);
    expect((await rae.call('conversations.get', { conversationId })).unreadCount).toBe(0);
    socket.close();
  });
});

describe('answering', () => {
  test('REQ-4a after accepting both write, and what was read is told where both have receipts on', async () => {
    const { sam, rae, conversationId } = await strangers();
    const { seq } = await say(sam, rae, 'hello');
    await rae.call('conversations.markRead', { conversationId, seq });
    await rae.call('requests.accept', { conversationId });
    await rae.call('requests.accept', { conversationId });
    expect((await inboxOf(rae)).conversations.map(({ id, folder }) => [id, folder])).toEqual([
      [conversationId, 'inbox'],
    ]);
    expect((await listOf(rae)).length).toBe(0);
    expect(await sam.call('conversations.get', { conversationId })).toMatchObject({
      peerReceiptSeq: 1,
      abilities: { send: true },
    });
    for (let i = 0; i < 5; i += 1) await say(sam, rae, `${i}`);
    await say(rae, sam, 'yes');
    expect(await sam.call('conversations.get', { conversationId })).not.toHaveProperty('request');
  });

  test('REQ-4a who has receipts off accepts without telling what was read', async () => {
    const { sam, rae, conversationId } = await strangers();
    await rae.call('settings.update', { readReceipts: false });
    const { seq } = await say(sam, rae, 'hello');
    await rae.call('conversations.markRead', { conversationId, seq });
    await rae.call('requests.accept', { conversationId });
    expect(await sam.call('conversations.get', { conversationId })).toMatchObject({
      peerReceiptSeq: 0,
      peerDeliveredSeq: 0,
    });
  });

  test('REQ-4b one’s own message accepts, and so do requests that cross', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await say(rae, sam, 'hello yourself');
    for (const person of [sam, rae]) {
      const [row] = (await inboxOf(person)).conversations;
      expect([row?.id, row?.folder, row?.request]).toEqual([conversationId, 'inbox', undefined]);
    }
    const [ann, ben] = await Promise.all([somebody('ann'), somebody('ben')]);
    for (const person of [ann, ben]) await person.call('settings.update', { othersMayRequest: true });
    await Promise.all([say(ann, ben, 'first?'), say(ben, ann, 'first?')]);
    for (const person of [ann, ben]) expect((await inboxOf(person)).conversations.length).toBe(1);
    expect((await ann.call('conversations.get', { userId: ben.id })).abilities.send).toBe(true);
    await Promise.all([0, 1, 2, 3].flatMap((i) => [say(ann, ben, `${i}`), say(ben, ann, `${i}`)]));
  });

  test('REQ-4c becoming friends moves it into the inbox, without consent that would outlast them', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await world.befriend(sam, rae);
    expect((await inboxOf(rae)).conversations[0]?.id).toBe(conversationId);
    expect((await inboxOf(rae)).requestCount).toBe(0);
    await rae.call('settings.update', { othersMayRequest: false });
    await rae.call('graph.unfollow', { userId: sam.id });
    expect(await codeOf(sam, rae)).toBe('only_friends');
  });

  test('REQ-4d tightening the setting freezes it: it stays to be answered, and nothing is added', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await rae.call('settings.update', { othersMayRequest: false });
    expect(await codeOf(sam, rae)).toBe('only_friends');
    expect((await listOf(rae)).length).toBe(1);
    await rae.call('requests.accept', { conversationId });
    await say(sam, rae, 'thank you');
  });

  test('REQ-4e a message that a looser setting lets in takes the waiting request with it', async () => {
    const { sam, rae } = await strangers();
    await say(sam, rae, 'hello');
    await rae.call('graph.follow', { userId: sam.id });
    await rae.call('settings.update', { messagesFrom: 'everyone' });
    const socket = await rae.socket();
    await say(sam, rae, 'still here');
    expect(await socket.next('notice')).toMatchObject({ notice: { type: 'requests.changed' } });
    expect([(await inboxOf(rae)).requestCount, await listOf(rae)]).toEqual([0, []]);
  });

  test('REQ-4a there is nothing to answer where nobody asked', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    // Sam wrote, and so agreed to hear from Rae: there is nothing more to accept.
    await sam.call('requests.accept', { conversationId });
    for (const method of ['requests.decline', 'requests.undoDecline'] as const) {
      expect((await sam.refused(method, { conversationId })).code).toBe('not_found');
    }
    for (const method of ['requests.accept', 'requests.decline', 'requests.undoDecline'] as const) {
      const elsewhere = directConversationId(rae.id, '77' as Person['id']);
      expect((await rae.refused(method, { conversationId: elsewhere })).code).toBe('not_found');
    }
    expect((await rae.refused('requests.undoDecline', { conversationId })).code).toBe('not_found');
  });
});

describe('declining', () => {
  test('REQ-5a what comes after a decline is stored for its sender and shown to nobody else, also after an undo', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'before');
    await rae.call('requests.decline', { conversationId });
    await say(sam, rae, 'meanwhile');
    expect([await textsOf(sam, conversationId), await textsOf(rae, conversationId)]).toEqual([
      ['before', 'meanwhile'],
      ['before'],
    ]);
    expect((await listOf(rae)).length).toBe(0);
    await rae.call('requests.undoDecline', { conversationId });
    await say(sam, rae, 'after');
    expect(await textsOf(rae, conversationId)).toEqual(['before', 'after']);
    await rae.call('requests.accept', { conversationId });
    await say(sam, rae, 'friends now');
    expect(await textsOf(rae, conversationId)).toEqual(['before', 'after', 'friends now']);
    const row = await rae.call('conversations.get', { conversationId });
    expect([row.unreadCount, row.lastMessage?.content.text]).toEqual([3, 'friends now']);
  });

  test('REQ-5b a decline can be undone for 30 days, and a second one is for good', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await rae.call('requests.decline', { conversationId });
    const [declined] = await listOf(rae, 'declined');
    expect(declined?.conversation).toMatchObject({
      folder: 'declined',
      request: { direction: 'incoming', undoUntil: new Date(world.clock.now() + limits.declineUndoMs).toISOString() },
    });
    await rae.call('requests.undoDecline', { conversationId });
    expect((await listOf(rae)).length).toBe(1);
    await rae.call('requests.decline', { conversationId });
    expect((await rae.refused('requests.undoDecline', { conversationId })).code).toBe('not_found');
    expect(await listOf(rae, 'declined')).toEqual([]);

    const other = await strangers();
    await say(other.sam, other.rae, 'hello');
    await other.rae.call('requests.decline', { conversationId: other.conversationId });
    world.clock.advance(limits.declineUndoMs);
    expect((await other.rae.refused('requests.undoDecline', { conversationId: other.conversationId })).code).toBe(
      'not_found',
    );
    expect(await listOf(other.rae, 'declined')).toEqual([]);
  });

  test('REQ-5c who declined may still write first, and that is an answer', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await rae.call('requests.decline', { conversationId });
    await say(rae, sam, 'after all');
    await say(sam, rae, 'oh good');
    expect(await textsOf(rae, conversationId)).toEqual(['hello', 'after all', 'oh good']);
    expect((await inboxOf(rae)).conversations[0]?.folder).toBe('inbox');
  });
});

describe('filtering', () => {
  test('REQ-7a a link from a stranger and an own word are filtered, each with its reason, and out of every count', async () => {
    const { sam, rae } = await strangers();
    await rae.call('filterWords.add', { word: 'crypto' });
    await say(sam, rae, 'see https://example.org');
    const other = await somebody('other');
    await say(other, rae, 'Crypto, my friend');
    const filtered = await listOf(rae, 'filtered');
    expect(filtered.map(({ conversation }) => conversation.request)).toMatchObject([
      ...[{ filterReason: { kind: 'own_word', word: 'crypto' } }, { filterReason: { kind: 'link' } }].sort((a) =>
        filtered[0]?.conversation.peer.id === other.id ? 0 : a.filterReason.kind === 'link' ? -1 : 1,
      ),
    ]);
    expect(await inboxOf(rae)).toMatchObject({ requestCount: 0, filteredCount: 2, unreadConversationCount: 0 });
  });

  test('REQ-7b what was filtered goes after 30 days, and its sender may ask anew', async () => {
    const { sam, rae } = await strangers();
    await say(sam, rae, 'see https://example.org');
    world.clock.advance(limits.filteredMs + 1);
    expect(await listOf(rae, 'filtered')).toEqual([]);
    expect((await inboxOf(rae)).filteredCount).toBe(0);
    await say(sam, rae, 'no link this time');
    expect((await listOf(rae)).length).toBe(1);
  });

  test('REQ-7b tidying empties what is over from its recipient’s view, also of a sender who is gone', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'see https://example.org');
    await world.server.store.transaction((write) => write.accounts.setState(sam.id, 'deactivated', null));
    world.clock.advance(limits.filteredMs + 1);
    const { store } = world.server;
    const quiet = { announcer: { update: () => {}, notice: () => {} }, known: new KnownFacts(), pace: new Pace(1) };
    await expireFiltered({ ...quiet, store, clock: world.clock, limits: withDefaults() });
    expect(await textsOf(rae, conversationId)).toEqual([]);
    expect(await store.read.requests.expired(world.clock.now(), 10)).toEqual([]);
  });

  test('REQ-7c whoever turns filtering off finds them all in requests', async () => {
    const { sam, rae } = await strangers();
    await rae.call('settings.update', { filterRequests: false });
    await say(sam, rae, 'see https://example.org');
    expect([(await listOf(rae)).length, (await listOf(rae, 'filtered')).length]).toEqual([1, 0]);
  });

  test('REQ-8 friends, contacts and answers are never filtered', async () => {
    const me = await somebody('me');
    const [friend, contact, asked] = await Promise.all([somebody('friend'), somebody('contact'), somebody('asked')]);
    await me.call('filterWords.add', { word: 'offer' });
    await world.befriend(me, friend);
    await me.call('contacts.add', { userId: contact.id });
    await asked.call('settings.update', { othersMayRequest: true });
    await say(me, asked, 'hello');
    for (const other of [friend, contact, asked]) await say(other, me, 'an offer: https://example.org');
    expect((await inboxOf(me)).conversations.length).toBe(3);
  });

  test('REQ-7d own words are a list of one’s own, without doubles, up to its limit', async () => {
    const rae = await somebody('rae');
    await rae.call('filterWords.add', { word: ' win big ' });
    expect(await rae.call('filterWords.add', { word: 'win big' })).toEqual({ words: ['win big'] });
    expect((await rae.refused('filterWords.add', { word: '\u200b' })).field).toBe('word');
    expect(await rae.call('filterWords.remove', { word: 'win big' })).toEqual({ words: [] });
    await Promise.all(
      Array.from({ length: 210 }, (_, i) =>
        world.request('filterWords.add', {
          body: { word: `word ${i}` },
          headers: { authorization: `Bearer ${rae.token}` },
        }),
      ),
    );
    expect((await rae.call('filterWords.list', {})).words.length).toBe(limits.filterWordsMax);
    expect((await rae.refused('filterWords.add', { word: 'one more' })).code).toBe('too_many_words');
  });
});

describe('consent', () => {
  test('ADM-4d closing a conversation ends the consent, and the next message is a request', async () => {
    const { sam, rae, conversationId } = await strangers();
    await say(sam, rae, 'hello');
    await rae.call('requests.accept', { conversationId });
    await say(sam, rae, 'thanks');
    expect((await rae.call('conversations.get', { conversationId })).abilities.close).toBe(true);
    await rae.call('conversations.close', { conversationId });
    expect((await rae.call('conversations.get', { conversationId })).abilities.close).toBe(false);
    world.clock.advance(31 * dayMs);
    await say(sam, rae, 'may I again?');
    expect((await listOf(rae)).map(({ conversation }) => conversation.id)).toEqual([conversationId]);
  });
});
