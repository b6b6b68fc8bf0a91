// The store's side of the send path: facts in bulk, then one flush that locks and appends. See README.md beside this file.
import {
  type ConversationId,
  directConversationPair,
  type Entity,
  type MessagesFrom,
  type UserId,
} from '@parley/contract';
import { inLockOrder, type Pipeline, toTimestamp } from '../database/index.ts';
import { type AccountState, toMessagesFrom, toState } from '../settings/index.ts';
import { APPEND, LOCK, STORED } from './append.sql.ts';

/** What names a send: the same three again are the same send (MSG-2). */
export type SendKey = { conversationId: ConversationId; senderId: UserId; clientMessageId: string };

/** Who writes to whom. */
export type Pair = { conversationId: ConversationId; senderId: UserId; recipientId: UserId };

export type SendFactsOfUser = {
  /** The version that a decision on these facts rests on. */
  ver: number;
  state: AccountState;
  messagesFrom: MessagesFrom;
  bornOn: string | null;
};

/** Facts of many pairs at once. Absent users do not exist; absent relations and conversations are empty. */
export type SendFacts = {
  users: Map<UserId, SendFactsOfUser>;
  relation(userId: UserId, otherId: UserId): { isFollowing: boolean; isBlocked: boolean };
  /** Whether this person has written in the conversation. */
  hasWritten(conversationId: ConversationId, userId: UserId): boolean;
};

export type DecidedSend = SendKey & {
  recipientId: UserId;
  text: string;
  entities: readonly Entity[];
  senderVer: number;
  recipientVer: number;
};

export type StoredSend = { seq: number; sentAtMs: number; isNew: boolean };

export type Appended = {
  /** By `sendKeyText`; a send that is missing was decided on facts that have changed. */
  stored: Map<string, StoredSend>;
  /** The new revision of every sender's and recipient's inbox, also of those that got nothing. */
  revs: Map<UserId, number>;
};

export type SendStore = {
  facts(pairs: readonly Pair[]): Promise<SendFacts>;
  /** Appends all sends in one transaction. Throws `StoreFault`; after `lost` the same sends may be appended again. */
  append(sends: readonly DecidedSend[], nowMs: number): Promise<Appended>;
  /** The first answers of those sends that are already stored. */
  findStored(keys: readonly SendKey[]): Promise<Map<string, StoredSend>>;
};

export const sendKeyText = (key: SendKey): string => `${key.conversationId} ${key.senderId} ${key.clientMessageId}`;

type UserRow = { id: UserId; ver: number; state: number; messages_from: number; born_on: string | null };
type RelationRow = { user_id: UserId; other_id: UserId; following: number; is_blocked: boolean };
type ConversationRow = { id: ConversationId; low_wrote: boolean; high_wrote: boolean };
type StoredRow = {
  conversation_id: ConversationId;
  sender_id: UserId;
  client_message_id: string;
  seq: string;
  sent_at: number;
  is_new?: boolean;
};

const USERS = 'select id, ver, state, messages_from, born_on from users where id = any($1::bigint[])';
const RELATIONS = `select r.user_id, r.other_id, r.following, r.blocked_at is not null as is_blocked
  from unnest($1::bigint[], $2::bigint[]) as t(user_id, other_id) join relations r using (user_id, other_id)`;
const CONVERSATIONS = 'select id, low_wrote, high_wrote from conversations where id = any($1::uuid[])';

const toStored = (rows: readonly StoredRow[]): Map<string, StoredSend> =>
  new Map(
    rows.map((row) => {
      const key = {
        conversationId: row.conversation_id,
        senderId: row.sender_id,
        clientMessageId: row.client_message_id,
      };
      return [sendKeyText(key), { seq: Number(row.seq), sentAtMs: row.sent_at, isNew: row.is_new ?? false }];
    }),
  );

/** The statements of the flush; the contract suite puts broken ones in their place. */
export type SendStatements = { lock: string; append: string };
const sound: SendStatements = { lock: LOCK, append: APPEND };

export const sendStore = (reads: Pipeline, writes: Pipeline, statements = sound): SendStore => ({
  facts: async (pairs) => {
    const both = pairs.flatMap(({ senderId, recipientId }) => [
      [senderId, recipientId],
      [recipientId, senderId],
    ]);
    const [users, relations, conversations] = await Promise.all([
      reads.run<UserRow>({ name: 'send_users', text: USERS, values: [[...new Set(both.map(([id]) => id))]] }),
      reads.run<RelationRow>({
        name: 'send_relations',
        text: RELATIONS,
        values: [both.map(([id]) => id), both.map(([, id]) => id)],
      }),
      reads.run<ConversationRow>({
        name: 'send_conversations',
        text: CONVERSATIONS,
        values: [[...new Set(pairs.map((pair) => pair.conversationId))]],
      }),
    ]);
    return toFacts(users, relations, conversations);
  },

  append: async (sends, nowMs) => {
    const ids = inLockOrder(sends.flatMap((send) => [send.senderId, send.recipientId]));
    const [locked, stored] = await writes.flush([
      { name: 'send_lock', text: statements.lock, values: [ids] },
      { name: 'send_append', text: statements.append, values: appendValues(sends, ids, nowMs) },
    ]);
    return {
      stored: toStored(stored as StoredRow[]),
      revs: new Map((locked as { id: UserId; rev: string }[]).map((row) => [row.id, Number(row.rev)])),
    };
  },

  findStored: async (keys) => {
    if (keys.length === 0) return new Map();
    const rows = await reads.run<StoredRow>({
      name: 'send_stored',
      text: STORED,
      values: [
        keys.map((key) => key.conversationId),
        keys.map((key) => key.senderId),
        keys.map((key) => key.clientMessageId),
      ],
    });
    return toStored(rows);
  },
});

const appendValues = (sends: readonly DecidedSend[], ids: readonly UserId[], nowMs: number): unknown[] => [
  sends.map((send) => send.conversationId),
  sends.map((send) => send.senderId),
  sends.map((send) => send.recipientId),
  sends.map((send) => send.clientMessageId),
  sends.map((send) => send.text),
  sends.map((send) => (send.entities.length === 0 ? null : JSON.stringify(send.entities))),
  sends.map((send) => send.senderVer),
  sends.map((send) => send.recipientVer),
  ids,
  toTimestamp(nowMs),
];

function toFacts(
  users: readonly UserRow[],
  relations: readonly RelationRow[],
  conversations: readonly ConversationRow[],
): SendFacts {
  const byPair = new Map(relations.map((row) => [`${row.user_id} ${row.other_id}`, row]));
  const byConversation = new Map(conversations.map((row) => [row.id, row]));
  return {
    users: new Map(
      users.map((row) => [
        row.id,
        {
          ver: row.ver,
          state: toState(row.state),
          messagesFrom: toMessagesFrom(row.messages_from),
          bornOn: row.born_on,
        },
      ]),
    ),
    relation: (userId, otherId) => {
      const row = byPair.get(`${userId} ${otherId}`);
      return { isFollowing: row?.following === 2, isBlocked: row?.is_blocked ?? false };
    },
    hasWritten: (conversationId, userId) => {
      const row = byConversation.get(conversationId);
      if (!row) return false;
      return directConversationPair(conversationId)?.[0] === userId ? row.low_wrote : row.high_wrote;
    },
  };
}
