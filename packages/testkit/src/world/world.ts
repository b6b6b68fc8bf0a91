// The toy world: a real server on a real database with a virtual clock, and people in it. Accounts are made through the store,
// because hashing a password takes longer than most tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  limits,
  type MessagesFrom,
  type MethodId,
  type MethodInput,
  type MethodOutput,
  type Refusal,
  type UserId,
} from '@parley/contract';
import { foldHandle, searchKey } from '@parley/core';
import {
  hashToken,
  type Limits,
  type LogLevel,
  type MetricsAddress,
  newSessionId,
  newToken,
  newUserId,
  type RunningServer,
  type ServerConfig,
  startServer,
  type TracingOptions,
} from '@parley/server';
import type { DatabaseAddress } from '@parley/store';
import { type FreshDatabase, freshDatabase } from '../database/index.ts';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

export type PersonOptions = {
  bornOn?: string;
  displayName?: string;
  messagesFrom?: MessagesFrom;
  isPrivate?: boolean;
  isDemo?: boolean;
  /** Default: none, so that no password and no code opens the account. */
  passwordHash?: string;
  recoveryCodeHashes?: readonly string[];
};

/** An answer of the API: its status, and the output or the refusal. */
export type Answer = { status: number; output?: unknown; refusal?: Refusal; headers: Headers };

export type Person = {
  id: UserId;
  handle: string;
  token: string;
  /** Calls a method; throws when it is refused. */
  call<Id extends MethodId>(method: Id, input: MethodInput<Id>): Promise<MethodOutput<Id>>;
  /** Calls a method that is expected to be refused; answers the refusal, throws when there is none. */
  refused<Id extends MethodId>(method: Id, input: MethodInput<Id>): Promise<Refusal>;
  /** A live socket of this person. */
  socket(): Promise<RawSocket>;
};

export type World = {
  server: RunningServer;
  /** Of the world's own database. */
  address: DatabaseAddress;
  /** Where what people upload is kept. */
  mediaDir: string;
  /** Where its API is. */
  url: string;
  /** What carries news to further nodes. */
  nats: ServerConfig['nats'];
  logLevel: NonNullable<ServerConfig['logLevel']>;
  clock: VirtualClock;
  person(handle: string, options?: PersonOptions): Promise<Person>;
  /** Somebody whose handle begins like this and is nobody else's. */
  somebody(name: string, options?: PersonOptions): Promise<Person>;
  /** Makes the two follow each other. */
  befriend(a: Person, b: Person): Promise<void>;
  /** Puts each on the list of specific people of each other, so that whatever they write arrives in the inbox. */
  acquaint(...people: readonly Person[]): Promise<void>;
  /** Any request whatever. */
  request(method: string, init: { body?: unknown; text?: string; headers?: Record<string, string> }): Promise<Answer>;
  close(): Promise<void>;
};

/** Stories of many messages at one moment are not about limits; tests of limits ask for `limits: {}`, which is the shipped ones. */
const generous: Partial<Limits> = {
  messagesPerDay: 1_000_000,
  newPeoplePerDay: 1_000_000,
  messagesPerPace: 1_000_000,
  lookupsPerHour: 1_000_000,
};

export type WorldOptions = {
  hasDemo?: boolean;
  /** An operator's own stickers. */
  stickersDir?: string;
  /** Whose videos can be shared; without any none can. */
  shareOrigins?: readonly string[];
  webDir?: string;
  limits?: Partial<Limits>;
  nats?: NonNullable<ServerConfig['nats']>;
  /** What it says of itself; default: errors to standard error. */
  logLevel?: LogLevel;
  logTo?: { write(line: string): void };
  metrics?: MetricsAddress;
  tracing?: TracingOptions;
  /** Migrated and empty; default: a fresh one of the test run. */
  database?: FreshDatabase;
};

export async function startWorld({ database: given, ...options }: WorldOptions = {}): Promise<World> {
  const database = given ?? (await freshDatabase());
  const clock = createVirtualClock();
  const mediaDir = await mkdtemp(join(tmpdir(), 'parley-media-'));
  const server = await startServer({
    address: database.address,
    port: 0,
    clock,
    logLevel: 'error',
    limits: generous,
    mediaDir,
    ...options,
  });
  const base = `http://localhost:${server.port}`;
  const request: World['request'] = (method, init) => send(`${base}/v1/${method}`, init);
  let count = 0;
  const person: World['person'] = async (handle, personOptions = {}) => {
    const { id, token } = await createPerson(server, clock, handle, personOptions);
    return toPerson({ id, handle, token, base }, request);
  };
  return {
    server,
    address: database.address,
    mediaDir,
    url: base,
    nats: options.nats,
    logLevel: options.logLevel ?? 'error',
    clock,
    request,
    person,
    somebody: (name, personOptions) => {
      count += 1;
      return person(`${name}${count}`, personOptions);
    },
    befriend: async (a, b) => {
      await a.call('graph.follow', { userId: b.id });
      await b.call('graph.follow', { userId: a.id });
    },
    acquaint: async (...people) => {
      const pairs = people.flatMap((a) => people.filter((b) => b !== a).map((b) => [a.id, b.id] as const));
      await server.store.transaction(async (write) => {
        for (const [a, b] of pairs) await write.graph.setContact(a, b, { sinceMs: clock.now() });
      });
    },
    close: async () => {
      await server.close();
      await database.drop();
      await rm(mediaDir, { recursive: true, force: true });
    },
  };
}

async function send(
  url: string,
  init: { body?: unknown; text?: string; headers?: Record<string, string> },
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...init.headers },
    body: init.text ?? JSON.stringify(init.body ?? {}),
  });
  const { status, headers } = response;
  const body: unknown = await response.json();
  return response.ok
    ? { status, headers, output: body }
    : { status, headers, refusal: (body as { refusal: Refusal }).refusal };
}

function toPerson(who: { id: UserId; handle: string; token: string; base: string }, request: World['request']): Person {
  const { id, handle, token, base } = who;
  const ask = (method: MethodId, body: unknown): Promise<Answer> =>
    request(method, { body, headers: { authorization: `Bearer ${token}` } });
  return {
    id,
    handle,
    token,
    call: async (method, input) => {
      const { output, refusal } = await ask(method, input);
      if (refusal) throw new Error(`${handle} was refused ${method}: ${refusal.code} (${refusal.sentence})`);
      return output as never;
    },
    refused: async (method, input) => {
      const { refusal } = await ask(method, input);
      if (!refusal) throw new Error(`${handle} was not refused ${method}`);
      return refusal;
    },
    socket: () => openRawSocket(base, token),
  };
}

/** An account with a session, without the price of a password. */
export async function createPerson(
  server: Pick<RunningServer, 'store'>,
  clock: { now(): number },
  handle: string,
  options: PersonOptions = {},
): Promise<{ id: UserId; token: string }> {
  const { bornOn = '1995-05-05', displayName = handle, messagesFrom = 'friends', isPrivate = false } = options;
  const { isDemo = false, passwordHash = '', recoveryCodeHashes = [] } = options;
  const id = newUserId();
  const token = newToken();
  const nowMs = clock.now();
  await server.store.transaction(async (write) => {
    await write.accounts.create({
      id,
      handle,
      foldedHandle: foldHandle(handle),
      displayName,
      searchKey: searchKey(displayName),
      bornOn,
      messagesFrom,
      passwordHash,
      recoveryCodeHashes,
      isDemo,
      createdAtMs: nowMs,
    });
    if (isPrivate) await write.settings.update(id, { isPrivate });
    await write.sessions.create({
      tokenHash: hashToken(token),
      id: newSessionId(),
      userId: id,
      device: 'test',
      createdAtMs: nowMs,
      expiresAtMs: nowMs + limits.sessionMs,
    });
  });
  return { id, token };
}
