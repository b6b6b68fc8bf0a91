import type { ContentInput, ConversationId, Refusal, UserId } from '@parley/contract';

/** A message of mine that is not in the conversation's log yet. */
export type PendingMessage = {
  /** Stays the same over every retry (MSG-2), and is on the message that comes back: a good key for the bubble. */
  readonly clientMessageId: string;
  readonly target: { readonly conversationId: ConversationId } | { readonly recipientId: UserId };
  readonly content: ContentInput;
  /** The message that it answers. */
  readonly replyToSeq?: number;
  /** Client time, milliseconds since 1970: for display only. */
  readonly queuedAtMs: number;
} & (
  | { readonly status: 'pending' }
  | { readonly status: 'sending' }
  /** Durable on the server, under this `seq`; its log entry is about to arrive. */
  | { readonly status: 'sent'; readonly seq: number; readonly sentAt: string }
  /** Will not be tried again by itself; `retry` and `discard` of the conversation decide. */
  | { readonly status: 'failed'; readonly refusal: Refusal }
);

/** Where unsent messages live between starts. The default forgets them with the client. */
export type OutboxStorage = {
  /** Called once, when the client is made: oldest first. Nothing is sent or saved before a promise is kept; it never rejects. */
  load(): readonly PendingMessage[] | Promise<readonly PendingMessage[]>;
  /** Called after each change with all that is still to be sent or failed, oldest first. */
  save(messages: readonly PendingMessage[]): void;
  /** Hands over messages that others (closed tabs) left behind while this client lives. Returns how to stop. */
  onLeft?(take: (messages: readonly PendingMessage[]) => void): () => void;
};
