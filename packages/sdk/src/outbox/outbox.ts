// Sends what is queued. Its rules: see README.md beside this file.
import {
  type ConversationId,
  directConversationPeer,
  type Message,
  type MethodInput,
  type MethodOutput,
  type Refusal,
} from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock, Timer } from '../clock.ts';
import { backoffMs } from '../connection/index.ts';
import type { Me } from '../me.ts';
import { stableList } from '../stable.ts';
import type { OutboxStorage, PendingMessage } from './outbox-types.ts';
import { Pace } from './pace.ts';
import {
  find,
  joined,
  lineOf,
  nameOf,
  type Queue,
  queued,
  retried,
  sendable,
  toStore,
  withFailed,
  without,
  withPending,
  withSending,
  withSent,
} from './queue.ts';

/** After so many answers that something is wrong on the server's side, the person decides. */
const faultsMax = 8;
const waitMaxMs = 60_000;

export type OutboxDeps = {
  call: Call;
  clock: Clock;
  random: () => number;
  me: Me;
  storage: OutboxStorage;
  isPaced: boolean;
  /** Whether the message of this `seq` will show up in a log that is loaded, and has not yet. */
  awaits(id: ConversationId, seq: number): boolean;
  /** What was queued by an earlier client is there now: some of it may be in a log already. */
  loaded(): void;
  changed(): void;
};

/** For a program whose server has raised the limit. */
const unpaced = { waitMs: () => 0, note: () => {} };

/** What is known of the tries of one message. */
type Tries = { count: number; faults: number; timer: Timer | undefined };

export class Outbox {
  readonly #deps: OutboxDeps;
  /** By name. */
  readonly #tries = new Map<string, Tries>();
  /** By line: what was handed out last. */
  readonly #shown = new Map<string, Queue>();
  #queue: Queue = [];
  readonly #pace: Pick<Pace, 'waitMs' | 'note'>;
  #pacing: Timer | undefined;
  #isClosed = false;
  #isLoading = false;
  #stopListening: (() => void) | undefined;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#pace = deps.isPaced ? new Pace() : unpaced;
    const kept = deps.storage.load();
    if (kept instanceof Promise) {
      this.#isLoading = true;
      void kept.then((messages) => this.#loaded(messages));
    } else this.#queue = kept;
    this.#listen();
  }

  /** What is pending in one conversation, oldest first; the same list until it changes. */
  pending(target: PendingMessage['target']): Queue {
    const line = this.#line(target);
    const next = this.#queue.filter((message) => this.#line(message.target) === line);
    const shown = stableList(this.#shown.get(line) ?? [], next);
    this.#shown.set(line, shown);
    return shown;
  }

  send(message: Pick<PendingMessage, 'clientMessageId' | 'target' | 'content' | 'replyToSeq'>): void {
    this.#put(queued(this.#queue, { ...message, queuedAtMs: this.#deps.clock.now() }));
    this.#pump();
  }

  retry(target: PendingMessage['target'], clientMessageId: string): void {
    for (const name of this.#names(this.#line(target), clientMessageId)) this.#put(retried(this.#queue, name));
    this.#pump();
  }

  discard(target: PendingMessage['target'], clientMessageId: string): void {
    this.#remove(this.#names(this.#line(target), clientMessageId));
  }

  /** There is a connection: what waits goes now. */
  wake(): void {
    this.#isClosed = false;
    this.#listen();
    for (const tries of this.#tries.values()) {
      tries.timer?.cancel();
      tries.timer = undefined;
      tries.count = 0;
    }
    this.#pump();
  }

  /** Messages that are in the log now take the place of mine that were pending, whichever came first, this or the answer. */
  retire(messages: readonly Message[]): void {
    if (this.#queue.length === 0) return;
    this.#remove(messages.flatMap((message) => this.#names(message.conversationId, message.clientMessageId)));
  }

  /** What came by catching up holds everything up to `lastSeq`. */
  settle(id: ConversationId, lastSeq: number): void {
    const isSettled = (message: PendingMessage) =>
      message.status === 'sent' && message.seq <= lastSeq && this.#line(message.target) === id;
    this.#remove(this.#queue.filter(isSettled).map(nameOf));
  }

  /** Stops trying until there is a connection again; what is queued stays. */
  close(): void {
    this.#isClosed = true;
    this.#stopListening?.();
    this.#stopListening = undefined;
    for (const { timer } of this.#tries.values()) timer?.cancel();
    this.#tries.clear();
    this.#pacing?.cancel();
    this.#pacing = undefined;
  }

  #listen(): void {
    this.#stopListening ??= this.#deps.storage.onLeft?.((messages) => this.#adopt(messages));
  }

  /** What is older goes first; what was written here meanwhile waited for it. */
  #loaded(messages: Queue): void {
    this.#isLoading = false;
    this.#put(joined(this.#queue, messages, 'first'), { always: true });
    this.#deps.loaded();
    this.#pump();
  }

  #adopt(messages: Queue): void {
    this.#put(joined(this.#queue, messages, 'last'));
    this.#deps.loaded();
    this.#pump();
  }

  #line(target: PendingMessage['target']): string {
    return lineOf(target, this.#deps.me.id);
  }

  #names(line: string, clientMessageId: string | undefined): string[] {
    const isMeant = (message: PendingMessage) =>
      message.clientMessageId === clientMessageId && this.#line(message.target) === line;
    return this.#queue.filter(isMeant).map(nameOf);
  }

  #pump(): void {
    if (this.#queue.length === 0 || this.#isClosed || this.#isLoading) return;
    for (const message of sendable(this.#queue, this.#deps.me.id)) {
      const isWaiting = this.#tries.get(nameOf(message))?.timer !== undefined;
      if (isWaiting) continue;
      const { clock } = this.#deps;
      const waitMs = this.#pace.waitMs(clock.now());
      if (waitMs > 0) return this.#pumpLater(waitMs);
      this.#pace.note(clock.now());
      void this.#try(message);
    }
  }

  #pumpLater(delayMs: number): void {
    this.#pacing ??= this.#deps.clock.setTimer(delayMs, () => {
      this.#pacing = undefined;
      this.#pump();
    });
  }

  async #try(message: PendingMessage): Promise<void> {
    const name = nameOf(message);
    // For the storage it is still to be sent, as it was before.
    this.#show(withSending(this.#queue, name));
    try {
      this.#sent(name, await this.#deps.call('messages.send', this.#input(message)));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#failed(name, error);
    }
    this.#pump();
  }

  #input({ target, clientMessageId, content, replyToSeq }: PendingMessage): MethodInput<'messages.send'> {
    const message = { clientMessageId, content, ...(replyToSeq === undefined ? {} : { replyToSeq }) };
    if ('recipientId' in target) return { ...message, recipientId: target.recipientId };
    const { conversationId } = target;
    const me = this.#deps.me.id;
    const recipientId = me && directConversationPeer(conversationId, me);
    // Named by the person, it is also right before the first message, when there is no conversation yet.
    return recipientId === undefined ? { ...message, conversationId } : { ...message, recipientId };
  }

  #sent(name: string, { conversationId, seq, sentAt }: MethodOutput<'messages.send'>): void {
    if (!this.#deps.awaits(conversationId, seq)) return this.#remove([name]);
    this.#tries.delete(name);
    this.#put(withSent(this.#queue, name, { seq, sentAt }));
  }

  #failed(name: string, { kind, refusal }: CallError): void {
    // Retired or discarded while it was on its way.
    if (find(this.#queue, name) === undefined) return;
    const tries = this.#tries.get(name) ?? { count: 0, faults: 0, timer: undefined };
    if (kind === 'fault') tries.faults += 1;
    const isForGood = (kind === 'refused' && this.#isLong(refusal)) || tries.faults >= faultsMax;
    if (isForGood) this.#tries.delete(name);
    else this.#waitWith(name, tries, refusal.retryAt);
    this.#put(isForGood ? withFailed(this.#queue, name, refusal) : withPending(this.#queue, name));
  }

  /** What will not go within a minute is for the person to decide: nobody wants a message to leave by itself a day later. */
  #isLong({ retry, retryAt }: Refusal): boolean {
    if (retry === 'no') return true;
    return retryAt !== undefined && Date.parse(retryAt) - this.#deps.clock.now() > waitMaxMs;
  }

  #waitWith(name: string, tries: Tries, retryAt: string | undefined): void {
    if (this.#isClosed) return;
    const { clock, random } = this.#deps;
    const untilMs = retryAt === undefined ? 0 : Date.parse(retryAt) - clock.now();
    const delayMs = Math.max(untilMs, backoffMs(tries.count, random));
    tries.count += 1;
    tries.timer = clock.setTimer(delayMs, () => {
      tries.timer = undefined;
      this.#pump();
    });
    this.#tries.set(name, tries);
  }

  #remove(names: readonly string[]): void {
    if (names.length === 0) return;
    for (const name of names) {
      this.#tries.get(name)?.timer?.cancel();
      this.#tries.delete(name);
    }
    this.#put(without(this.#queue, new Set(names)));
    this.#pump();
  }

  #put(queue: Queue, { always } = { always: false }): void {
    if (queue === this.#queue && !always) return;
    this.#show(queue);
    if (!this.#isLoading) this.#deps.storage.save(toStore(queue));
  }

  #show(queue: Queue): void {
    this.#queue = queue;
    this.#deps.changed();
  }
}

/** Keeps unsent messages as long as the client lives. */
export function memoryStorage(): OutboxStorage {
  return { load: () => [], save: () => {} };
}
