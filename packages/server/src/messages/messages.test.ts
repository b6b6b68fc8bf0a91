// Messages through the API: each refusal beside the success that differs from it by one fact.

import { directConversationId } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  world = await startWorld();
  [alice, bob] = await Promise.all([world.person('alice'), world.person('bob')]);
  await world.befriend(alice, bob);
});
afterAll(() => world.close());

let count = 0;
const text = (words: string) => ({
  clientMessageId: `c${(count += 1)}`,
  content: { kind: 'text' as const, text: words },
});

describe('sending', () => {
  test('MSG-1 messages of two people are numbered in one order that both see', async () => {
    const [carol, dave] = await Promise.all([world.person('carol'), world.person('dave')]);
    await world.befriend(carol, dave);
    const first = await carol.call('messages.send', { recipientId: dave.id, ...text('one') });
    const second = await dave.call('messages.send', { recipientId: carol.id, ...text('two') });
    expect([first.seq, second.seq]).toEqual([1, 2]);
    expect(first.conversationId).toBe(directConversationId(carol.id, dave.id));
    const { conversationId } = first;
    const seen = await Promise.all([carol, dave].map((who) => who.call('messages.list', { conversationId })));
    for (const page of seen) expect(page.messages.map((message) => message.content.text)).toEqual(['one', 'two']);
  });

  test('MSG-2 the same client message id again gives the first answer and one message', async () => {
    const message = { recipientId: bob.id, ...text('once') };
    const first = await alice.call('messages.send', message);
    world.clock.advance(60_000);
    const again = await alice.call('messages.send', { ...message, content: { kind: 'text', text: 'something else' } });
    expect(again).toEqual(first);
  });

  test('MSG-2 what is stored is answered even when it would be refused by now', async () => {
    const [erin, frank] = await Promise.all([world.person('erin'), world.person('frank')]);
    await world.befriend(erin, frank);
    const message = { recipientId: frank.id, ...text('before the block') };
    const first = await erin.call('messages.send', message);
    await frank.call('blocks.block', { userId: erin.id });
    expect(await erin.call('messages.send', message)).toEqual(first);
    expect((await erin.refused('messages.send', { recipientId: frank.id, ...text('after') })).code).toBe(
      'not_available',
    );
  });

  test('MSG-5 mentions and links are marked by the server', async () => {
    const { conversationId, seq } = await alice.call('messages.send', {
      recipientId: bob.id,
      ...text('hi @bob, see example.com'),
    });
    const { messages } = await bob.call('messages.list', { conversationId, afterSeq: seq - 1 });
    expect(messages[0]?.content.entities).toEqual([
      { kind: 'mention', start: 3, end: 7, handle: 'bob', userId: bob.id },
      expect.objectContaining({ kind: 'link', start: 13, end: 24 }),
    ]);
  });

  test('MSG-4 a message has 1 to 6,000 graphemes', async () => {
    const family = '👨‍👩‍👧‍👦';
    const send = (words: string) => ({ recipientId: bob.id, ...text(words) });
    await alice.call('messages.send', send(family.repeat(2_000)));
    expect(await alice.refused('messages.send', send('a'.repeat(6_001)))).toMatchObject({
      code: 'invalid_input',
      field: 'content.text',
    });
    expect((await alice.refused('messages.send', send(' \n '))).field).toBe('content.text');
  });
});

describe('who may write to whom', () => {
  test('ADM-3 only friends reach somebody on Friends, and the refusal says what would change it', async () => {
    const stranger = await world.person('stranger');
    expect(await stranger.refused('messages.send', { recipientId: bob.id, ...text('hello') })).toMatchObject({
      code: 'only_friends',
      sentence: 'Only friends can message bob. Follow each other to write.',
      remedy: 'follow',
    });
    await world.befriend(stranger, bob);
    await stranger.call('messages.send', { recipientId: bob.id, ...text('hello') });
  });

  test('ADM-3 ADM-4 everybody reaches somebody on Everyone, and has consented to the answer by writing', async () => {
    const open = await world.person('open', { messagesFrom: 'everyone' });
    const { conversationId } = await alice.call('messages.send', { recipientId: open.id, ...text('hello') });
    await open.call('messages.send', { conversationId, ...text('hello back') });
    const shy = await world.person('shy');
    expect((await open.refused('messages.send', { recipientId: shy.id, ...text('hello') })).code).toBe('only_friends');
  });

  test('ADM-3 No one stops messages both ways', async () => {
    const closed = await world.person('closed');
    await world.befriend(closed, alice);
    await closed.call('settings.update', { messagesFrom: 'no_one' });
    expect((await alice.refused('messages.send', { recipientId: closed.id, ...text('x') })).code).toBe('no_messages');
    expect((await closed.refused('messages.send', { recipientId: alice.id, ...text('x') })).code).toBe('messages_off');
  });

  test('ACC-2 nobody under 16 writes or is written to', async () => {
    const young = await world.person('young', { bornOn: '2012-01-01' });
    await world.befriend(young, alice);
    expect((await young.refused('messages.send', { recipientId: alice.id, ...text('x') })).code).toBe('too_young');
    expect((await alice.refused('messages.send', { recipientId: young.id, ...text('x') })).code).toBe('not_available');
  });

  test('OBS-1 blocked, gone and nobody at all are one answer', async () => {
    const [blocker, gone] = await Promise.all([world.person('blocker'), world.person('gone')]);
    await blocker.call('blocks.block', { userId: alice.id });
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'deactivated', null));
    const nobody = '1234567' as typeof gone.id;
    const answers = await Promise.all(
      [blocker.id, gone.id, nobody].map((recipientId) => alice.refused('messages.send', { recipientId, ...text('x') })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('OBS-1 a conversation of other people is no conversation', async () => {
    const conversationId = directConversationId(alice.id, bob.id);
    const eve = await world.person('eve');
    for (const method of ['conversations.get', 'messages.list', 'conversations.clear'] as const) {
      expect((await eve.refused(method, { conversationId })).code).toBe('not_found');
    }
    expect((await eve.refused('messages.send', { conversationId, ...text('x') })).code).toBe('not_found');
  });
});

describe('my own view', () => {
  test('MSG-8 what I hide or clear stays with the other', async () => {
    const [gina, hugo] = await Promise.all([world.person('gina'), world.person('hugo')]);
    await world.befriend(gina, hugo);
    for (const words of ['one', 'two', 'three'])
      await gina.call('messages.send', { recipientId: hugo.id, ...text(words) });
    const conversationId = directConversationId(gina.id, hugo.id);
    const texts = async (who: Person) =>
      (await who.call('messages.list', { conversationId })).messages.map((message) => message.content.text);

    await hugo.call('messages.hide', { conversationId, seqs: [3] });
    expect(await texts(hugo)).toEqual(['one', 'two']);
    const shown = await hugo.call('conversations.get', { conversationId });
    expect([shown.lastMessage?.content.text, shown.unreadCount]).toEqual(['two', 2]);

    await hugo.call('conversations.delete', { conversationId });
    expect(await texts(hugo)).toEqual([]);
    expect((await hugo.call('inbox.list', {})).conversations).toEqual([]);
    expect(await texts(gina)).toEqual(['one', 'two', 'three']);

    await gina.call('messages.send', { recipientId: hugo.id, ...text('four') });
    expect(await texts(hugo)).toEqual(['four']);
    expect((await hugo.call('inbox.list', {})).conversations).toHaveLength(1);
  });

  test('INB-2 unread is what others wrote above my read mark, and only ever moves up', async () => {
    const [ida, jan] = await Promise.all([world.person('ida'), world.person('jan')]);
    await world.befriend(ida, jan);
    for (let i = 0; i < 120; i += 1) await ida.call('messages.send', { recipientId: jan.id, ...text(`${i}`) });
    const conversationId = directConversationId(ida.id, jan.id);
    const unread = async () => (await jan.call('conversations.get', { conversationId })).unreadCount;
    expect(await unread()).toBe(100);
    await jan.call('conversations.markRead', { conversationId, seq: 25 });
    expect(await unread()).toBe(95);
    await jan.call('conversations.markRead', { conversationId, seq: 10 });
    expect(await unread()).toBe(95);
    await jan.call('messages.send', { conversationId, ...text('mine does not count') });
    expect(await unread()).toBe(95);
    await jan.call('conversations.markRead', { conversationId, seq: 999_999 });
    expect(await unread()).toBe(0);
  });

  test('MSG-1 history is read in pages both ways and around a message', async () => {
    const [kim, lea] = await Promise.all([world.person('kim'), world.person('lea')]);
    await world.befriend(kim, lea);
    for (let i = 1; i <= 10; i += 1) await kim.call('messages.send', { recipientId: lea.id, ...text(`${i}`) });
    const conversationId = directConversationId(kim.id, lea.id);
    const page = async (range: object) => {
      const { messages, hasOlder, hasNewer } = await lea.call('messages.list', { conversationId, ...range });
      return [messages.map((message) => message.seq), hasOlder, hasNewer];
    };
    expect(await page({ limit: 3 })).toEqual([[8, 9, 10], true, false]);
    expect(await page({ limit: 3, beforeSeq: 4 })).toEqual([[1, 2, 3], false, true]);
    expect(await page({ limit: 3, afterSeq: 8 })).toEqual([[9, 10], true, false]);
    expect(await page({ limit: 4, aroundSeq: 5 })).toEqual([[3, 4, 5, 6], true, true]);
    expect(await page({ limit: 1, aroundSeq: 5 })).toEqual([[5], true, true]);
  });
});
