// How an arranged inbox shows here, without asking for it again.
import { describe, expect, test } from 'vitest';
import { fairWeather } from '../testing/fake-network.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, makeWorld, ready, type World } from '../testing/world.ts';
import type { InboxView } from './inbox-types.ts';

const [ana, bo, cy] = [personId(1), personId(2), personId(3)];
const peersOf = (list: InboxView) => ready(list.state).conversations.map(({ peer }) => peer.id);
const badgeOf = ({ client }: World) => ready(client.inbox.state).unreadConversationCount;

/** Ana, Bo and Cy have written, Cy last. */
async function threeWorld(): Promise<World> {
  const world = await connectedWorld();
  for (const peer of [ana, bo, cy]) world.server.receive(peer, 'hi');
  await world.clock.advance(1_000);
  return world;
}

describe('the inbox and its lists', () => {
  test('INB-4a INB-4c what is pinned goes to the top and what is archived out, until the next message', async () => {
    const { client, server, clock } = await threeWorld();
    const archived = client.inbox.list({ folder: 'archived' });
    await clock.advance(1_000);
    void client.conversation({ userId: ana }).arrange({ isPinned: true });
    void client.conversation({ userId: cy }).arrange({ isArchived: true });
    await clock.advance(1_000);
    expect([peersOf(client.inbox), peersOf(archived)]).toEqual([[ana, bo], [cy]]);
    server.receive(cy, 'back');
    await clock.advance(1_000);
    expect([peersOf(client.inbox), peersOf(archived)]).toEqual([[ana, cy, bo], []]);
    expect(server.callCounts.get('inbox.changes') ?? 0).toBeLessThanOrEqual(1);
  });

  test('INB-3i a list is the same object for the same filter, and the inbox is one of them', async () => {
    const { client, clock } = await threeWorld();
    const unread = client.inbox.list({ isUnreadOnly: true });
    expect(client.inbox.list({ folder: 'inbox', isUnreadOnly: true })).toBe(unread);
    expect(client.inbox.list({}).state).toBe(client.inbox.state);
    await clock.advance(1_000);
    expect(peersOf(unread)).toEqual([cy, bo, ana]);
    client.conversation({ userId: bo }).markRead(1);
    void client.conversation({ userId: ana }).arrange({ isMarkedUnread: true });
    await clock.advance(1_000);
    expect(peersOf(unread)).toEqual([cy, ana]);
  });

  test('INB-3i further lists are read page by page, and again after a server came back from a backup', async () => {
    const { client, server, network, clock } = await connectedWorld();
    for (let index = 10; index < 80; index += 1) server.receive(personId(index), 'hi');
    await clock.advance(1_000);
    const unread = client.inbox.list({ isUnreadOnly: true });
    await clock.advance(1_000);
    expect([ready(unread.state).hasMore, peersOf(unread).length]).toEqual([true, 50]);
    void unread.loadMore();
    await clock.advance(1_000);
    expect([ready(unread.state).hasMore, peersOf(unread).length]).toEqual([false, 70]);
    server.loseRevisions(5);
    network.break();
    await clock.advance(2_000);
    expect(peersOf(unread)).toHaveLength(50);
  });
});

describe('the badge', () => {
  test('INB-2b INB-2c follows what is muted, archived and marked, one by one', async () => {
    const world = await threeWorld();
    const { client, clock, server } = world;
    const steps = [
      [{ mute: 'always' }, 2],
      [{ isMarkedUnread: true }, 2],
      [{ mute: 'off' }, 3],
      [{ isArchived: true }, 2],
      [{ isArchived: false }, 3],
      [{ isMarkedUnread: false }, 3],
    ] as const;
    for (const [how, count] of steps) {
      void client.conversation({ userId: bo }).arrange(how);
      await clock.advance(1_000);
      expect([badgeOf(world), server.unreadConversationCount]).toEqual([count, count]);
    }
  });

  test('INB-4b a mute ends here by itself, and counts again', async () => {
    const world = await threeWorld();
    const { client, clock } = world;
    void client.conversation({ userId: bo }).arrange({ mute: { forMs: 60_000 } });
    await clock.advance(1_000);
    const rowOfBo = () => ready(client.inbox.state).conversations.find(({ peer }) => peer.id === bo);
    expect([badgeOf(world), rowOfBo()?.mute?.until]).toEqual([2, expect.any(String)]);
    await clock.advance(65_000);
    expect([badgeOf(world), rowOfBo()?.mute]).toEqual([3, undefined]);
  });

  test('INB-2e a mute that ends in a conversation that is not loaded counts again by itself, also after a break', async () => {
    const { client, clock, server, network } = makeWorld();
    for (let index = 20; index < 90; index += 1) server.receive(personId(index), 'from the crowd');
    const mute = (index: number, forMs: number) =>
      server.call('conversations.arrange', {
        conversationIds: [server.conversation(personId(index)).id],
        mute: { forMs },
      });
    mute(20, 60_000);
    mute(21, 180_000);
    mute(22, 600_000);
    client.connect();
    await clock.advance(10_000);
    const badge = () => ready(client.inbox.state).unreadConversationCount;
    expect([ready(client.inbox.state).conversations.length, badge()]).toEqual([50, 67]);
    await clock.advance(60_000);
    expect(badge()).toBe(68);
    client.close();
    await clock.advance(60_000);
    client.connect();
    await clock.advance(65_000);
    expect(badge()).toBe(69);
    await clock.advance(300_000);
    network.isReachable = false;
    network.break();
    await clock.advance(200_000);
    network.isReachable = true;
    network.wake();
    await clock.advance(1_000);
    expect(badge()).toBe(70);
    const asked = server.callCounts.get('inbox.changes') ?? 0;
    await clock.advance(3_600_000);
    expect(server.callCounts.get('inbox.changes') ?? 0).toBe(asked);
  });

  test('INB-2e a clock that is ahead of the server asks once a minute, and no more', async () => {
    const { client, clock, server } = makeWorld({ clockAheadMs: 600_000 });
    for (let index = 20; index < 90; index += 1) server.receive(personId(index), 'from the crowd');
    const conversationIds = [server.conversation(personId(20)).id];
    server.call('conversations.arrange', { conversationIds, mute: { forMs: 300_000 } });
    client.connect();
    await clock.advance(240_000);
    expect(server.callCounts.get('inbox.changes') ?? 0).toBeLessThanOrEqual(5);
    await clock.advance(120_000);
    expect(ready(client.inbox.state).unreadConversationCount).toBe(70);
  });

  test('INB-2e a mute whose end shows in a row that was asked for counts as well', async () => {
    const world = await threeWorld();
    const { client, clock, server } = world;
    client.conversation({ userId: bo }).open();
    const conversationIds = [server.conversation(bo).id];
    server.call('conversations.arrange', { conversationIds, mute: { forMs: 1_000 } });
    await clock.advance(3_000);
    expect([badgeOf(world), server.unreadConversationCount]).toEqual([2, 3]);
    client.close();
    client.connect();
    await clock.advance(1_000);
    expect(badgeOf(world)).toBe(3);
  });

  test('INB-4b INB-4c after its mute, an archived one comes back with the next message, as the server decides', async () => {
    const { client, server, clock } = await threeWorld();
    void client.conversation({ userId: bo }).arrange({ isArchived: true, mute: { forMs: 60_000 } });
    await clock.advance(30_000);
    server.receive(bo, 'not yet');
    await clock.advance(1_000);
    expect(peersOf(client.inbox)).toEqual([cy, ana]);
    await clock.advance(40_000);
    server.receive(bo, 'now');
    await clock.advance(1_000);
    expect(peersOf(client.inbox)).toEqual([bo, cy, ana]);
  });
});

describe('drafts', () => {
  test('INB-4e the newest is kept, through trouble, and shows wherever I am', async () => {
    const { client, server, network, clock } = await threeWorld();
    const handle = client.conversation({ userId: bo });
    network.weather = { ...fairWeather, fault: 1 };
    handle.saveDraft('o');
    handle.saveDraft('on');
    await clock.advance(1_000);
    handle.saveDraft('one');
    network.weather = fairWeather;
    await clock.advance(31_000);
    expect(server.conversation(bo).draft?.text).toBe('one');
    expect(handle.state).toMatchObject({ conversation: { draft: { text: 'one' } } });
  });

  test('INB-4e what is sent beside it leaves it as it is', async () => {
    const { client, server, clock } = await threeWorld();
    const handle = client.conversation({ userId: bo });
    handle.saveDraft('one');
    await clock.advance(1_000);
    const count = server.callCounts.get('conversations.saveDraft');
    handle.send('two', { keepsDraft: true });
    await clock.advance(1_000);
    expect(server.conversation(bo)).toMatchObject({
      draft: { text: 'one' },
      lastMessage: { content: { text: 'two' } },
    });
    expect(server.callCounts.get('conversations.saveDraft')).toBe(count);
  });

  test('INB-4e a send forgets it, wherever it was saved, and does no more where there is none', async () => {
    const { client, server, clock } = await threeWorld();
    const handle = client.conversation({ userId: bo });
    handle.saveDraft('one');
    handle.send('one, two');
    await clock.advance(1_000);
    expect(server.conversation(bo).draft).toBeUndefined();
    server.call('conversations.saveDraft', { conversationId: handle.id, text: 'elsewhere' });
    await clock.advance(1_000);
    handle.send('three');
    await clock.advance(1_000);
    expect(server.conversation(bo).draft).toBeUndefined();
    const count = server.callCounts.get('conversations.saveDraft');
    handle.send('four');
    await clock.advance(1_000);
    expect(server.callCounts.get('conversations.saveDraft')).toBe(count);
  });

  test('INB-4e before the first message it shows too', async () => {
    const { client, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bo });
    handle.open();
    await clock.advance(1_000);
    handle.saveDraft('dear');
    await clock.advance(1_000);
    expect(ready(handle.state).conversation.draft?.text).toBe('dear');
  });
});
