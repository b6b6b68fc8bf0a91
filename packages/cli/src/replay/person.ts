// One person of a run: an SDK client, the way it has to the server, and what a user does with an app. What passes on the wire is noted as fact.
import {
  type Change,
  type Conversation,
  type ConversationId,
  directConversationPeer,
  type Folder,
  limits,
  type Message,
  type MethodInput,
  type MethodOutput,
  type Refusal,
  type UserId,
} from '@parley/contract';
import { CallError, type Client, type ConversationHandle, createClient } from '@parley/sdk';
import { Arrivals, type Arrived } from './arrivals.ts';
import type { Accept, Answer, Facts } from './facts.ts';
import { createNetwork, type Ear, type Network } from './network.ts';
import { Signal } from './signal.ts';
import { TraceClock } from './trace-clock.ts';

export type PersonOptions = {
  /** As in the data. */
  readonly name: string;
  readonly id: UserId;
  readonly token: string;
  readonly url: string;
  readonly facts: Facts;
  /** The time of the trace. */
  now(): number;
  /** A message has to wait for the pace (LIM-1) until then, by the time of the trace. */
  onPaced(untilMs: number): void;
  /** A send of theirs was answered for good. */
  onAnswer(answer: Answer): void;
  /** Trouble on the server's side was answered, which the client will try again. */
  onFault(refusal: Refusal): void;
  /** A frame or a request passed. */
  onTraffic(): void;
};

type Heard = { readonly output?: unknown; readonly refusal?: Refusal | undefined };
type Looking = { readonly peerId: UserId; readonly handle: ConversationHandle; close(): void };

/** How long one reading of history may take. */
const readPatienceMs = 30_000;

export class Person {
  readonly name: string;
  readonly id: UserId;
  readonly client: Client;
  readonly network: Network;
  readonly arrivals: Arrivals;
  /** Messages that are read as soon as they arrive. */
  readonly #toRead = new Map<string, UserId>();
  readonly #wantedMarks = new Map<string, number>();
  readonly #saidMarks = new Map<string, number>();
  readonly #readingHistory = new Set<ConversationId>();
  /** By conversation, also of requests: the last message that the server told of. */
  readonly #toldOf = new Map<ConversationId, number>();
  readonly #clock: TraceClock;
  readonly #options: PersonOptions;
  readonly #changed = new Signal();
  #looking: Looking | undefined;
  #wasLost = false;

  constructor(options: PersonOptions) {
    const { name, id, url, token } = options;
    this.#options = options;
    this.name = name;
    this.id = id;
    this.arrivals = new Arrivals((arrived) => this.#readIfMeant(arrived));
    this.network = createNetwork(this.#ear());
    this.#clock = new TraceClock(options.now);
    this.client = createClient({ url, token, transport: this.network.transport, clock: this.#clock });
  }

  /** Answers false when there was no connection in time. */
  connect(patienceMs: number): Promise<boolean> {
    this.client.subscribe(() => {
      this.#catchUp();
      this.#changed.fire();
    });
    this.client.connect();
    return this.#changed.until(() => this.client.inbox.state.status === 'ready', patienceMs);
  }

  loseNetwork(): void {
    this.#wasLost = true;
    this.network.lose();
  }

  /** The network goes as soon as the next message has left, and comes back at once: its answer is lost. */
  stumbleAtNextSend(): void {
    this.#wasLost = true;
    this.network.stumbleAtNextSend();
  }

  /** Opens the conversation, as one does to write or to read. */
  look(peerId: UserId): ConversationHandle {
    if (this.#looking?.peerId === peerId) return this.#looking.handle;
    this.lookAway();
    const handle = this.client.conversation({ userId: peerId });
    this.#looking = { peerId, handle, close: handle.open() };
    return handle;
  }

  /** Leaves the open conversation, and notes what it showed. */
  lookAway(): void {
    if (this.#looking === undefined) return;
    const { handle, close } = this.#looking;
    this.#looking = undefined;
    const { state } = handle;
    if (state.status === 'ready' && handle.id !== undefined) {
      this.#options.facts.shown.push({ by: this.id, conversationId: handle.id, messages: state.messages });
    }
    close();
  }

  send(id: string, peerId: UserId, text: string): void {
    const handle = peerId === this.id ? this.client.conversation({ userId: peerId }) : this.look(peerId);
    const timers = this.#clock.noting(() => handle.send(text, { clientMessageId: id }));
    const isPaced = this.client.connection.status === 'live' && isPending(handle, id);
    if (!isPaced) return;
    // What was set while sending is the wait for the pace: it is over as soon as the trace's time is.
    for (const { delayMs, run, timer } of timers) {
      timer.cancel();
      this.#options.onPaced(this.#clock.now() + delayMs);
      run();
    }
  }

  /** Opens the conversation, and accepts it if it is a request. Everything said to be read before is said first. */
  async acceptIfAsked(peerId: UserId, patienceMs: number): Promise<boolean> {
    const handle = this.look(peerId);
    await this.#changed.until(() => handle.state.status !== 'loading', patienceMs);
    const { state, id } = handle;
    if (state.status !== 'ready' || id === undefined || !state.conversation.abilities.answer) return false;
    await this.marksSaid(patienceMs);
    this.#options.facts.accepts.push({
      by: this.id,
      otherId: peerId,
      answer: await this.#accept(id),
      after: this.#options.facts.attempts.length,
    });
    return true;
  }

  async #accept(conversationId: ConversationId): Promise<Accept['answer']> {
    try {
      await this.client.call('requests.accept', { conversationId });
      return 'done';
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return error.refusal.code;
    }
  }

  /** Will open the conversation and mark this message as read when it arrives. */
  willRead(id: string, peerId: UserId): void {
    this.#toRead.set(id, peerId);
  }

  /** Answers false when some read mark did not reach the server in time. */
  marksSaid(patienceMs: number): Promise<boolean> {
    const isSaid = ([id, seq]: [string, number]): boolean => seq <= (this.#saidMarks.get(id) ?? 0);
    return this.#changed.until(() => [...this.#wantedMarks].every(isSaid), patienceMs);
  }

  #readIfMeant({ id, conversationId, seq }: Arrived): void {
    const peerId = this.#toRead.get(id);
    if (peerId === undefined) return;
    this.#toRead.delete(id);
    raise(this.#wantedMarks, conversationId, seq);
    const { facts } = this.#options;
    facts.marks.push({ by: this.id, conversationId, seq, after: facts.attempts.length });
    // The news that brought it is still on its way through the client.
    setImmediate(() => this.look(peerId).markRead(seq));
  }

  /** Opens what is said to have moved on while there was no network: in the inbox, and among requests. */
  #catchUp(): void {
    if (!this.#wasLost || !this.network.isUp || this.client.inbox.state.status !== 'ready') return;
    for (const [id, lastSeq] of this.#toldOf) {
      const isMissed = lastSeq > this.arrivals.reached(id) && !this.#readingHistory.has(id);
      if (isMissed) void this.#readHistory(id);
    }
  }

  async #readHistory(id: ConversationId): Promise<void> {
    this.#readingHistory.add(id);
    const handle = this.client.conversation({ conversationId: id });
    const close = handle.open();
    try {
      await this.#changed.until(() => handle.state.status !== 'loading' || !this.network.isUp, readPatienceMs);
      while (this.#misses(handle)) await handle.loadOlder();
    } catch (error) {
      // The network was lost again: the next connection catches up.
      if (!(error instanceof CallError)) throw error;
    } finally {
      close();
      this.#readingHistory.delete(id);
    }
  }

  #misses({ id, state }: ConversationHandle): boolean {
    if (id === undefined || state.status !== 'ready' || !this.network.isUp) return false;
    return state.hasOlder && (state.messages[0]?.seq ?? 0) > this.arrivals.reached(id) + 1;
  }

  #ear(): Ear {
    const { onTraffic } = this.#options;
    return {
      asked: (method, input) => {
        onTraffic();
        if (method === 'messages.send') this.#countTry(input as MethodInput<'messages.send'>);
        if (method === 'conversations.get') this.#hearLook(input as MethodInput<'conversations.get'>);
      },
      news: (changes) => {
        onTraffic();
        for (const change of changes) this.#hearNews(change);
      },
      answered: (method, input, heard) => {
        onTraffic();
        if (heard.refusal?.retry === 'yes') return this.#options.onFault(heard.refusal);
        // The client waits and sends it again: no answer for good.
        if (heard.refusal?.code === 'too_fast')
          return this.#options.onPaced(Date.parse(heard.refusal.retryAt ?? '') || this.#clock.now() + limits.paceMs);
        if (method === 'inbox.changes' || method === 'inbox.list') this.#hearRows(heard.output);
        if (method === 'messages.send') this.#hearAnswer(input as MethodInput<'messages.send'>, heard);
        if (method === 'messages.list' && heard.output !== undefined)
          this.#hearPage(heard.output as MethodOutput<'messages.list'>);
        if (method === 'conversations.markRead') this.#hearMark(input as MethodInput<'conversations.markRead'>);
      },
    };
  }

  #hearNews(change: Change): void {
    if (change.type !== 'message.created') return;
    const { message } = change;
    this.arrivals.saw(message.conversationId, message);
    this.#noteReceipt(message, { via: 'news', folder: change.folder });
  }

  /** History is read again and again; only what differs from what came before is a fact of its own. */
  #hearPage({ messages }: MethodOutput<'messages.list'>): void {
    for (const message of messages) {
      if (this.arrivals.saw(message.conversationId, message)) this.#noteReceipt(message, { via: 'page' });
    }
  }

  #noteReceipt(message: Message, via: { via: 'news'; folder: Folder } | { via: 'page' }): void {
    const { conversationId, seq, senderId, content, sentAt, clientMessageId: id } = message;
    this.#options.facts.receipts.push({ by: this.id, conversationId, seq, senderId, content, ...via });
    // My own message under my own id says as much as an answer, and is all there is where the answer was lost.
    if (senderId === this.id && id !== undefined)
      this.#options.onAnswer({ id, kind: 'acked', conversationId, seq, sentAt });
  }

  #hearAnswer(input: MethodInput<'messages.send'>, { output, refusal }: Heard): void {
    const { clientMessageId: id } = input;
    if (refusal !== undefined) {
      this.#options.onAnswer({ id, kind: 'refused', code: refusal.code });
      const { client } = this;
      const ref =
        'recipientId' in input
          ? { userId: input.recipientId as UserId }
          : { conversationId: input.conversationId as ConversationId };
      // The outbox keeps what was refused until its person has seen it.
      setImmediate(() => client.conversation(ref).discard(id));
    } else {
      const { conversationId, seq, sentAt } = output as MethodOutput<'messages.send'>;
      this.#options.onAnswer({ id, kind: 'acked', conversationId, seq, sentAt });
    }
  }

  #hearRows(output: unknown): void {
    const { conversations = [] } = (output ?? {}) as { readonly conversations?: readonly Conversation[] };
    for (const { id, lastSeq } of conversations) {
      if (lastSeq > this.arrivals.reached(id)) this.#toldOf.set(id, Math.max(lastSeq, this.#toldOf.get(id) ?? 0));
      else this.#toldOf.delete(id);
    }
    // The client has to take it in first.
    setImmediate(() => this.#catchUp());
  }

  #countTry({ clientMessageId: id }: MethodInput<'messages.send'>): void {
    const { tries } = this.#options.facts;
    tries.set(id, (tries.get(id) ?? 0) + 1);
  }

  #hearLook(input: MethodInput<'conversations.get'>): void {
    const { facts, now } = this.#options;
    const otherId =
      'userId' in input ? input.userId : directConversationPeer(input.conversationId as ConversationId, this.id);
    if (otherId !== undefined) facts.looks.push({ by: this.id, otherId, atMs: now(), after: facts.attempts.length });
  }

  #hearMark({ conversationId, seq }: MethodInput<'conversations.markRead'>): void {
    raise(this.#saidMarks, conversationId, seq);
    this.#changed.fire();
  }
}

function isPending({ state: { pending } }: ConversationHandle, id: string): boolean {
  return pending.some(({ clientMessageId, status }) => clientMessageId === id && status === 'pending');
}

function raise(marks: Map<string, number>, conversationId: string, seq: number): void {
  marks.set(conversationId, Math.max(seq, marks.get(conversationId) ?? 0));
}
