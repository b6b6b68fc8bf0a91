// Wires network and state together; what happens in between is in their own folders.
import { closeCodes, directConversationId, type Notice } from '@parley/contract';
import { type Call, Calls } from './calls/index.ts';
import type { Client, ClientOptions } from './client-types.ts';
import { systemClock } from './clock.ts';
import { Connection, type ConnectionState } from './connection/index.ts';
import {
  type ConversationHandle,
  type ConversationRef,
  type HandleDeps,
  OwnConversationHandle,
} from './conversations/index.ts';
import { Me } from './me.ts';
import { createMedia } from './media/index.ts';
import { Notifier } from './notifier.ts';
import { memoryStorage } from './outbox/index.ts';
import { createState, type State } from './state.ts';
import { webTransport } from './transport.ts';

/**
 * Makes a client; nothing is sent before `connect()` or a call.
 *
 * ```ts
 * const client = createClient({ url: 'https://chat.example', token });
 * client.subscribe(() => console.log(client.connection.status, client.inbox.state));
 * client.connect();
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
  const settings = withDefaults(options);
  const { url, clock } = settings;
  const me = new Me();
  const notifier = new Notifier();
  const notices = new Set<(notice: Notice) => void>();

  const connection: Connection = new Connection({
    ...settings,
    url: `${url.replace(/^http/, 'ws')}/v1/socket`,
    welcomed: ({ userId, rev }) => {
      if (!me.learn(userId)) return false;
      calls.connected();
      welcome(state, rev);
      return true;
    },
    heard: (frame) => {
      if (frame.type === 'result') calls.answered(frame);
      else if (frame.type === 'update') state.sync.update(frame.rev, frame.changes);
      else if (frame.type === 'pong') state.sync.reached(frame.rev);
      else if (frame.type === 'notice') {
        heed(state, me, frame.notice);
        for (const listener of notices) listener(frame.notice);
      }
    },
    changed: () => {
      if (connection.state.status !== 'live') calls.disconnected();
      if (hasEnded(connection.state)) state.keeper?.forget();
      notifier.changed();
    },
  });
  const calls = new Calls({ ...settings, connection, identified: (id) => void me.learn(id) });
  const call: Call = (method, input) => calls.call(method, input);
  const state = createState({ ...settings, call, me, changed: notifier.changed });
  const { keeper } = state;
  if (keeper !== undefined) notifier.subscribe(() => keeper.changed());
  const isLive = () => connection.state.status === 'live';
  const handles = handlesBy({ ...state, call, isLive, clock, clientMessageId: settings.clientMessageId, me });

  return {
    get me() {
      return me.id;
    },
    get connection() {
      return connection.state;
    },
    call,
    connect: () => {
      state.keeper?.open();
      connection.connect();
    },
    close: () => {
      connection.close();
      const { rows, sync, digest, outbox, marks, drafts, typing, loading, keeper } = state;
      for (const part of [rows, sync, digest, outbox, marks, drafts, typing, loading, keeper]) part?.close();
    },
    subscribe: (listener) => notifier.subscribe(listener),
    onNotice: (listener) => {
      // Wrapped, so that the same function given twice is told twice and stopped once.
      const own = (notice: Notice) => listener(notice);
      notices.add(own);
      return () => void notices.delete(own);
    },
    inbox: state.inbox,
    media: createMedia(settings),
    conversation: handles,
  };
}

type Settings = Required<Omit<ClientOptions, 'token' | 'outboxStorage' | 'keep'>> & {
  readonly keep: ClientOptions['keep'];
  readonly clientName: string;
  readonly token: string | undefined;
  readonly storage: NonNullable<ClientOptions['outboxStorage']>;
};

function withDefaults(options: ClientOptions): Settings {
  return {
    url: (options.url ?? pageOrigin()).replace(/\/+$/, ''),
    token: options.token,
    clientMessageId: options.clientMessageId ?? (() => crypto.randomUUID()),
    random: options.random ?? Math.random,
    clock: options.clock ?? systemClock,
    transport: options.transport ?? webTransport,
    isPaced: options.isPaced ?? true,
    storage: options.outboxStorage ?? memoryStorage(),
    keep: options.keep,
    keepFailed: options.keepFailed ?? (() => {}),
    clientName: crypto.randomUUID(),
  };
}

function pageOrigin(): string {
  const { location } = globalThis as { location?: { origin: string } };
  if (location === undefined) throw new Error('Outside a browser, createClient needs the `url` of the server.');
  return location.origin;
}

/** Nobody is signed in here any more: here, or by another device, or it is somebody else by now. */
function hasEnded(state: ConnectionState): boolean {
  const isOver = [closeCodes.signedOut, closeCodes.unauthenticated] as readonly number[];
  return state.status === 'stopped' && isOver.includes(state.code);
}

function welcome(state: State, rev: number): void {
  const { rows, sync, digest, outbox, marks, drafts, logs, inbox, loading } = state;
  rows.wake();
  sync.welcome(rev);
  digest.wake();
  loading.reset();
  inbox.loadMissing();
  logs.reloadFailed();
  outbox.wake();
  marks.wake();
  drafts.wake();
}

/** What passing news means for what is shown here. */
function heed({ rows, logs, typing }: State, me: Me, notice: Notice): void {
  if (notice.type === 'typing.started' && notice.userId !== me.id) typing.started(notice.conversationId, notice.userId);
  if (notice.type === 'relation.changed' && me.id !== undefined) {
    const id = directConversationId(me.id, notice.userId);
    if (rows.get(id) !== undefined) logs.refreshRow(id);
  }
  // My settings decide whether I may write at all.
  if (notice.type === 'account.changed') for (const id of logs.openIds()) logs.refreshRow(id);
}

function handlesBy(deps: HandleDeps): (ref: ConversationRef) => ConversationHandle {
  const handles = new Map<string, ConversationHandle>();
  return (ref) => {
    const key = 'userId' in ref ? ref.userId : ref.conversationId;
    const known = handles.get(key);
    if (known !== undefined) return known;
    const handle = new OwnConversationHandle(deps, ref);
    handles.set(key, handle);
    return handle;
  };
}
