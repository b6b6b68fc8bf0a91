import type { MethodId, MethodInput, MethodOutput, Notice, UserId } from '@parley/contract';
import type { Clock } from './clock.ts';
import type { ConnectionState } from './connection/index.ts';
import type { ConversationHandle, ConversationRef } from './conversations/index.ts';
import type { Inbox } from './inbox/index.ts';
import type { Keep } from './local/index.ts';
import type { Media } from './media/index.ts';
import type { OutboxStorage } from './outbox/index.ts';
import type { Transport } from './transport.ts';

/** All may be left out in a browser that got its page from the server. */
export type ClientOptions = {
  /** The server's origin, as in `https://chat.example`. Default: the page's own. */
  url?: string;
  /** A program's sign-in token, from `accounts.signIn` with `session: 'token'`. Browsers are known by their cookie. */
  token?: string;
  /** Makes ids for sends (MSG-2): unique, up to 64 printable ASCII bytes. Default: random UUIDs. */
  clientMessageId?: () => string;
  /** Uniform in [0, 1), for the jitter of delays. */
  random?: () => number;
  clock?: Clock;
  transport?: Transport;
  outboxStorage?: OutboxStorage;
  /**
   * Keeps the inbox between two starts, so that it shows at once, also without a connection: `keepIn(store)`. One store for each
   * person: `erase()` it when they sign out; a sign-in that is ended elsewhere erases it by itself. Default: nothing is kept.
   */
  keep?: Keep;
  /** What is kept could not be read or written (a full disk, for one): it is dropped, and all goes on without it. */
  keepFailed?: (error: unknown) => void;
  /** False sends as fast as it can, for servers whose operator has raised that limit. Default: 10 messages in 10 s (LIM-1); more wait. */
  isPaced?: boolean;
};

/**
 * One signed-in person's connection to one server. After signing out, `close()` it and make a new one: its state belongs to one person.
 */
export type Client = {
  /** Who I am; known after the first welcome, or after a call that tells it (`accounts.me`, a sign-in). */
  readonly me: UserId | undefined;
  /**
   * Calls a method of the API: over the socket while that is live, else `POST /v1/<method>`.
   * Rejects with `CallError` and nothing else.
   */
  call<Id extends MethodId>(method: Id, input: MethodInput<Id>): Promise<MethodOutput<Id>>;
  /** Connects and stays connected: comes back by itself after a break, with growing, jittered delays up to 30 s. */
  connect(): void;
  /** Ends the connection and all timers; state stays readable. `connect()` may follow. */
  close(): void;
  readonly connection: ConnectionState;
  /** Tells that something changed, at most once a tick; read the snapshots to see what. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** Passing news (typing, presence, changed relations, a changed account); lost when nobody listens. Returns how to stop. */
  onNotice(listener: (notice: Notice) => void): () => void;
  readonly inbox: Inbox;
  readonly media: Media;
  conversation(ref: ConversationRef): ConversationHandle;
};
