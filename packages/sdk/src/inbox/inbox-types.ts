import type { Conversation } from '@parley/contract';
import type { CallError } from '../calls/index.ts';

/** My inbox. `loading` until the first page came, `failed` when it did not (a new connection tries again by itself). */
export type InboxState =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      /** By last message, newest first. A row is the same object until something in it changed. */
      readonly conversations: readonly Conversation[];
      /** Of all conversations, also those not loaded: for the badge (INB-2). */
      readonly unreadConversationCount: number;
      /** Requests that wait for my answer, and filtered ones (INB-3). */
      readonly requestCount: number;
      readonly filteredCount: number;
      readonly hasMore: boolean;
    }
  | { readonly status: 'failed'; readonly error: CallError };

/** The list of my conversations, kept current while live. It is loaded by `connect()`. */
export type Inbox = {
  /** An immutable snapshot; the same object until something in it changed. */
  readonly state: InboxState;
  /** Loads the first page again, after `failed`; also without a connection. */
  reload(): void;
  /** Adds the next page. Does nothing without `hasMore`. Rejects with `CallError`. */
  loadMore(): Promise<void>;
};
