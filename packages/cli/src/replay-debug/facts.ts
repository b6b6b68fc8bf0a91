// What is known of a run: what was asked for, what was answered, what came to whom, and what the API says afterwards. Facts alone, in the
// words of the public contract; ids are plain strings.
import type { MessagesFrom, RefusalCode } from '@parley/contract';

/** A message as somebody saw it. */
export type SeenMessage = {
  readonly seq: number;
  readonly senderId: string;
  readonly content: { readonly text: string };
};

/** Somebody's wish to send, in the order of the trace. `id` is the client message id, unique in the run. */
export type Attempt = {
  readonly id: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly text: string;
};

/** What the server answered to an attempt; a repeated send has several answers. */
export type Answer = { readonly id: string } & (
  | { readonly kind: 'acked'; readonly conversationId: string; readonly seq: number; readonly sentAt: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
);

type Where = { readonly by: string; readonly conversationId: string };

/** A message that came to somebody: as news on the socket, or in a page of history that was read to catch up. */
export type Receipt = Where & SeenMessage & { readonly via: 'news' | 'page' };

/** Somebody said to have read up to `seq`. */
export type Mark = Where & { readonly seq: number };

/** A conversation as an app showed it: one part of the log. */
export type Shown = Where & { readonly messages: readonly SeenMessage[] };

/** The whole log of a conversation as a member reads it from the API. */
export type LogRead = Where & { readonly messages: readonly (SeenMessage & { readonly sentAt: string })[] };

/** A row of somebody's inbox: as read from the API, or as a client kept it by following the news. */
export type RowRead = Where & {
  readonly source: 'read' | 'kept';
  readonly lastSeq: number;
  readonly readSeq: number;
  readonly unreadCount: number;
  readonly peerReceiptSeq: number;
};

/** How many conversations hold something unread. */
export type BadgeRead = { readonly by: string; readonly source: 'read' | 'kept'; readonly count: number };

/** How many follow somebody, and how many they follow, as the API counts. */
export type FollowCountRead = { readonly by: string; readonly followerCount: number; readonly followingCount: number };

export type Facts = {
  /** From whom each person hears. */
  readonly people: Map<string, MessagesFrom>;
  /** `follower followee` */
  readonly follows: Set<string>;
  readonly attempts: Attempt[];
  readonly answers: Answer[];
  readonly receipts: Receipt[];
  readonly marks: Mark[];
  readonly shown: Shown[];
  readonly logs: LogRead[];
  readonly rows: RowRead[];
  readonly badges: BadgeRead[];
  readonly followCounts: FollowCountRead[];
};

export const noFacts = (): Facts => ({
  people: new Map(),
  follows: new Set(),
  attempts: [],
  answers: [],
  receipts: [],
  marks: [],
  shown: [],
  logs: [],
  rows: [],
  badges: [],
  followCounts: [],
});
