// Two nodes on one database with a real NATS between them: what is done on one is seen, and holds, on the other.
import { closeCodes, directConversationId } from '@parley/contract';
import {
  createVirtualClock,
  openRawSocket,
  type Person,
  type RawSocket,
  startWorld,
  type World,
} from '@parley/testkit';
import { addNodes, callOn, type Nodes, takeAway } from '@parley/testkit/gates';
import { type NatsServer, noNats, startNats, withReason } from '@parley/testkit/nats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../main.ts';

describe.skipIf(noNats)(withReason('two nodes'), () => {
  let nats: NatsServer;
  let world: World;
  let nodes: Nodes;
  let far: number;
  beforeAll(async () => {
    nats = await startNats();
    // That NATS is gone is an error, which is told; here it is meant.
    world = await startWorld({ nats: { url: nats.url }, logLevel: 'silent' });
    nodes = await addNodes(world, 1, { messagesPerDay: 1e6, newPeoplePerDay: 1e6, messagesPerPace: 1e6 });
    far = nodes.ports[1] ?? 0;
  });
  afterAll(async () => {
    await nodes.close();
    await world.close();
    await nats.stop();
  });

  const farSocket = ({ token }: Person): Promise<RawSocket> => openRawSocket(`http://localhost:${far}`, token);
  async function friends(): Promise<[Person, Person]> {
    const [ana, bo] = [await world.somebody('ana'), await world.somebody('bo')];
    await world.befriend(ana, bo);
    for (const person of [ana, bo]) await person.call('settings.update', { presence: true });
    return [ana, bo];
  }
  const text = (words: string) => ({
    clientMessageId: words.replaceAll(' ', '-'),
    content: { kind: 'text' as const, text: words },
  });

  test('NODE-1e a message, its receipts, typing and presence are seen on another node', async () => {
    const [ana, bo] = await friends();
    const conversationId = directConversationId(ana.id, bo.id);
    const his = await farSocket(bo);
    const hers = await ana.socket();
    expect((await his.next('notice')).notice).toMatchObject({ type: 'presence.changed', presence: { userId: ana.id } });

    await hers.call('messages.send', { recipientId: bo.id, ...text('hello') });
    expect((await his.next('update')).changes[0]).toMatchObject({ type: 'message.created' });
    await hers.next('update');
    await his.call('conversations.markRead', { conversationId, seq: 1 });
    expect((await hers.next('update')).changes[0]).toMatchObject({ peerReceiptSeq: 1 });

    await his.call('conversations.startTyping', { conversationId });
    const typing = { type: 'typing.started', conversationId, userId: bo.id };
    for (;;) {
      const { notice } = await hers.next('notice');
      if (notice.type !== 'typing.started') continue;
      expect(notice).toEqual(typing);
      break;
    }
    for (const socket of [his, hers]) socket.close();
  });

  test('NODE-3b a block on one node holds with the next message on the other', async () => {
    const [ana, bo] = await friends();
    await callOn(far, ana, 'messages.send', { recipientId: bo.id, ...text('before') });
    await bo.call('blocks.block', { userId: ana.id });
    const { refusal } = await callOn(far, ana, 'messages.send', { recipientId: bo.id, ...text('after') });
    expect(refusal?.code).toBe('not_available');
  });

  test('NODE-3b receipts and who may write, changed on one node, hold with what comes next on the other', async () => {
    const [ana, bo] = await friends();
    const conversationId = directConversationId(ana.id, bo.id);
    await ana.call('messages.send', { recipientId: bo.id, ...text('one') });
    await ana.call('settings.update', { readReceipts: false });
    await callOn(far, bo, 'conversations.markRead', { conversationId, seq: 1 });
    expect(await ana.call('conversations.get', { conversationId })).toMatchObject({ peerReceiptSeq: 0 });
    await bo.call('settings.update', { messagesFrom: 'no_one' });
    const { refusal } = await callOn(far, ana, 'messages.send', { recipientId: bo.id, ...text('two') });
    expect(refusal).toBeDefined();
  });

  test('S03 NODE-3b what is taken from somebody on one node is gone for their open socket on the other', async () => {
    const { problems, asked } = await takeAway({ world, ports: nodes.ports, rounds: 1 });
    expect(problems).toEqual([]);
    expect(asked).toBe(47);
  });

  test('NODE-3a signing out everywhere closes a socket of a node whose clock is wrong by an hour', async () => {
    const clock = createVirtualClock();
    clock.advance(3_600_000);
    const wrong = await startServer({ address: world.address, port: 0, clock, logLevel: 'error' });
    const [ana] = await friends();
    const socket = await openRawSocket(`http://localhost:${wrong.port}`, ana.token);
    await ana.call('accounts.signOutEverywhere', {});
    expect(await socket.closed).toBe(closeCodes.signedOut);
    await wrong.close();
  });

  test('NODE-2b NODE-1d while NATS is away the other node learns of a message all the same, and of passing news when it is back', async () => {
    const [ana, bo] = await friends();
    const [his, hers] = [await farSocket(bo), await ana.socket()];
    await nats.kill();
    await hers.call('messages.send', { recipientId: bo.id, ...text('in the dark') });
    // Its own people hear at once.
    expect((await hers.next('update')).rev).toBeGreaterThan(0);
    const { rev } = await his.next('pong');
    const changed = (await his.call('inbox.changes', { sinceRev: 0 })).output as {
      rev: number;
      conversations: object[];
    };
    expect([changed.rev, changed.conversations.length]).toEqual([rev, 1]);
    await nats.start();
    for (const socket of [his, hers]) {
      while ((await socket.next('notice')).notice.type !== 'account.changed') continue;
    }
    await hers.call('messages.send', { recipientId: bo.id, ...text('in the light') });
    expect((await his.next('update')).changes[0]).toMatchObject({ message: { content: { text: 'in the light' } } });
    for (const socket of [his, hers]) socket.close();
  });
});
