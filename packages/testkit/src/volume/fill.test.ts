import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/index.ts';
import { fillHistory, fillInbox } from './fill.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('a filled inbox is one that the server reads: friends, last messages, and what is unread', async () => {
  const reader = await world.person('reader');
  await reader.call('settings.update', { messagesFrom: 'friends' });
  await fillInbox(world.address, { userId: reader.id, conversationCount: 12, nowMs: world.clock.now() });
  const { conversations, nextCursor, rev, unreadConversationCount } = await reader.call('inbox.list', { limit: 5 });
  expect({ rev, isMore: nextCursor !== undefined, unreadConversationCount }).toEqual({
    rev: 12,
    isMore: true,
    unreadConversationCount: 6,
  });
  expect(
    conversations.map(({ peer, lastMessage, unreadCount, abilities }) => [
      peer.displayName,
      lastMessage?.content,
      unreadCount,
      abilities.send,
    ]),
  ).toEqual(
    [12, 11, 10, 9, 8].map((n) => [
      `Crowd ${n}`,
      { kind: 'text', text: `Message 3 with person ${n}`, entities: [] },
      n % 2 === 0 ? 0 : n % 3 === 2 ? 2 : 1,
      true,
    ]),
  );
});

test('a filled history is read in pages, and goes on', async () => {
  const [rae, sam] = [await world.person('rae'), await world.person('sam')];
  await world.befriend(rae, sam);
  const fill = { a: rae.id, b: sam.id, messageCount: 300, nowMs: world.clock.now() };
  const conversationId = await fillHistory(world.address, fill);
  const page = await rae.call('messages.list', { conversationId, beforeSeq: 101, limit: 50 });
  expect(page.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 51));
  expect([page.hasOlder, page.hasNewer]).toEqual([true, true]);
  const content = { kind: 'text', text: 'on' } as const;
  const sent = await sam.call('messages.send', { clientMessageId: 'on', conversationId, content });
  expect(sent.seq).toBe(301);
});
