// The bus of several nodes. A subject for each person, so that a frame travels only to nodes where that person is connected, and once to
// each of them however many sessions there are. Sessions of this node are told here and now; NATS carries what is for the others.
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type NatsConnection, type NodeConnectionOptions, type Subscription } from '@nats-io/transport-node';
import type { UserId } from '@parley/contract';
import type { Bus, Unsubscribe } from './bus.ts';
import { createListeners } from './listeners.ts';
import type { NatsAddress } from './nats-address.ts';

export type NatsBusOptions = NatsAddress & {
  /** What subjects begin with: installations that share a NATS have one each. Default: `parley`. */
  prefix?: string;
  onFault(error: unknown): void;
};

const times = {
  /** How long a start waits for NATS, before it goes on without. */
  firstMs: 2_000,
  /** How long a session waits for its subscription, before it goes on and is healed later. */
  flushMs: 2_000,
  retryMs: 250,
  dialMs: 2_000,
  /** A connection whose other end is gone without a word is given up after two of these. */
  pingMs: 1_000,
} as const;

type Topic = { subscription: Subscription | undefined; settled: Promise<void> };

/** Settles when NATS is there, or after a short while: without it this node serves its own sessions, and goes on trying. */
export async function createNatsBus(options: NatsBusOptions): Promise<Bus> {
  const bus = new NatsBus(options);
  await within(times.firstMs, bus.start());
  return bus;
}

class NatsBus implements Bus {
  readonly #options: NatsBusOptions;
  readonly #prefix: string;
  readonly #topics = new Map<UserId, Topic>();
  readonly #listeners = createListeners((userId) => this.#leaveTopic(userId));
  readonly #gapListeners = new Set<() => void>();
  readonly #closing = new AbortController();
  readonly #joinedOnce = Promise.withResolvers<void>();
  #nats: NatsConnection | undefined;
  /** Connected, and all subscriptions stand. */
  #isUp = false;
  /** Something was said that others may not have heard. */
  #hasDropped = false;
  #outgoing: { userId: UserId; frame: string }[] = [];
  #flushing: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: NatsBusOptions) {
    this.#options = options;
    this.#prefix = options.prefix ?? 'parley';
  }

  start(): Promise<void> {
    this.#running = this.#run();
    return this.#joinedOnce.promise;
  }

  publish(userId: UserId, frame: string): void {
    this.#listeners.tell(userId, frame);
    // Kept for nobody while NATS is away: whoever missed it asks for what they missed.
    if (!this.#isUp) {
      this.#hasDropped = true;
      return;
    }
    if (this.#outgoing.push({ userId, frame }) === 1) setImmediate(() => this.#sendOutgoing());
  }

  async subscribe(userId: UserId, listener: (frame: string) => void): Promise<Unsubscribe> {
    const stop = this.#listeners.add(userId, listener);
    await this.#topicOf(userId).settled;
    return stop;
  }

  isWhole(): boolean {
    return this.#isUp;
  }

  onGap(listener: () => void): Unsubscribe {
    this.#gapListeners.add(listener);
    return () => void this.#gapListeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#sendOutgoing();
    if (this.#nats && this.#isUp) await within(times.flushMs, this.#nats.flush());
    this.#isUp = false;
    this.#closing.abort();
    await this.#nats?.close();
    await this.#running;
    this.#listeners.clear();
    this.#topics.clear();
  }

  /** Everything of one tick leaves in one write. */
  #sendOutgoing(): void {
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    for (const { userId, frame } of outgoing) {
      try {
        if (this.#isUp) this.#nats?.publish(this.#subjectOf(userId), frame);
      } catch (error) {
        this.#options.onFault(error);
      }
    }
  }

  /** The client reconnects by itself, for ever; this loop is for the first time, and for a connection that was closed for good. */
  async #run(): Promise<void> {
    let isTold = false;
    while (!this.#closing.signal.aborted) {
      try {
        const nats = await connect(connectionOptions(this.#options));
        isTold = false;
        await this.#serve(nats);
      } catch (error) {
        if (!isTold) this.#options.onFault(new Error('NATS cannot be reached; it is tried again', { cause: error }));
        isTold = true;
      }
      await delay(times.retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** Settles when this connection is closed for good. */
  async #serve(nats: NatsConnection): Promise<void> {
    const statuses = nats.status();
    this.#nats = nats;
    if (this.#closing.signal.aborted) return nats.close();
    for (const [userId, topic] of this.#topics) topic.subscription = this.#listenAt(nats, userId);
    nats.subscribe(this.#gapSubject, { callback: (error) => (error ? this.#options.onFault(error) : this.#tellGap()) });
    await this.#join(nats);
    for await (const { type } of statuses) {
      if (type === 'disconnect') this.#lost();
      // The client has subscribed to everything again by then.
      if (type === 'reconnect') await this.#join(nats);
    }
    this.#lost();
  }

  /** Others may have missed what this node said, and this node what others said. */
  async #join(nats: NatsConnection): Promise<void> {
    try {
      await nats.flush();
      if (this.#hasDropped) nats.publish(this.#gapSubject);
    } catch {
      // Lost again already: a 'disconnect' follows, and a 'reconnect' after it.
      return;
    }
    this.#hasDropped = false;
    this.#isUp = true;
    this.#joinedOnce.resolve();
    this.#tellGap();
  }

  #lost(): void {
    if (this.#isUp && !this.#closing.signal.aborted)
      this.#options.onFault(new Error('the connection to NATS was lost'));
    // What had been handed to the connection may not have left.
    this.#hasDropped ||= this.#isUp;
    this.#isUp = false;
    this.#outgoing = [];
  }

  #topicOf(userId: UserId): Topic {
    const known = this.#topics.get(userId);
    if (known) return known;
    const nats = this.#nats;
    const topic: Topic = {
      subscription: nats && !nats.isClosed() ? this.#listenAt(nats, userId) : undefined,
      settled: nats && this.#isUp ? this.#flushSoon(nats) : Promise.resolve(),
    };
    this.#topics.set(userId, topic);
    return topic;
  }

  #leaveTopic(userId: UserId): void {
    this.#topics.get(userId)?.subscription?.unsubscribe();
    this.#topics.delete(userId);
  }

  #listenAt(nats: NatsConnection, userId: UserId): Subscription {
    const callback = (error: Error | null, message: { string(): string }): void => {
      if (error) this.#options.onFault(error);
      else this.#listeners.tell(userId, message.string());
    };
    return nats.subscribe(this.#subjectOf(userId), { callback });
  }

  /** One round trip for all who come within a tick. It fails only with the connection, and then a gap is told. */
  #flushSoon(nats: NatsConnection): Promise<void> {
    this.#flushing ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#flushing = undefined;
        void within(times.flushMs, nats.flush()).then(resolve);
      });
    });
    return this.#flushing;
  }

  #tellGap(): void {
    for (const listener of this.#gapListeners) listener();
  }

  get #gapSubject(): string {
    return `${this.#prefix}.gap`;
  }

  #subjectOf(userId: UserId): string {
    return `${this.#prefix}.user.${userId}`;
  }
}

const connectionOptions = ({ servers, user, pass, token }: NatsAddress): NodeConnectionOptions => ({
  ...{ servers: [...servers], name: 'parley', noEcho: true, timeout: times.dialMs },
  ...(user === undefined ? {} : { user }),
  ...(pass === undefined ? {} : { pass }),
  ...(token === undefined ? {} : { token }),
  ...{ reconnect: true, maxReconnectAttempts: -1, reconnectTimeWait: times.retryMs, reconnectJitter: times.retryMs },
  ...{ pingInterval: times.pingMs, maxPingOut: 2, ignoreAuthErrorAbort: true },
});

/** Settles with the work, however it ends, or when it takes too long. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const isLate = delay(ms, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), isLate]);
  waiting.abort();
}
