import { type ConversationId, directConversationId } from '@parley/contract';
import { type Person, type RawSocket, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

let count = 0;
/** Sam has written three messages to his friend Rae. */
async function scene(): Promise<{ sam: Person; rae: Person; conversationId: ConversationId }> {
  count += 1;
  const [sam, rae] = await Promise.all([world.person(`sam${count}`), world.person(`rae${count}`)]);
  await world.befriend(sam, rae);
  for (const words of ['one', 'two', 'three']) await say(sam, rae, words);
  return { sam, rae, conversationId: directConversationId(sam.id, rae.id) };
}
/** How far Sam's messages were delivered and seen, as far as Sam knows. */
const knownBy = async (sam: Person, conversationId: ConversationId): Promise<[delivered: number, seen: number]> => {
  const { peerDeliveredSeq, peerReceiptSeq } = await sam.call('conversations.get', { conversationId });
  return [peerDeliveredSeq, peerReceiptSeq];
};
const setReceipts = (person: Person, readReceipts: boolean) => person.call('settings.update', { readReceipts });
const receiptsOn = async (socket: RawSocket): Promise<unknown[]> => {
  await socket.call('accounts.me', {});
  return socket.pending().flatMap((frame) => (frame.type === 'update' ? frame.changes : []));
};

describe('both on', () => {
  test('RCPT-1a RCPT-1b receipts are on from the start: delivered, then seen, each told as it happens', async () => {
    const { sam, rae, conversationId } = await scene();
    const socket = await sam.socket();
    expect(await knownBy(sam, conversationId)).toEqual([0, 0]);
    await rae.call('conversations.markDelivered', { conversationId, seq: 2 });
    expect(await knownBy(sam, conversationId)).toEqual([2, 0]);
    await rae.call('conversations.markRead', { conversationId, seq: 3 });
    expect(await knownBy(sam, conversationId)).toEqual([3, 3]);
    const moved = { type: 'conversation.receiptsMoved', conversationId };
    expect(await receiptsOn(socket)).toEqual([
      { ...moved, peerDeliveredSeq: 2, peerReceiptSeq: 0 },
      { ...moved, peerDeliveredSeq: 3, peerReceiptSeq: 3 },
    ]);
    socket.close();
  });

  test('RCPT-1b delivered is told once, by the first device, and never goes back or beyond the last message', async () => {
    const { sam, rae, conversationId } = await scene();
    const socket = await sam.socket();
    for (const seq of [2, 2, 1, 99, 3]) await rae.call('conversations.markDelivered', { conversationId, seq });
    expect(await receiptsOn(socket)).toHaveLength(2);
    expect(await knownBy(sam, conversationId)).toEqual([3, 0]);
    expect((await rae.call('conversations.get', { conversationId })).unreadCount).toBe(3);
    socket.close();
  });

  test('RCPT-1a what I know stays when one of us turns receipts off later', async () => {
    const { sam, rae, conversationId } = await scene();
    await rae.call('conversations.markRead', { conversationId, seq: 2 });
    await setReceipts(rae, false);
    expect(await knownBy(sam, conversationId)).toEqual([2, 2]);
  });
});

const sides: [string, (pair: { sam: Person; rae: Person }) => Person][] = [
  ['the reader', ({ rae }) => rae],
  ['the sender', ({ sam }) => sam],
];

describe.each(sides)('%s has them off', (_, whose) => {
  test('RCPT-1a RCPT-1b nothing is told, neither as news nor to whoever asks', async () => {
    const { sam, rae, conversationId } = await scene();
    await setReceipts(whose({ sam, rae }), false);
    const socket = await sam.socket();
    const before = await sam.call('conversations.get', { conversationId });
    await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
    await rae.call('conversations.markRead', { conversationId, seq: 3 });
    expect(await sam.call('conversations.get', { conversationId })).toEqual(before);
    expect(await receiptsOn(socket)).toEqual([]);
    expect((await rae.call('conversations.get', { conversationId })).unreadCount).toBe(0);
    socket.close();
  });

  test('RCPT-1c turning them on again tells nothing of the time between', async () => {
    const { sam, rae, conversationId } = await scene();
    await rae.call('conversations.markRead', { conversationId, seq: 1 });
    await setReceipts(whose({ sam, rae }), false);
    await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
    await rae.call('conversations.markRead', { conversationId, seq: 2 });
    const socket = await sam.socket();
    await setReceipts(whose({ sam, rae }), true);
    // As a client does that comes back and says again what it has.
    await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
    await rae.call('conversations.markRead', { conversationId, seq: 2 });
    expect(await knownBy(sam, conversationId)).toEqual([1, 1]);
    expect((await receiptsOn(socket)).filter((change) => JSON.stringify(change).includes('receipts'))).toEqual([]);
    // What is read from now on is told again.
    await say(sam, rae, 'four');
    await rae.call('conversations.markDelivered', { conversationId, seq: 4 });
    expect(await knownBy(sam, conversationId)).toEqual([4, 1]);
    await rae.call('conversations.markRead', { conversationId, seq: 4 });
    expect(await knownBy(sam, conversationId)).toEqual([4, 4]);
    socket.close();
  });

  test('RCPT-1c what was delivered but not read in that time may still be seen later', async () => {
    const { sam, rae, conversationId } = await scene();
    await setReceipts(whose({ sam, rae }), false);
    await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
    await setReceipts(whose({ sam, rae }), true);
    await rae.call('conversations.markRead', { conversationId, seq: 3 });
    expect(await knownBy(sam, conversationId)).toEqual([3, 3]);
  });
});

describe('across a block', () => {
  test('RCPT-1d nothing is told while one has blocked the other, nor of that time afterwards', async () => {
    for (const blocker of ['sam', 'rae'] as const) {
      const { sam, rae, conversationId } = await scene();
      const [by, whom] = blocker === 'sam' ? [sam, rae] : [rae, sam];
      await by.call('blocks.block', { userId: whom.id });
      await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
      await rae.call('conversations.markRead', { conversationId, seq: 2 });
      expect(await knownBy(sam, conversationId)).toEqual([0, 0]);
      await by.call('blocks.unblock', { userId: whom.id });
      await rae.call('conversations.markDelivered', { conversationId, seq: 3 });
      await rae.call('conversations.markRead', { conversationId, seq: 2 });
      expect(await knownBy(sam, conversationId)).toEqual([0, 0]);
    }
  });
});

test('RCPT-1a a mark in a conversation without messages, or with nobody, changes nothing and makes nobody', async () => {
  const [sam, rae] = await Promise.all([world.person('sam.alone'), world.person('rae.alone')]);
  const ids = [directConversationId(sam.id, rae.id), directConversationId(sam.id, '1234567' as typeof sam.id)];
  for (const conversationId of ids) {
    await sam.call('conversations.markRead', { conversationId, seq: 1 });
    await sam.call('conversations.markDelivered', { conversationId, seq: 1 });
  }
  expect(
    (
      await world.server.store.read.admission.facts(
        ids.map((conversationId) => ({ conversationId, senderId: sam.id, recipientId: '1234567' as typeof sam.id })),
        { attemptsFromMs: 0 },
      )
    ).users.size,
  ).toBe(1);
  expect(await world.server.store.read.inbox.rev(sam.id)).toBe(0);
});
