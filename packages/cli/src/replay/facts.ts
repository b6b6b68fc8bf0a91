// What is known of a run: what was asked for, what was answered, what came to whom, and what the API says afterwards. Facts alone, in the
// words of the public contract; ids are plain strings.
import type { Folder, MessagesFrom, RefusalCode } from '@parley/contract';

/** A message as somebody saw it. */
export type SeenMessage = {
  readonly seq: number;
  readonly senderId: string;
  readonly content: { readonly text: string };
};

/** From whom a person hears (ADM-3). */
export type Setting = { readonly messagesFrom: MessagesFrom; readonly othersMayRequest: boolean };

/** Somebody's wish to send, in the order of the trace. `id` is the client message id, unique in the run. */
export type Attempt = {
  readonly id: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly text: string;
  /** The server's clock when it was sent. */
  readonly atMs: number;
};

/** When something happened, told by how many attempts had been made before it. */
type After = { readonly after: number };

/** An attempt's first answer came: the server's clock then, so that it decided at this time or a little earlier. */
export type Heard = After & { readonly atMs: number };

/** Somebody asked for the conversation with somebody, as an app does that opens it: it counts as trying to reach them (ADM-6). */
export type Look = After & { readonly by: string; readonly otherId: string; readonly atMs: number };

/** Somebody accepted a request, and what they were answered. */
export type Accept = After & { readonly by: string; readonly otherId: string; readonly answer: 'done' | RefusalCode };

/** What the server answered to an attempt; a repeated send has several answers. */
export type Answer = { readonly id: string } & (
  | { readonly kind: 'acked'; readonly conversationId: string; readonly seq: number; readonly sentAt: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
);

type Where = { readonly by: string; readonly conversationId: string };

/** A message that came to somebody: as news on the socket, or in a page of history that was read to catch up. */
export type Receipt = Where & SeenMessage & Via;
/** News says where the conversation stands from then on. */
type Via = { readonly via: 'news'; readonly folder: Folder } | { readonly via: 'page' };

/** Somebody said to have read up to `seq`. */
export type Mark = Where & After & { readonly seq: number };

/** A conversation as an app showed it: one part of the log. */
export type Shown = Where & { readonly messages: readonly SeenMessage[] };

/** The whole log of a conversation as a member reads it from the API. */
export type LogRead = Where & { readonly messages: readonly (SeenMessage & { readonly sentAt: string })[] };

/** Where a row was read: in a list of the API, among all that ever changed, or in the inbox that a client kept by following the news. */
export type RowSource = 'inbox' | 'requests' | 'filtered' | 'changes' | 'kept';

/** A conversation as one member sees it. */
export type RowRead = Where & {
  readonly source: RowSource;
  readonly folder: Folder;
  readonly lastSeq: number;
  readonly readSeq: number;
  readonly unreadCount: number;
  readonly peerReceiptSeq: number;
  readonly peerDeliveredSeq: number;
};

/** How many conversations hold something unread, and how many requests wait. */
export type BadgeRead = {
  readonly by: string;
  readonly source: 'read' | 'kept';
  readonly count: number;
  readonly requestCount: number;
  readonly filteredCount: number;
};

/** How many follow somebody, and how many they follow, as the API counts. */
export type FollowCountRead = { readonly by: string; readonly followerCount: number; readonly followingCount: number };

export type Facts = {
  /** From whom each person hears. */
  readonly people: Map<string, Setting>;
  /** `follower followee` */
  readonly follows: Set<string>;
  readonly attempts: Attempt[];
  readonly answers: Answer[];
  /** By the id of the attempt. */
  readonly heard: Map<string, Heard>;
  /** How often an attempt went out, by its id. */
  readonly tries: Map<string, number>;
  readonly looks: Look[];
  readonly accepts: Accept[];
  readonly receipts: Receipt[];
  readonly marks: Mark[];
  readonly shown: Shown[];
  readonly logs: LogRead[];
  readonly rows: RowRead[];
  readonly badges: BadgeRead[];
  readonly followCounts: FollowCountRead[];
  /** The server's clock while everything was read back. */
  endMs: number;
};

export const noFacts = (): Facts => ({
  people: new Map(),
  follows: new Set(),
  attempts: [],
  answers: [],
  heard: new Map(),
  tries: new Map(),
  looks: [],
  accepts: [],
  receipts: [],
  marks: [],
  shown: [],
  logs: [],
  rows: [],
  badges: [],
  followCounts: [],
  endMs: 0,
});
