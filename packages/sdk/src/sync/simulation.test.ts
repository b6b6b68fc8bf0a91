// Anything may happen, in any order, on a bad network; in the end what is shown equals what is true.
import type { UserId } from '@parley/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client-types.ts';
import type { Clock } from '../clock.ts';
import type { Arrangement, ConversationHandle } from '../conversations/conversation-types.ts';
import type { InboxFilter } from '../inbox/index.ts';
import { type LocalStore, memoryLocalStore } from '../local/index.ts';
import type { OutboxStorage } from '../outbox/index.ts';
import { fairWeather, type Weather } from '../testing/fake-network.ts';
import type { FakeServer } from '../testing/fake-server.ts';
import { personId } from '../testing/samples.ts';
import { keptOutbox, makeWorld, ready, type World } from '../testing/world.ts';

/** The lists beside the inbox. */
const lists: readonly InboxFilter[] = [
  { folder: 'archived' },
  { isUnreadOnly: true },
  { folder: 'archived', isUnreadOnly: true },
];
const peers = [0, 1, 2, 3, 4].map(personId);

const badWeather: Weather = { delayMs: 150, loss: 0.1, fault: 0.1, lostUpdate: 0.15, doubleUpdate: 0.1 };
/** Everything arrives, at any time and in any order. */
const confusion: Weather = { ...badWeather, loss: 0, fault: 0, lostUpdate: 0 };

const peer = fc.constantFrom(...peers);
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const kinds = {
  receive: 6,
  receiveMany: 2,
  touch: 1,
  peerReads: 1,
  readElsewhere: 2,
  hideElsewhere: 2,
  clearElsewhere: 1,
  deleteElsewhere: 1,
  pinElsewhere: 2,
  muteElsewhere: 2,
  archiveElsewhere: 2,
  markElsewhere: 2,
  draftElsewhere: 1,
  replyElsewhere: 2,
  editElsewhere: 3,
  unsendElsewhere: 2,
  arrange: 2,
  draft: 2,
  list: 1,
  send: 6,
  sendRefused: 1,
  open: 4,
  close: 2,
  markRead: 3,
  hide: 1,
  reply: 1,
  edit: 2,
  unsend: 1,
  loadOlder: 2,
  loadNewer: 2,
  loadAround: 2,
  loadNewest: 1,
  loadMore: 1,
  break: 2,
  freeze: 1,
  cutOff: 1,
  reconnect: 1,
  restart: 1,
  startAgain: 3,
  wait: 8,
} as const;
type Kind = keyof typeof kinds;
const kind = fc.oneof(
  ...Object.entries(kinds).map(([arbitrary, weight]) => ({ arbitrary: fc.constant(arbitrary as Kind), weight })),
);
const step = fc.record({ kind, peer, share });
type Step = { kind: Kind; peer: UserId; share: number };

/** What outlives a client. */
type KeptElsewhere = { outboxStorage: OutboxStorage; localStore: LocalStore };

class Play {
  readonly #world: World;
  readonly #kept: KeptElsewhere;
  readonly #handles = new Map<UserId, ConversationHandle>();
  readonly #closers = new Map<UserId, () => void>();
  /** What was sent to whom, in order. */
  readonly sent = new Map<UserId, string[]>();
  #count = 0;

  constructor(world: World, kept: KeptElsewhere) {
    this.#world = world;
    this.#kept = kept;
    this.#watch(world.client);
  }

  get handles(): ReadonlyMap<UserId, ConversationHandle> {
    return this.#handles;
  }

  #handle(peerId: UserId): ConversationHandle {
    const handle = this.#handles.get(peerId) ?? this.#world.client.conversation({ userId: peerId });
    this.#handles.set(peerId, handle);
    return handle;
  }

  async do({ kind: what, peer: peerId, share: part }: Step): Promise<void> {
    const { server, network, client, clock } = this.#world;
    const row = server.conversation(peerId);
    const seq = Math.max(1, Math.ceil(part * row.lastSeq));
    const where = { conversationId: row.id };
    const arrange = (how: Arrangement) =>
      void server.call('conversations.arrange', { conversationIds: [row.id], ...how });
    const steps: Record<Kind, () => unknown> = {
      receive: () => server.receive(peerId, 'hi'),
      receiveMany: () => server.receiveMany([peerId, peerId, ...peers.slice(0, 2)]),
      touch: () => server.touch(),
      peerReads: () => server.peerReads(peerId),
      readElsewhere: () => void server.call('conversations.markRead', { ...where, seq }),
      hideElsewhere: () => void server.call('messages.hide', { ...where, seqs: [seq, row.lastSeq] }),
      clearElsewhere: () => void server.call('conversations.clear', where),
      deleteElsewhere: () => void server.call('conversations.delete', where),
      pinElsewhere: () => arrange({ isPinned: part > 0.4 }),
      muteElsewhere: () => arrange({ mute: part < 0.2 ? 'off' : part > 0.8 ? 'always' : { forMs: seq * 1_000 } }),
      archiveElsewhere: () => arrange({ isArchived: part > 0.3 }),
      markElsewhere: () => arrange({ isMarkedUnread: part > 0.4 }),
      draftElsewhere: () =>
        // Before the first message nothing is announced.
        row.lastSeq > 0 && void server.call('conversations.saveDraft', { ...where, text: part > 0.3 ? `${part}` : '' }),
      replyElsewhere: () => server.receive(peerId, 'to that', seq),
      editElsewhere: () => server.amend(peerId, seq, `edited ${part} ${clock.now()}`),
      unsendElsewhere: () => server.amend(peerId, seq),
      reply: () => this.#send(peerId, seq),
      edit: () => this.#whenKnown(peerId, (handle) => handle.edit(seq, `mine ${part}`)),
      unsend: () => this.#whenKnown(peerId, async (handle) => void (await handle.unsend(seq))),
      arrange: () =>
        this.#whenKnown(peerId, (handle) => handle.arrange({ isArchived: part > 0.7, isPinned: part < 0.3 })),
      draft: () => this.#whenKnown(peerId, (handle) => handle.saveDraft(part > 0.3 ? `my ${part}` : '')),
      list: () => client.inbox.list(lists[Math.floor(part * 2.9)] ?? {}).loadMore(),
      send: () => this.#send(peerId),
      sendRefused: () => void this.#handle(peerId).send('refused'),
      open: () => this.#open(peerId),
      close: () => this.#closers.get(peerId)?.(),
      markRead: () => this.#whenKnown(peerId, (handle) => handle.markRead(seq)),
      hide: () => this.#whenKnown(peerId, (handle) => handle.hide([seq])),
      loadOlder: () => this.#whenKnown(peerId, (handle) => handle.loadOlder()),
      loadNewer: () => this.#whenKnown(peerId, (handle) => handle.loadNewer()),
      loadAround: () => this.#whenKnown(peerId, (handle) => handle.loadAround(seq)),
      loadNewest: () => this.#whenKnown(peerId, (handle) => handle.loadNewest()),
      loadMore: () => client.inbox.loadMore(),
      break: () => network.break(),
      freeze: () => network.freeze(),
      cutOff: () => this.#cutOff(part),
      reconnect: () => network.wake(),
      restart: () => this.#restart(),
      startAgain: () => this.#startAgain(part),
      wait: () => clock.advance(part * 4_000),
    };
    // What a person asks for may fail on such a network; the state must be right all the same.
    void Promise.resolve(steps[what]()).catch(() => {});
    await clock.advance(part * part * 600);
  }

  #send(peerId: UserId, replyToSeq?: number): void {
    const text = `message ${(this.#count += 1)}`;
    const id = this.#handle(peerId).send(text, replyToSeq === undefined ? {} : { replyToSeq });
    this.sent.set(peerId, [...(this.sent.get(peerId) ?? []), id]);
  }

  #open(peerId: UserId): void {
    this.#closers.get(peerId)?.();
    this.#closers.set(peerId, this.#handle(peerId).open());
  }

  #whenKnown(peerId: UserId, run: (handle: ConversationHandle) => void | Promise<void>): void | Promise<void> {
    const handle = this.#handle(peerId);
    return handle.id === undefined ? undefined : run(handle);
  }

  async #cutOff(part: number): Promise<void> {
    const { network, clock } = this.#world;
    network.isReachable = false;
    network.break();
    await clock.advance(part * 5_000);
    network.isReachable = true;
  }

  #restart(): void {
    this.#world.client.close();
    this.#world.client.connect();
  }

  /** The page is gone at this moment, whatever was under way, and another starts from what was kept. */
  async #startAgain(part: number): Promise<void> {
    const { client, clock, startAgain } = this.#world;
    const { localStore } = this.#kept;
    client.close();
    const opened = [...this.#closers.keys()];
    this.#handles.clear();
    this.#closers.clear();
    this.#world.client = startAgain({
      ...this.#kept,
      // The server may be quicker than the store.
      localStore:
        part <= 0.5
          ? localStore
          : { ...localStore, load: () => waited(clock, part * 1_000).then(() => localStore.load()) },
    });
    this.#watch(this.#world.client);
    await clock.advance(0);
    this.checkAlways();
    for (const peerId of opened) this.#open(peerId);
    this.#world.client.connect();
  }

  #watch(client: Client): void {
    client.subscribe(() => {
      if (client === this.#world.client) this.checkAlways();
    });
  }

  /** The storm is over: everything gets the time that it needs. */
  async finish(): Promise<void> {
    const { network, client, clock } = this.#world;
    const mayHaveMissedTheLast = network.weather.lostUpdate > 0;
    network.weather = fairWeather;
    network.isReachable = true;
    client.connect();
    await clock.advance(60_000);
    // Only a later update, or a new connection, tells that the last one was lost.
    if (mayHaveMissedTheLast) network.break();
    await clock.advance(60_000);
    for (const handle of this.#handles.values())
      for (const message of handle.state.pending)
        if (message.status === 'failed') handle.retry(message.clientMessageId);
    await clock.advance(60_000);
  }

  checkAlways(): void {
    for (const { state } of this.#handles.values()) {
      if (state.status !== 'ready') continue;
      const seqs = state.messages.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      const bubbles = [...state.messages, ...state.pending].flatMap(({ clientMessageId }) => clientMessageId ?? []);
      expect(bubbles).toEqual([...new Set(bubbles)]);
    }
  }

  async checkEnd(): Promise<void> {
    const { client, server } = this.#world;
    expect(client.connection.status).toBe('live');
    for (const filter of [{}, ...lists]) {
      const list = client.inbox.list(filter);
      // One that nobody asked for begins to load now.
      await this.#world.clock.advance(10_000);
      const inbox = ready(list.state);
      const isPlaced = (row: { lastMessageAt?: string | undefined }) => row.lastMessageAt !== undefined;
      const listed = inbox.conversations.filter(isPlaced);
      const expected = server.conversations(filter).filter(isPlaced);
      expect(listed).toEqual(inbox.hasMore ? expected.slice(0, listed.length) : expected);
      expect(inbox.unreadConversationCount).toBe(server.unreadConversationCount);
    }
    for (const [peerId, handle] of this.#handles) {
      checkConversation(server, peerId, handle);
      checkQuotes(server, peerId, handle, this.#closers.has(peerId));
    }
    for (const [peerId, ids] of this.sent) {
      const stored = server.all(peerId).flatMap(({ clientMessageId }) => clientMessageId ?? []);
      expect(stored).toEqual(ids);
    }
  }
}

function waited(clock: Clock, forMs: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(forMs, resolve));
}

function checkConversation(server: FakeServer, peerId: UserId, { state }: ConversationHandle): void {
  expect(state.pending.filter(({ status }) => status !== 'failed')).toEqual([]);
  if (state.status !== 'ready') return expect(state.status).not.toBe('failed');
  expect(state.conversation).toEqual(server.conversation(peerId));
  const visible = server.visible(peerId);
  const firstSeq = state.hasOlder ? (state.messages[0]?.seq ?? Number.MAX_SAFE_INTEGER) : 0;
  const lastSeq = state.hasNewer ? (state.messages.at(-1)?.seq ?? 0) : Number.MAX_SAFE_INTEGER;
  expect(state.messages).toEqual(visible.filter(({ seq }) => seq >= firstSeq && seq <= lastSeq));
  const lastIncoming = visible.findLast(({ senderId }) => senderId === peerId);
  if (state.conversation.unreadCount > 0)
    expect(server.deliveredSeq(peerId)).toBeGreaterThanOrEqual(lastIncoming?.seq ?? 0);
}

/** What a reply answers shows as it is now, or as something that I cannot see; nowhere as it was. */
function checkQuotes(server: FakeServer, peerId: UserId, { state }: ConversationHandle, wasOpened: boolean): void {
  if (state.status !== 'ready' || !wasOpened) return;
  const visible = server.visible(peerId);
  for (const { replyToSeq } of state.messages) {
    if (replyToSeq === undefined) continue;
    const isIt = ({ seq }: { seq: number }) => seq === replyToSeq;
    const quoted = state.messages.find(isIt) ?? state.quoted.get(replyToSeq);
    // One that was closed again asks no more.
    if (quoted !== undefined) expect(quoted).toEqual(visible.find(isIt) ?? null);
  }
}

async function play(steps: readonly Step[], seed: number, weather: Weather): Promise<void> {
  const kept = { outboxStorage: keptOutbox(), localStore: memoryLocalStore() };
  const world = makeWorld({ seed, ...kept });
  const crowd = seed % 3 === 0 ? 60 : 0;
  for (let index = 20; index < 20 + crowd; index += 1) world.server.receive(personId(index), 'from the crowd');
  for (let count = 0; count < 120; count += 1) world.server.receive(personId(0), 'long ago');
  const game = new Play(world, kept);
  world.network.weather = weather;
  world.client.connect();
  await world.clock.advance(2_000);
  for (const one of steps) await game.do(one);
  await game.finish();
  game.checkAlways();
  await game.checkEnd();
}

// Always the same plays: a red build shows the same again.
const runs = { numRuns: 60, seed: 1 };

describe('on a bad network', () => {
  const script = [fc.array(step, { maxLength: 80, size: 'max' }), fc.nat()] as const;

  test('MSG-1 each message ends up shown once, in order, and every row as a fresh reading shows it', async () => {
    await fc.assert(
      fc.asyncProperty(...script, (steps, seed) => play(steps, seed, badWeather)),
      runs,
    );
  });

  test('MSG-1 updates that all arrive, but in any order, give what a fresh reading shows', async () => {
    await fc.assert(
      fc.asyncProperty(...script, (steps, seed) => play(steps, seed, confusion)),
      runs,
    );
  });
});
