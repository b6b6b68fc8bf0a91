import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/index.ts';
import { fillInbox } from './fill-inbox.ts';

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
