import { directConversationId } from '@parley/contract';
import { newText, openRawSocket, type Person, say, startWorld, type World } from '@parley/testkit';
import { lockIsWaitedFor } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../main.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

let count = 0;
async function friends(): Promise<[Person, Person]> {
  count += 1;
  const pair = await Promise.all([world.person(`ana${count}`), world.person(`bo${count}`)]);
  await world.befriend(...pair);
  return pair;
}
const seqsOf = async (person: Person, other: Person, range = {}): Promise<number[]> => {
  const conversationId = directConversationId(person.id, other.id);
  return (await person.call('messages.list', { conversationId, ...range })).messages.map((message) => message.seq);
};

test('without a sign-in there is no conversation', async () => {
  const conversationId = '00000000-0000-0001-0000-000000000002';
  for (const method of ['conversations.get', 'conversations.clear', 'messages.list']) {
    expect((await world.request(method, { body: { conversationId } })).refusal?.code).toBe('unauthenticated');
  }
});

describe('showing', () => {
  test('MSG-1 a conversation can be looked at before its first message, by person and by id, and is not in the inbox', async () => {
    const [ana, bo] = await friends();
    const id = directConversationId(ana.id, bo.id);
    const empty = await ana.call('conversations.get', { userId: bo.id });
    expect(empty).toMatchObject({ id, lastSeq: 0, unreadCount: 0, isListed: false, rev: 0, abilities: { send: true } });
    expect(empty).not.toHaveProperty('lastMessage');
    expect(await ana.call('conversations.get', { conversationId: id })).toEqual(empty);
    expect(await ana.call('messages.list', { conversationId: id })).toEqual({
      messages: [],
      quoted: [],
      hasOlder: false,
      hasNewer: false,
    });
    expect((await ana.call('inbox.list', {})).conversations).toEqual([]);
    expect((await ana.refused('conversations.get', { userId: ana.id })).code).toBe('recipient_is_self');
  });

  test('MSG-1 two who write to each other at the same moment meet in one conversation', async () => {
    const [ana, bo] = await friends();
    const sent = await Promise.all([say(ana, bo, 'hi'), say(bo, ana, 'hey')]);
    expect(new Set(sent.map((one) => one.conversationId)).size).toBe(1);
    expect(sent.map((one) => one.seq).sort()).toEqual([1, 2]);
  });

  test('MSG-1 the order is that of the server: many devices of both read the same one', async () => {
    const [ana, bo] = await friends();
    const devices = [await ana.socket(), await ana.socket(), await bo.socket(), await bo.socket()];
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const [socket, recipient] = [devices[i % 4], i % 4 < 2 ? bo : ana];
        if (!socket) throw new Error('a device is missing');
        return socket.call('messages.send', { recipientId: recipient.id, ...newText(`${i}`) });
      }),
    );
    const orders = [];
    for (const device of devices) {
      await device.call('accounts.me', {});
      const changes = device.pending().flatMap((frame) => (frame.type === 'update' ? frame.changes : []));
      const messages = changes.flatMap((change) => (change.type === 'message.created' ? [change.message] : []));
      orders.push(messages.map(({ seq, content }) => [seq, content.text]));
      device.close();
    }
    expect(orders[0]?.map(([seq]) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    for (const order of orders) expect(order).toEqual(orders[0]);
  });
});

describe('acknowledging', () => {
  test('MSG-3 what was answered is stored: another server on the same database reads it at once', async () => {
    const [ana, bo] = await friends();
    const config = { address: world.address, port: 0, clock: world.clock, logLevel: 'error' } as const;
    const other = await startServer(config);
    const socket = await openRawSocket(`http://localhost:${other.port}`, bo.token);
    for (let i = 1; i <= 5; i += 1) {
      const { seq, conversationId } = await say(ana, bo, `${i}`);
      const { output } = await socket.call('messages.list', { conversationId, afterSeq: seq - 1 });
      expect((output as { messages: { content: { text: string } }[] }).messages[0]?.content.text).toBe(`${i}`);
    }
    socket.close();
    await other.close();
  });

  test('MSG-3 nothing is told of a message before it is stored', async () => {
    const [ana, bo] = await friends();
    const [own, theirs] = [await ana.socket(), await bo.socket()];
    // Whoever holds the row of the recipient stops the commit; there is nothing to clear yet.
    const conversationId = directConversationId(ana.id, bo.id);
    await world.server.store.transaction(async (write) => {
      await write.conversations.clear({ userId: bo.id, conversationId, isListed: true });
      own.send({ type: 'call', id: 99, method: 'messages.send', input: { recipientId: bo.id, ...newText('held') } });
      await lockIsWaitedFor(world.address);
      for (const socket of [own, theirs]) {
        await socket.call('accounts.listSessions', {});
        expect(socket.pending()).toEqual([]);
      }
    });
    expect((await own.next('result')).output).toMatchObject({ seq: 1 });
    expect((await theirs.next('update')).changes).toMatchObject([
      { type: 'message.created', message: { content: { text: 'held' } } },
    ]);
    own.close();
    theirs.close();
  });
});

describe('my own view', () => {
  test('MSG-8 hiding, clearing and deleting change nothing for the other, who hears nothing of it', async () => {
    const [ana, bo] = await friends();
    for (const words of ['one', 'two', 'three', 'four']) await say(bo, ana, words);
    const conversationId = directConversationId(ana.id, bo.id);
    const before = await bo.call('conversations.get', { conversationId });
    const socket = await bo.socket();
    await ana.call('messages.hide', { conversationId, seqs: [2] });
    await ana.call('conversations.clear', { conversationId });
    await ana.call('conversations.delete', { conversationId });
    expect(await bo.call('conversations.get', { conversationId })).toEqual(before);
    expect(await seqsOf(bo, ana)).toEqual([1, 2, 3, 4]);
    await socket.call('accounts.me', {});
    expect(socket.pending()).toEqual([]);
    socket.close();
  });

  test('MSG-8 my other devices see it too', async () => {
    const [ana, bo] = await friends();
    for (const words of ['one', 'two']) await say(bo, ana, words);
    const conversationId = directConversationId(ana.id, bo.id);
    const socket = await ana.socket();
    await ana.call('messages.hide', { conversationId, seqs: [1, 1, 7] });
    await ana.call('messages.hide', { conversationId, seqs: [1] });
    await ana.call('conversations.delete', { conversationId });
    await socket.call('accounts.me', {});
    expect(socket.pending().flatMap((frame) => (frame.type === 'update' ? frame.changes : []))).toEqual([
      { type: 'message.hidden', conversationId, seqs: [1] },
      { type: 'conversation.cleared', conversationId, clearedSeq: 2, isListed: false },
    ]);
    socket.close();
  });

  test('MSG-1 what I hid leaves no false gap: pages say truly whether there is more', async () => {
    const [ana, bo] = await friends();
    for (let i = 1; i <= 8; i += 1) await say(bo, ana, `${i}`);
    const conversationId = directConversationId(ana.id, bo.id);
    await ana.call('messages.hide', { conversationId, seqs: [1, 2, 4, 5, 8] });
    expect(await ana.call('messages.list', { conversationId, limit: 3 })).toMatchObject({
      hasOlder: false,
      hasNewer: false,
    });
    expect(await seqsOf(ana, bo, { limit: 3 })).toEqual([3, 6, 7]);
    expect(await ana.call('messages.list', { conversationId, limit: 2 })).toMatchObject({
      hasOlder: true,
      hasNewer: false,
    });
    expect(await ana.call('messages.list', { conversationId, beforeSeq: 6 })).toMatchObject({
      hasOlder: false,
      hasNewer: true,
    });
    expect(await ana.call('messages.list', { conversationId, afterSeq: 6 })).toMatchObject({
      hasOlder: true,
      hasNewer: false,
    });
    expect(await seqsOf(ana, bo, { aroundSeq: 5, limit: 2 })).toEqual([3, 6]);
    expect(await seqsOf(bo, ana)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('MSG-8 only what is there can be hidden, and what was cleared stays away', async () => {
    const [ana, bo] = await friends();
    for (const words of ['one', 'two']) await say(bo, ana, words);
    const conversationId = directConversationId(ana.id, bo.id);
    await ana.call('messages.hide', { conversationId, seqs: [3] });
    await say(bo, ana, 'three');
    expect(await seqsOf(ana, bo)).toEqual([1, 2, 3]);
    await ana.call('conversations.clear', { conversationId });
    await say(bo, ana, 'four');
    for (const range of [{}, { beforeSeq: 4 }, { afterSeq: 0 }, { aroundSeq: 1 }]) {
      expect((await seqsOf(ana, bo, range)).filter((seq) => seq < 4)).toEqual([]);
    }
  });
});
