import type { Conversation, MethodOutput } from '@parley/contract';
import type { CallError } from '../calls/index.ts';

/** How far the list is loaded. */
export type InboxEnd = {
  /** Asks for the next page; undefined when there is none. */
  readonly cursor: string | undefined;
  readonly oldestAt: string;
  /** How many pages came. */
  readonly pageCount: number;
};

/** A list of the inbox. `loading` until the first page came, `failed` when it did not (a new connection tries again by itself). */
export type InboxState =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      /** What is pinned first, then by last message, newest first. A row is the same object until something in it changed. */
      readonly conversations: readonly Conversation[];
      /** Of all conversations, also those not loaded: for the badge (INB-2). */
      readonly unreadConversationCount: number;
      /** Requests that wait for my answer, and filtered ones (INB-3). */
      readonly requestCount: number;
      readonly filteredCount: number;
      readonly hasMore: boolean;
    }
  | { readonly status: 'failed'; readonly error: CallError };

/** Which conversations a list holds. Default: the inbox, read or not. */
export type InboxFilter = { readonly folder?: 'inbox' | 'archived' | 'blocked'; readonly isUnreadOnly?: boolean };

/** What came of comparing what is shown with the log. */
export type InboxCheck = MethodOutput<'inbox.digest'>['outcome'];

/** A list of my conversations, kept current while live. */
export type InboxView = {
  /** An immutable snapshot; the same object until something in it changed. */
  readonly state: InboxState;
  /** Loads the first page again, after `failed`; also without a connection. */
  reload(): void;
  /** Adds the next page. Does nothing without `hasMore`. Rejects with `CallError`. */
  loadMore(): Promise<void>;
};

/** My inbox, without what is archived. It is loaded by `connect()`. */
export type Inbox = InboxView & {
  /**
   * Compares what is shown with the server's log now; the client also does so by itself now and then. What `differs` is read anew.
   * `later`: it could not be compared, because news or answers were on their way. Never rejects.
   */
  check(): Promise<InboxCheck>;
  /** Another list, loaded when it is first asked for; the same object for the same filter. Without one, it is the inbox. */
  list(filter: InboxFilter): InboxView;
};
