// Nodes that leave while people write, behind a balancer that keeps nobody at one node. The clients are the ones that ship.
import { connect } from 'node:net';
import { closeCodes, directConversationId } from '@parley/contract';
import { type Client, createClient } from '@parley/sdk';
import { openRawSocket, type Person, startWorld, type World } from '@parley/testkit';
import { callOn } from '@parley/testkit/gates';
import { type Balancer, type NatsServer, noNats, startBalancer, startNats, withReason } from '@parley/testkit/nats';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../main.ts';

const many = { messagesPerDay: 1e6, newPeoplePerDay: 1e6, messagesPerPace: 1e6 };

describe.skipIf(noNats)(withReason('a node that leaves'), () => {
  let nats: NatsServer;
  let world: World;
  let leaving: RunningServer;
  let balancer: Balancer;
  const clients: Client[] = [];
  beforeAll(async () => {
    nats = await startNats();
    world = await startWorld({ nats: { url: nats.url } });
    leaving = await another();
    const nodes = [world.server, leaving];
    balancer = await startBalancer(nodes.map(({ port, isDraining }) => ({ port, isReady: () => !isDraining() })));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(async () => {
    await balancer.close();
    await world.close();
    await nats.stop();
  });

  const another = (): Promise<RunningServer> =>
    startServer({
      ...{ address: world.address, port: 0, clock: world.clock, limits: many, logLevel: 'error' },
      nats: { url: nats.url },
    });

  /** Writes to the other, each message when the one before is stored; answers how to stop, and what was stored then. */
  function writer(person: Person, other: Person) {
    const client = createClient({ url: balancer.url, token: person.token, isPaced: false });
    clients.push(client);
    const handle = client.conversation({ userId: other.id });
    handle.open();
    client.connect();
    let count = 0;
    let isOver = false;
    let heardAll = (): void => undefined;
    const texts = (): string[] =>
      handle.state.status === 'ready'
        ? handle.state.messages.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
        : [];
    const next = (): void => {
      if (handle.state.status !== 'ready') return;
      if (handle.state.pending.length === 0 && !isOver) {
        count += 1;
        handle.send(`${person.handle} ${count}`);
      }
      heardAll();
    };
    client.subscribe(next);
    next();
    return {
      client,
      texts,
      failed: () => handle.state.pending.filter(({ status }) => status === 'failed').length,
      sent: () => count,
      stop: () => void (isOver = true),
      until: (isSo: () => boolean): Promise<void> =>
        new Promise((resolve) => {
          heardAll = () => isSo() && resolve();
          heardAll();
        }),
    };
  }

  test('NODE-4d while a node leaves under load no send fails, and nothing is lost or doubled', async () => {
    const people = await Promise.all(['ana', 'bo', 'cy', 'di'].map((name) => world.somebody(name)));
    const [ana, bo, cy, di] = people as [Person, Person, Person, Person];
    await world.befriend(ana, bo);
    await world.befriend(cy, di);
    const writers = [writer(ana, bo), writer(bo, ana), writer(cy, di), writer(di, cy)];
    for (const one of writers) await one.until(() => one.sent() > 10);
    await leaving.drain(500);
    await leaving.close();
    const soFar = writers.map((one) => one.sent());
    for (const [index, one] of writers.entries()) await one.until(() => one.sent() > (soFar[index] ?? 0) + 10);
    for (const one of writers) one.stop();
    for (const [one, other] of [
      [writers[0], writers[1]],
      [writers[2], writers[3]],
    ] as const) {
      if (!one || !other) continue;
      const all = one.sent() + other.sent();
      for (const each of [one, other]) await each.until(() => each.texts().length >= all);
      expect(new Set(one.texts()).size).toBe(all);
      expect(one.texts()).toEqual(other.texts());
    }
    expect(writers.map((one) => one.failed())).toEqual([0, 0, 0, 0]);
  });

  test('NODE-4a a node that leaves takes no new sockets, answers what is asked, and sends its sockets over', async () => {
    const server = await another();
    const [ana, bo] = [await world.somebody('ana'), await world.somebody('bo')];
    await world.befriend(ana, bo);
    const url = `http://localhost:${server.port}`;
    const socket = await openRawSocket(url, ana.token);
    expect(server.isDraining()).toBe(false);
    const sent = Array.from({ length: 20 }, (_, index) =>
      socket.call('messages.send', {
        recipientId: bo.id,
        clientMessageId: `m${index}`,
        content: { kind: 'text', text: `m${index}` },
      }),
    );
    const asked = callOn(server.port, ana, 'accounts.me', {});
    // The calls are at the server before the wish to leave is.
    await asked;
    const drained = server.drain(0);
    expect(server.isDraining()).toBe(true);
    await expect(openRawSocket(url, ana.token)).rejects.toThrow('refused');
    const answers = await Promise.all(sent);
    expect(answers.filter(({ refusal }) => refusal)).toEqual([]);
    expect(await socket.closed).toBe(closeCodes.nodeLeaving);
    await drained;
    await expect(dial(server.port)).rejects.toThrow('ECONNREFUSED');
    await server.close();
    const { messages } = await bo.call('messages.list', {
      conversationId: directConversationId(ana.id, bo.id),
      limit: 50,
    });
    expect(messages).toHaveLength(20);
  });
});

const dial = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
