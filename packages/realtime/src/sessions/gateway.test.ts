// Sessions over real sockets. What methods do and who people are stands outside of this package, so here it is said by the test.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeCodes, type ServerFrame, type SessionId, shouldReconnect, type UserId } from '@parley/contract';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLocalBus } from '../bus/index.ts';
import { type CallResult, createGateway, type Gateway, sessionBounds } from './index.ts';

type Options = Parameters<typeof createGateway>[0];
type Scene = { gateway: Gateway; bus: ReturnType<typeof createLocalBus>; faults: unknown[]; connect(): WebSocket };

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** A token is the name of its session, whose letters before the dash are its person's id. */
const actorOf = (token: string) => ({ userId: (token.split('-')[0] ?? '') as UserId, sessionId: token as SessionId });

async function setScene(change: Partial<Options> = {}): Promise<Scene> {
  const bus = createLocalBus();
  const faults: unknown[] = [];
  const gateway = createGateway({
    authenticate: (token) => Promise.resolve(token === 'unknown' ? undefined : actorOf(token)),
    subscribe: (userId, listener) => bus.subscribe(userId, listener),
    currentRev: () => Promise.resolve(7),
    call: (actor, method, input) => Promise.resolve({ output: { actor, method, input } }),
    onFault: (error) => faults.push(error),
    ...change,
  });
  const server: Server = createServer();
  server.on('upgrade', (request, stream, head) => gateway.accept(request, stream, head, undefined));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ending.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => gateway.close(),
  );
  const { port } = server.address() as AddressInfo;
  return { gateway, bus, faults, connect: () => new WebSocket(`ws://127.0.0.1:${port}`) };
}

type Client = {
  socket: WebSocket;
  frames: ServerFrame[];
  say(frame: unknown): void;
  next(): Promise<ServerFrame>;
  closed: Promise<number>;
};

/** Connects and says hello. */
async function greet(scene: Scene, token: string): Promise<Client> {
  const socket = scene.connect();
  const frames: ServerFrame[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as ServerFrame);
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  let taken = 0;
  const next = async (): Promise<ServerFrame> => {
    while (frames.length <= taken) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    taken += 1;
    return frames[taken - 1] as ServerFrame;
  };
  const say = (frame: unknown): void => socket.send(JSON.stringify(frame));
  await once(socket, 'open');
  say({ type: 'hello', protocol: 1, token });
  return { socket, frames, say, next, closed };
}

const update = (rev: number): string => JSON.stringify({ type: 'update', rev, changes: [] });

/** A promise and how to settle it. */
function held<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void } {
  return Promise.withResolvers<T>();
}

test('the welcome says who and where the inbox stands, and news follow it', async () => {
  const scene = await setScene();
  const client = await greet(scene, '1-phone');
  expect(await client.next()).toEqual({ type: 'welcome', userId: '1', rev: 7 });
  scene.bus.publish('1' as UserId, update(8));
  scene.bus.publish('2' as UserId, update(1));
  scene.bus.publish('1' as UserId, update(9));
  expect([await client.next(), await client.next()]).toEqual(
    [8, 9].map((rev) => ({ type: 'update', rev, changes: [] })),
  );
  expect([scene.gateway.userIds(), scene.gateway.sessionCount()]).toEqual([['1'], 1]);
});

test('what happens while the revision is read is told after the welcome, and not lost', async () => {
  const [isRead, rev] = [held<void>(), held<number>()];
  const scene = await setScene({
    currentRev: () => {
      isRead.resolve();
      return rev.promise;
    },
  });
  const client = await greet(scene, '1-phone');
  await isRead.promise;
  scene.bus.publish('1' as UserId, update(8));
  rev.resolve(7);
  expect(await client.next()).toEqual({ type: 'welcome', userId: '1', rev: 7 });
  expect(await client.next()).toEqual({ type: 'update', rev: 8, changes: [] });
});

test('a token that opens nothing closes the socket for good', async () => {
  const scene = await setScene();
  const client = await greet(scene, 'unknown');
  expect(await client.closed).toBe(closeCodes.unauthenticated);
  expect(scene.gateway.userIds()).toEqual([]);
});

test.each(['authenticate', 'subscribe', 'currentRev'] as const)(
  'a fault in %s is told, closes the socket with "come back", and leaves nobody listening',
  async (broken) => {
    const error = new Error('the database is away');
    let listeners = 0;
    const counted: Options['subscribe'] = () => {
      listeners += 1;
      return Promise.resolve(() => void (listeners -= 1));
    };
    const scene = await setScene({ subscribe: counted, [broken]: () => Promise.reject(error) });
    const client = await greet(scene, '1-phone');
    expect(await client.closed).toBe(closeCodes.fault);
    expect([scene.faults, listeners, client.frames]).toEqual([[error], 0, []]);
  },
);

test('S17 whoever sends much before saying who they are is sent away, though no frame of it is whole', async () => {
  const scene = await setScene();
  const stranger = scene.connect();
  const closed = new Promise<number>((resolve) => stranger.on('close', resolve));
  await once(stranger, 'open');
  stranger.send('x'.repeat(sessionBounds.helloBytesMax), { fin: false });
  expect(await closed).toBe(closeCodes.protocolError);
  const known = await greet(scene, '1-phone');
  await known.next();
  known.say({ type: 'call', id: 1, method: 'm', input: 'x'.repeat(2 * sessionBounds.helloBytesMax) });
  expect(await known.next()).toMatchObject({ type: 'result' });
});

test('whoever goes away while being greeted leaves nobody listening', async () => {
  const [isRead, rev, isGone] = [held<void>(), held<number>(), held<void>()];
  let listeners = 0;
  const scene = await setScene({
    currentRev: () => {
      isRead.resolve();
      return rev.promise;
    },
    subscribe: () => {
      listeners += 1;
      return Promise.resolve(() => {
        listeners -= 1;
        isGone.resolve();
      });
    },
  });
  const client = await greet(scene, '1-phone');
  await isRead.promise;
  client.socket.terminate();
  while (scene.gateway.sessionCount() > 0) await new Promise((resolve) => setImmediate(resolve));
  rev.resolve(7);
  await isGone.promise;
  expect(listeners).toBe(0);
});

test('ACC-5d ending sessions closes their sockets for good, and no others', async () => {
  const scene = await setScene();
  const [phone, laptop, other] = [
    await greet(scene, '1-phone'),
    await greet(scene, '1-laptop'),
    await greet(scene, '2-phone'),
  ];
  for (const client of [phone, laptop, other]) await client.next();
  scene.gateway.endSessions(new Set(['1-phone', 'nobody'] as SessionId[]));
  expect(await phone.closed).toBe(closeCodes.signedOut);
  scene.bus.publish('1' as UserId, update(8));
  expect(await laptop.next()).toMatchObject({ rev: 8 });
  other.say({ type: 'ping' });
  expect(await other.next()).toEqual({ type: 'pong', rev: 7 });
  expect(phone.frames).toHaveLength(1);
});

test('calls are answered by their numbers, as they are done', async () => {
  const first = held<CallResult>();
  const scene = await setScene({
    call: (actor, method) =>
      method === 'slow' ? first.promise : Promise.resolve({ output: { method, by: actor.sessionId } }),
  });
  const client = await greet(scene, '1-phone');
  await client.next();
  client.say({ type: 'call', id: 1, method: 'slow', input: {} });
  client.say({ type: 'call', id: 2, method: 'fast', input: {} });
  expect(await client.next()).toEqual({ type: 'result', id: 2, output: { method: 'fast', by: '1-phone' } });
  first.resolve({ output: 'done' });
  expect(await client.next()).toEqual({ type: 'result', id: 1, output: 'done' });
});

test('no more calls of one session run at once than the bound, and all are answered', async () => {
  let running = 0;
  let most = 0;
  const scene = await setScene({
    call: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { output: {} };
    },
  });
  const client = await greet(scene, '1-phone');
  await client.next();
  const count = sessionBounds.callsMax * 5;
  for (let id = 0; id < count; id += 1) client.say({ type: 'call', id, method: 'any', input: {} });
  const ids = new Set<number>();
  while (ids.size < count) {
    const frame = await client.next();
    if (frame.type === 'result') ids.add(frame.id);
  }
  expect(most).toBe(sessionBounds.callsMax);
});

const large = JSON.stringify({ type: 'notice', padding: 'x'.repeat(100_000) });

/** Tells one who does not read so much that they are let go, and another one something small each time, who hears it at once. */
async function overwhelm(scene: Scene, other: Client): Promise<number> {
  let told = 0;
  // The kernel's own buffers come on top of ours.
  while (scene.gateway.userIds().includes('1' as UserId)) {
    scene.bus.publish('1' as UserId, large);
    scene.bus.publish('2' as UserId, update(8 + told));
    expect(await other.next()).toMatchObject({ rev: 8 + told });
    told += 1;
    expect(told).toBeLessThan(200);
  }
  return told;
}

test('OPS-7d a reader that does not keep up is let go, and nobody else waits for it', async () => {
  const ended = held<UserId>();
  const scene = await setScene({ onDisconnected: ended.resolve });
  const [slow, other] = [await greet(scene, '1-slow'), await greet(scene, '2-phone')];
  for (const client of [slow, other]) await client.next();
  slow.socket.pause();
  await overwhelm(scene, other);
  const { framesOut } = scene.gateway.counts();
  for (let i = 0; i < 100; i += 1) scene.bus.publish('1' as UserId, large);
  expect(scene.gateway.counts()).toMatchObject({ slowClosed: 1, framesOut });
  expect(await ended.promise).toBe('1');
  expect(scene.gateway.userIds()).toEqual(['2']);
});

test('OPS-7d a reader that was slow for a moment gets what waited, and the code that says: come back and resume', async () => {
  const scene = await setScene();
  const [slow, other] = [await greet(scene, '1-slow'), await greet(scene, '2-phone')];
  for (const client of [slow, other]) await client.next();
  slow.socket.pause();
  const told = await overwhelm(scene, other);
  slow.socket.resume();
  expect(await slow.closed).toBe(closeCodes.tooSlow);
  expect(shouldReconnect(closeCodes.tooSlow)).toBe(true);
  expect(slow.frames.length).toBe(1 + told);
});

test('OPS-7e one socket more than a person may have closes their oldest for good, and nobody else', async () => {
  const scene = await setScene({ socketsPerPerson: 3 });
  const other = await greet(scene, '2-phone');
  const clients: Client[] = [];
  for (let index = 0; index < 5; index += 1) {
    const client = await greet(scene, `1-${index}`);
    await client.next();
    clients.push(client);
  }
  const [first, second, ...rest] = clients;
  expect(await Promise.all([first?.closed, second?.closed])).toEqual([4104, 4104]);
  expect(shouldReconnect(closeCodes.tooManySockets)).toBe(false);
  scene.bus.publish('1' as UserId, update(8));
  for (const client of rest) expect(await client.next()).toMatchObject({ rev: 8 });
  expect(scene.gateway.counts().crowdedClosed).toBe(2);
  rest[0]?.socket.close();
  await rest[0]?.closed;
  await expect.poll(() => scene.gateway.sessionCount()).toBe(3);
  const later = await greet(scene, '1-later');
  expect((await later.next()).type).toBe('welcome');
  expect([scene.gateway.counts().crowdedClosed, scene.gateway.peopleCount()]).toEqual([2, 2]);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
});

test('a server that goes down tells everybody to come back', async () => {
  const scene = await setScene();
  const clients = [await greet(scene, '1-phone'), await greet(scene, '2-phone')];
  for (const client of clients) await client.next();
  await scene.gateway.close();
  expect(await Promise.all(clients.map((client) => client.closed))).toEqual([4000, 4000]);
  expect(scene.gateway.sessionCount()).toBe(0);
});

test('NODE-2a a pong says how far the inbox came by what this session was told', async () => {
  const scene = await setScene();
  const client = await greet(scene, '1-phone');
  await client.next();
  client.say({ type: 'ping' });
  expect(await client.next()).toEqual({ type: 'pong', rev: 7 });
  scene.bus.publish('1' as UserId, update(9));
  scene.bus.publish('1' as UserId, update(8));
  await client.next();
  await client.next();
  client.say({ type: 'ping' });
  expect(await client.next()).toEqual({ type: 'pong', rev: 9 });
});

test('NODE-2b a session that was told less is told how far the inbox is, once, and no other is', async () => {
  const scene = await setScene();
  const [phone, other] = [await greet(scene, '1-phone'), await greet(scene, '2-phone')];
  for (const client of [phone, other]) await client.next();
  scene.bus.publish('1' as UserId, update(8));
  await phone.next();
  const laptop = await greet(scene, '1-laptop');
  await laptop.next();
  expect(scene.gateway.revs()).toEqual(
    new Map([
      ['1', 7],
      ['2', 7],
    ]),
  );
  const far = new Map([
    ['1' as UserId, 8],
    ['3' as UserId, 9],
  ]);
  scene.gateway.tellRevs(far);
  scene.gateway.tellRevs(far);
  expect(await laptop.next()).toEqual({ type: 'pong', rev: 8 });
  await scene.gateway.tellAll({ type: 'notice', notice: { type: 'account.changed' } });
  for (const client of [phone, laptop, other]) {
    expect(await client.next()).toEqual({ type: 'notice', notice: { type: 'account.changed' } });
  }
});

test('NODE-4b who is sent to another node has what was asked answered first', async () => {
  const answer = held<CallResult>();
  const asked = held<void>();
  const scene = await setScene({
    call: () => {
      asked.resolve();
      return answer.promise;
    },
  });
  const [busy, calm] = [await greet(scene, '1-busy'), await greet(scene, '2-calm')];
  for (const client of [busy, calm]) await client.next();
  busy.say({ type: 'call', id: 1, method: 'any', input: {} });
  await asked.promise;
  const drained = scene.gateway.drain(0);
  expect(scene.gateway.isDraining()).toBe(true);
  expect(await calm.closed).toBe(closeCodes.nodeLeaving);
  scene.bus.publish('1' as UserId, update(8));
  expect(await busy.next()).toMatchObject({ rev: 8 });
  answer.resolve({ output: 'done' });
  expect(await busy.next()).toEqual({ type: 'result', id: 1, output: 'done' });
  expect(await busy.closed).toBe(closeCodes.nodeLeaving);
  await drained;
  expect(scene.gateway.sessionCount()).toBe(0);
});

test('NODE-4b everything that was read before it goes is answered, also beyond the bound of calls', async () => {
  const gate = held<void>();
  let running = 0;
  const isFull = held<void>();
  const scene = await setScene({
    call: async (_, method) => {
      running += 1;
      if (running === sessionBounds.callsMax) isFull.resolve();
      await gate.promise;
      return { output: method };
    },
  });
  const client = await greet(scene, '1-phone');
  await client.next();
  const count = sessionBounds.callsMax + 10;
  for (let id = 0; id < count; id += 1) client.say({ type: 'call', id, method: 'any', input: {} });
  await isFull.promise;
  const drained = scene.gateway.drain(0);
  gate.resolve();
  await drained;
  expect(await client.closed).toBe(closeCodes.nodeLeaving);
  const answered = client.frames.filter(({ type }) => type === 'result').length;
  expect(answered).toBe(running);
  expect(answered).toBeGreaterThanOrEqual(sessionBounds.callsMax);
});
