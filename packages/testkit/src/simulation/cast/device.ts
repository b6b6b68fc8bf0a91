// Somebody's device with the shipped SDK on it. It can be cut off, sleep, or be started anew with what it had kept.
import type { Message, UserId } from '@parley/contract';
import {
  type Client,
  type Clock,
  type ConversationHandle,
  createClient,
  type OutboxStorage,
  type PendingMessage,
} from '@parley/sdk';
import { type Agent, asAgent, type Machine, newAgent } from '../machine/index.ts';
import { Access, type NetworkOptions } from './network.ts';
import type { Person } from './person.ts';

export class Device {
  readonly name: string;
  readonly person: Person;
  readonly #network: NetworkOptions;
  readonly #token: string;
  readonly #handles = new Map<UserId, ConversationHandle>();
  /** What an outbox left on the disk. */
  #kept: readonly PendingMessage[] = [];
  #messageCount = 0;
  /** How often its program was started. */
  life = 1;
  agent: Agent;
  access: Access;
  client: Client;
  /** The person signed out here, or tried to. */
  isSignedOut = false;

  constructor(name: string, person: Person, token: string, network: NetworkOptions) {
    this.name = name;
    this.person = person;
    this.#token = token;
    this.#network = network;
    this.agent = newAgent(name);
    this.access = new Access(network, this.agent, person.id);
    this.client = this.#newClient();
  }

  get #machine(): Machine {
    return this.#network.machine;
  }

  /** Does something as this device would. */
  act<T>(run: () => T): T {
    return asAgent(this.agent, run);
  }

  connect(): void {
    this.act(() => this.client.connect());
  }

  /** The conversation with somebody, watched for what must never be shown. */
  with(userId: UserId): ConversationHandle {
    const known = this.#handles.get(userId);
    if (known) return known;
    const handle = this.client.conversation({ userId });
    this.#handles.set(userId, handle);
    return handle;
  }

  get opened(): ReadonlyMap<UserId, ConversationHandle> {
    return this.#handles;
  }

  /** Connected, with nothing left to send. */
  get isAtRest(): boolean {
    const { connection, inbox } = this.client;
    if (connection.status === 'stopped') return true;
    if (connection.status !== 'live' || inbox.state.status !== 'ready') return false;
    return this.#kept.every(({ status }) => status === 'failed');
  }

  newMessageId(): string {
    this.#messageCount += 1;
    return `${this.name}.${this.#messageCount}`;
  }

  /** The program dies on the spot and is started again with what it had written down. */
  restart(): void {
    this.agent.isAlive = false;
    this.access.cut('node');
    this.#handles.clear();
    this.life += 1;
    this.agent = newAgent(this.name);
    this.access = new Access(this.#network, this.agent, this.person.id);
    this.client = this.#newClient();
    this.connect();
  }

  #newClient(): Client {
    const { agent, access } = this;
    const machine = this.#machine;
    const clock: Clock = {
      now: () => machine.timeOf(agent),
      setTimer: (delayMs, run) => machine.after(delayMs, agent, 'timer', run),
    };
    const outboxStorage: OutboxStorage = {
      load: () => this.#kept,
      save: (messages) => {
        if (agent.isAlive) this.#kept = structuredClone(messages);
      },
    };
    const random = () => machine.random.next();
    const clientMessageId = () => this.newMessageId();
    const options = { url: 'https://parley.example', token: this.#token, transport: access, clock };
    const client = this.act(() => createClient({ ...options, random, clientMessageId, outboxStorage }));
    client.subscribe(() => this.#look());
    return client;
  }

  /** MSG-1, MSG-2: each message once, in order, and never both as sent and as still to be sent. */
  #look(): void {
    for (const handle of this.#handles.values()) {
      const { state } = handle;
      if (state.status !== 'ready') continue;
      const { messages, pending } = state;
      const unordered = messages.find((message, index) => index > 0 && message.seq <= (messages[index - 1]?.seq ?? 0));
      if (unordered) this.#odd(`shows seq ${unordered.seq} of ${unordered.conversationId} twice or out of order`);
      const mine = new Set(messages.flatMap(idOf));
      const double = pending.find(({ clientMessageId }) => mine.has(clientMessageId));
      if (double) this.#odd(`shows ${double.clientMessageId} twice: as sent and as ${double.status}`);
    }
  }

  #odd(what: string): void {
    const { oddities } = this.#network.history;
    const { step, sinceStartMs: atMs } = this.#machine;
    oddities.push({ step, atMs, device: this.name, what });
  }
}

const idOf = ({ clientMessageId }: Message): string[] => (clientMessageId === undefined ? [] : [clientMessageId]);
