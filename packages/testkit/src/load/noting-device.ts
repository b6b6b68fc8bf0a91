// One device: a client of the SDK behind a network that writes down what passes.
import { directConversationId, type UserId } from '@parley/contract';
import { type Client, type ConversationState, createClient } from '@parley/sdk';
import { fileStorage } from '@parley/sdk/node';
import type { Note } from './notes.ts';
import { idIn, markOf, notingTransport } from './noting-transport.ts';

/** What a device shows when somebody looks. Ids of messages as their texts tell them. */
export type DeviceSeen = {
  device: string;
  userId: string;
  connection: string;
  /** Of messages that are neither sent nor given up. */
  waiting: number;
  unreadConversationCount: number;
  /** Absent: the list is not there. */
  inbox?: readonly { conversation: string; lastSeq: number; lastId: string; unreadCount: number; readSeq: number }[];
  logs: readonly { conversation: string; messages: readonly { seq: number; id: string }[] }[];
};

export type NotingDeviceOptions = {
  name: string;
  userId: string;
  token: string;
  url: string;
  outbox: string;
  starts: number;
  note(note: Note): void;
};

const textBytes = 100;

export const conversationOf = (a: string, b: string): string => directConversationId(a as UserId, b as UserId);

export class NotingDevice {
  readonly #options: NotingDeviceOptions;
  readonly #client: Client;
  readonly #shown = new Map<string, ConversationState>();
  readonly #open: ReturnType<Client['conversation']>[] = [];
  readonly #friends = new Map<string, ReturnType<Client['conversation']>>();
  readonly #failed = new Set<string>();
  #written = 0;

  constructor(options: NotingDeviceOptions) {
    this.#options = options;
    const { url, token, outbox } = options;
    const outboxStorage = fileStorage(outbox);
    this.#client = createClient({ url, token, outboxStorage, isPaced: false, transport: notingTransport(options) });
    this.#client.subscribe(() => this.#judgeWhatIsShown());
  }

  /** Connects, and keeps the first of these people's conversations open. What the outbox kept may be to any of them. */
  start(friends: readonly string[], openCount: number): void {
    for (const friend of friends) this.#with(friend);
    for (const friend of friends.slice(0, openCount)) {
      const handle = this.#with(friend);
      handle.open();
      this.#open.push(handle);
    }
    this.#client.connect();
  }

  write(friend: string): void {
    const { name, starts, userId, note } = this.#options;
    this.#written += 1;
    const id = `${name}-${starts}-${this.#written}`;
    this.#with(friend).send(markOf(id).padEnd(textBytes, ' how are you'), { clientMessageId: id });
    note({ kind: 'queued', device: name, conversation: conversationOf(userId, friend), id });
  }

  readSomething(random: () => number): void {
    const { state } = this.#client.inbox;
    const rows = state.status === 'ready' ? state.conversations : [];
    const row = rows[Math.floor(random() * rows.length)];
    if (row !== undefined) this.#client.conversation({ conversationId: row.id }).markRead(row.lastSeq);
  }

  /** Whether the server said that it is done; false where nobody knows, or it said no. */
  ask(method: 'blocks.block' | 'blocks.unblock' | 'graph.follow', userId: string): Promise<boolean> {
    return this.#client.call(method, { userId }).then(
      () => true,
      () => false,
    );
  }

  follow(userId: string): void {
    void this.ask('graph.follow', userId);
  }

  get userId(): string {
    return this.#options.userId;
  }

  async look(): Promise<DeviceSeen> {
    const { name: device, userId } = this.#options;
    const { inbox, connection } = this.#client;
    if (inbox.state.status === 'ready' && inbox.state.hasMore) await inbox.loadMore().catch(() => undefined);
    const { state } = inbox;
    return {
      ...{ device, userId, connection: connection.status, waiting: this.#waiting() },
      unreadConversationCount: state.status === 'ready' ? state.unreadConversationCount : -1,
      ...(state.status === 'ready' && !state.hasMore
        ? {
            inbox: state.conversations.map(({ id, lastSeq, lastMessage, unreadCount, readSeq }) => ({
              ...{ conversation: id, lastSeq, unreadCount, readSeq },
              lastId: idIn(lastMessage?.content.text ?? ''),
            })),
          }
        : {}),
      logs: this.#open.flatMap((handle) => {
        if (handle.state.status !== 'ready') return [];
        const messages = handle.state.messages.map(({ seq, content }) => ({ seq, id: idIn(content.text) }));
        return [{ conversation: handle.id ?? '', messages }];
      }),
    };
  }

  #with(friend: string): ReturnType<Client['conversation']> {
    const handle = this.#client.conversation({ userId: friend as UserId });
    this.#friends.set(friend, handle);
    return handle;
  }

  #waiting(): number {
    const pending = [...this.#friends.values()].flatMap((handle) => handle.state.pending);
    return pending.filter(({ status }) => status !== 'failed').length;
  }

  /** At each change, not only at the end: a bubble that was there twice for a moment was there twice. */
  #judgeWhatIsShown(): void {
    const { name: device, note } = this.#options;
    for (const [friend, handle] of this.#friends) {
      const { state } = handle;
      if (this.#shown.get(friend) === state) continue;
      this.#shown.set(friend, state);
      for (const { status, clientMessageId: id, ...rest } of state.pending) {
        if (status !== 'failed' || this.#failed.has(id)) continue;
        this.#failed.add(id);
        note({ kind: 'failed', device, id, code: 'refusal' in rest ? rest.refusal.code : '' });
      }
      const what = state.status === 'ready' ? misshown(state) : undefined;
      if (what !== undefined) note({ kind: 'misshown', device, conversation: handle.id ?? '', what });
    }
  }
}

/** Undefined while all is well. */
function misshown({ messages, pending }: Extract<ConversationState, { status: 'ready' }>): string | undefined {
  const isBroken = messages.some(({ seq }, at) => at > 0 && seq !== (messages[at - 1]?.seq ?? 0) + 1);
  if (isBroken) return `seqs ${messages.map(({ seq }) => seq).join(' ')}`;
  const ids = [...messages.map(({ content }) => idIn(content.text)), ...pending.map((one) => one.clientMessageId)];
  const once = new Set<string>();
  for (const id of ids.filter((one) => one !== '')) {
    if (once.has(id)) return `${id} twice`;
    once.add(id);
  }
  return undefined;
}
