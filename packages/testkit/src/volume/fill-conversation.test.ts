import { afterAll, beforeAll, expect, test } from 'vitest';
import { say, startWorld, type World } from '../world/index.ts';
import { fillConversation } from './fill-conversation.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('MSG-1 INB-2 a filled history is a conversation like any other: no holes, its unread counted, and it goes on', async () => {
  const [ada, bo] = [await world.somebody('ada'), await world.somebody('bo')];
  await world.acquaint(ada, bo);
  await say(ada, bo, 'first');
  const { conversationId } = await say(bo, ada, 'second');
  const endMs = world.clock.now();
  await fillConversation(world.address, {
    conversationId,
    between: [ada.id, bo.id],
    messages: 1_000,
    endMs,
    unread: 12,
  });

  const seen = [];
  for (let afterSeq = 0; ; ) {
    const page = await ada.call('messages.list', { conversationId, afterSeq, limit: 100 });
    seen.push(...page.messages.map(({ seq }) => seq));
    afterSeq = seen.at(-1) ?? 0;
    if (!page.hasNewer) break;
  }
  expect(seen).toEqual(Array.from({ length: 1_002 }, (_, index) => index + 1));
  const rows = await Promise.all([ada, bo].map((who) => who.call('conversations.get', { conversationId })));
  const unread = rows.map(({ unreadCount }) => unreadCount);
  expect(unread[0]).toBeGreaterThan(0);
  expect((unread[0] ?? 0) + (unread[1] ?? 0)).toBe(12);
  expect((await say(bo, ada, 'next')).seq).toBe(1_003);
});
