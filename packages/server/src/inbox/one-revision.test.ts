// A page takes several statements, and the world goes on between them. What it shows has to fit the revision that it says.
import { directConversationId } from '@parley/contract';
import { say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('INB-2 what is unsent while a page is read is unread in its row as in its badge, and what tells of it takes both off', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')];
  await world.befriend(ana, bo);
  const { seq } = await say(ana, bo, 'a regret');
  const conversationId = directConversationId(ana.id, bo.id);
  const { messages } = world.server.store.readTogether;
  const count = messages.countUnread;
  const counting = vi.spyOn(messages, 'countUnread').mockImplementationOnce(async (...asked) => {
    await ana.call('messages.unsend', { conversationId, seq });
    return count(...asked);
  });
  const page = await bo.call('inbox.list', {});
  expect(counting).toHaveBeenCalledOnce();
  expect(page.unreadConversationCount).toBe(1);
  expect(page.conversations[0]?.unreadCount).toBe(1);
  const later = await bo.call('inbox.changes', { sinceRev: page.rev });
  expect(later.unreadConversationCount).toBe(0);
  expect(later.conversations[0]?.unreadCount).toBe(0);
});
