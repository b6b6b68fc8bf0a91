import type {
  Attachment,
  ClearedPlace,
  Conversation,
  ConversationId,
  Message,
  MethodInput,
  Share,
  StickerId,
  UserId,
} from '@parley/contract';
import type { CallError } from '../calls/index.ts';
import type { PendingMessage } from '../outbox/index.ts';

/** Which conversation: by its id, or the one with a person (also before the first message). */
export type ConversationRef = { readonly conversationId: ConversationId } | { readonly userId: UserId };

type Common = {
  /** Mine, not in the log yet, oldest first: they stand below all `messages`. */
  readonly pending: readonly PendingMessage[];
  /** Who is typing now, by `typing.started` notices of the last seconds. */
  readonly typingUserIds: readonly UserId[];
};

/**
 * A conversation as shown. `closed`: nobody opened it. `loading`: on the way; `conversation` may be known from the inbox.
 * `ready`: `messages` is an unbroken part of the log, oldest first; it reaches the newest message unless `hasNewer`.
 * `failed`: could not be loaded; `reload()` tries again, a new connection does so too.
 */
export type ConversationState =
  | (Common & { readonly status: 'closed' | 'loading'; readonly conversation: Conversation | undefined })
  | (Common & {
      readonly status: 'ready';
      readonly conversation: Conversation;
      readonly messages: readonly Message[];
      /**
       * What `messages` answer (`replyToSeq`) and is not among them, by seq; look there first. null: I cannot see it. Absent: on its way.
       */
      readonly quoted: ReadonlyMap<number, Message | null>;
      readonly hasOlder: boolean;
      /** True after `loadAround`, until one has read on to the newest message; live messages are then not shown here. */
      readonly hasNewer: boolean;
    })
  | (Common & { readonly status: 'failed'; readonly error: CallError });

/** What a send may carry besides its text. At most one of `attachments`, `sticker` and `share`. */
export type SendOptions = {
  clientMessageId?: string;
  replyToSeq?: number;
  /** It goes beside what is begun, as a sticker does: the draft stays as it is. Default: a send finishes the draft. */
  keepsDraft?: boolean;
  /**
   * What `client.media.upload` gave: up to 9 photos and videos, or one file, or one voice note. The text is their caption then, and may be
   * empty.
   */
  attachments?: readonly Pick<Attachment, 'id' | 'kind'>[];
  /** One of `stickers.list`; the text has to be empty. */
  sticker?: StickerId;
  /** A video passed on, from an origin of `shares.listOrigins`. `cover`: a photo, uploaded. The text is its caption, and may be empty. */
  share?: Pick<Share, 'url' | 'title' | 'authorName'> & { cover?: Pick<Attachment, 'id'> };
};

/** How to arrange a conversation in my own inbox (INB-4); what is absent stays. */
export type Arrangement = Omit<MethodInput<'conversations.arrange'>, 'conversationIds'>;

/** One conversation of mine. The same object comes for the same conversation, so it may be an effect's dependency. */
export type ConversationHandle = {
  /** Absent only while it is not known who I am, for a conversation named by its person. */
  readonly id: ConversationId | undefined;
  /** An immutable snapshot; the same object until something in it changed. */
  readonly state: ConversationState;
  /** Loads the newest messages and keeps them current until the returned function is called. May be called many times. */
  open(): () => void;
  /** Loads again after `failed`. */
  reload(): void;
  /** Adds the page before. Does nothing without `hasOlder`. Rejects with `CallError`. */
  loadOlder(): Promise<void>;
  /** Adds the page after. Does nothing without `hasNewer`. Rejects with `CallError`. */
  loadNewer(): Promise<void>;
  /** Shows the messages around `seq` instead of the present ones. Rejects with `CallError`. */
  loadAround(seq: number): Promise<void>;
  /** Shows the newest messages again, after `loadAround`. Rejects with `CallError`. */
  loadNewest(): Promise<void>;
  /** Says that I have read up to `seq`. Many calls become one; it is sent when there is a connection. */
  markRead(seq: number): void;
  /**
   * Queues a text and answers its client message id at once; what becomes of it shows in `pending`, then in `messages`.
   * Pass a `clientMessageId` (up to 64 printable ASCII bytes) to make a program's send safe to repeat: the same id gives one message.
   * `replyToSeq` makes it a reply to a message that I can see.
   */
  send(text: string, options?: SendOptions): string;
  /**
   * Gives a message of mine another text (MSG-6). Needs a connection: nothing waits for one. Rejects with `CallError`, as with
   * `edit_too_late`; `offline` means that nobody knows whether it was done, and doing it again is safe.
   */
  edit(seq: number, text: string): Promise<void>;
  /** Takes a message of mine back from everybody (MSG-7), and answers from which kinds of places. The same holds as for `edit`. */
  unsend(seq: number): Promise<readonly ClearedPlace[]>;
  /** Tries a failed message again, under the same id. */
  retry(clientMessageId: string): void;
  /** Forgets a message that is not sent. One that reached the server already still appears. */
  discard(clientMessageId: string): void;
  /** Call it at each key press: the other is told at most every 3 s, and only while live. */
  startTyping(): void;
  /**
   * Keeps what I began to write for my other devices; wait for a pause in typing before each call. An empty text forgets it, and so does
   * `send`. Only the newest counts; it is sent when there is a connection, and what others saved shows as `conversation.draft`.
   */
  saveDraft(text: string): void;
  /**
   * Pins, mutes, archives or marks unread (INB-4). Rejects with `CallError`, as with `pin_limit`. Nothing else takes the mark away: call it with
   * `isMarkedUnread: false` when the person opens the conversation. For many at once: `client.call('conversations.arrange', ...)`.
   */
  arrange(how: Arrangement): Promise<void>;
  /** Hides up to 100 messages from my own view (MSG-8). Rejects with `CallError`. */
  hide(seqs: readonly number[]): Promise<void>;
  /** Empties the conversation in my own view (MSG-8). Rejects with `CallError`. */
  clear(): Promise<void>;
  /** Empties it in my own view and takes it out of my inbox until the next message (MSG-8). Rejects with `CallError`. */
  delete(): Promise<void>;
};
