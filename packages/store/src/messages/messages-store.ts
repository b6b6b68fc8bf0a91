import type { Attachment, ConversationId, Entity, StickerId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';
import { fromStoredExtras, notUnsent, type StoredExtras, type StoredShare } from './extras.ts';
import { type SeenPlace, seenBy, visibleOf } from './visible-of.ts';

export type MessageRow = {
  conversationId: ConversationId;
  seq: number;
  senderId: UserId;
  sentAtMs: number;
  clientMessageId: string;
  /** Empty where it was unsent, and where something else has no caption. */
  text: string;
  entities: readonly Entity[];
  attachments?: readonly Attachment[] | undefined;
  sticker?: StickerId | undefined;
  share?: StoredShare | undefined;
  replyToSeq?: number | undefined;
  editedAtMs?: number | undefined;
  unsentAtMs?: number | undefined;
};

/** Which part of a conversation, and how many messages at the most. */
export type MessageRange =
  | { limit: number }
  | { beforeSeq: number; limit: number }
  | { afterSeq: number; limit: number }
  | { aroundSeq: number; limit: number };

export type MessagePage = {
  messages: MessageRow[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** What those answer and is not among them, as far as the member can see it. */
  quoted: MessageRow[];
};

/** What a member may see of a conversation: nothing at or below `clearedSeq`, nothing hidden. */
export type Sight = { conversationId: ConversationId; clearedSeq: number };
/**
 * The same as of one row of the inbox. The log is read a moment after the row, and a message that came in between must not be in
 * what is said of the row: a client would count it again when its update arrives.
 */
export type SightAt = Sight & { lastSeq: number };

export type MessagesReader = {
  /** A page of what the member can see, oldest first. The caller has made sure that `memberId` is a member. */
  listForMember(memberId: UserId, sight: Sight, range: MessageRange): Promise<MessagePage>;
  /** Those of these messages that are not withheld from the member, in the order of `places`. The caller knows that the member may see them otherwise. */
  atForMember(
    memberId: UserId,
    places: readonly { conversationId: ConversationId; seq: number }[],
  ): Promise<MessageRow[]>;
  /** The newest visible message of each conversation. */
  lastForMember(memberId: UserId, sights: readonly SightAt[]): Promise<Map<ConversationId, MessageRow>>;
  /** The indexes of those places whose message its viewer can see, in a conversation of theirs. */
  visibleOf(places: readonly SeenPlace[]): Promise<ReadonlySet<number>>;
  /** Visible messages from others above each `afterSeq`, up to `lastSeq`, without those unsent, counted up to `cap` (INB-2). */
  countUnread(
    memberId: UserId,
    from: readonly { conversationId: ConversationId; afterSeq: number; lastSeq: number }[],
    cap: number,
  ): Promise<Map<ConversationId, number>>;
};

type Row = {
  conversation_id: ConversationId;
  seq: string;
  sender_id: UserId;
  sent_at: number;
  client_message_id: string;
  text: string;
  extras: StoredExtras;
};

const toMessageFor =
  (viewerId: UserId) =>
  (row: Row): MessageRow => {
    const { entities = [], withheldEdit, ...more } = fromStoredExtras(row.extras);
    return {
      conversationId: row.conversation_id,
      seq: Number(row.seq),
      senderId: row.sender_id,
      sentAtMs: row.sent_at,
      clientMessageId: row.client_message_id,
      text: row.text,
      entities,
      ...more,
      ...(row.sender_id === viewerId ? withheldEdit : {}),
    };
  };

const COLUMNS = 'conversation_id, seq, sender_id, sent_at, client_message_id, text, extras';
const HIDDEN =
  'select conversation_id, seq from hidden_messages where user_id = $1 and conversation_id = any($2::uuid[])';

// The two pages differ in direction alone; the hidden ones of this conversation come as an array because they live by another key.
const page = (comparison: '<' | '>', direction: 'asc' | 'desc'): string => `select ${COLUMNS} from messages
  where conversation_id = $1 and seq > $2 and seq ${comparison} $3 and seq <> all($4::bigint[]) and ${seenBy('$6')}
  order by seq ${direction} limit $5`;
const OLDER = page('<', 'desc');
const NEWER = page('>', 'asc');

const QUOTED = `select ${COLUMNS} from messages
  where conversation_id = $1 and seq = any($2::bigint[]) and seq > $3 and seq <> all($4::bigint[]) and ${seenBy('$5')}`;

const LAST = `select m.* from unnest($1::uuid[], $2::bigint[], $5::bigint[]) as t(conversation_id, cleared_seq, last_seq)
  cross join lateral (
    select ${COLUMNS} from messages
    where conversation_id = t.conversation_id and seq > t.cleared_seq and seq <= t.last_seq and ${seenBy('$6')}
      and not exists (
        select 1 from unnest($3::uuid[], $4::bigint[]) as h(conversation_id, seq)
        where h.conversation_id = messages.conversation_id and h.seq = messages.seq
      )
    order by seq desc limit 1
  ) m`;

const AT = `select ${COLUMNS} from unnest($1::uuid[], $2::bigint[]) with ordinality as t(conversation_id, seq, place)
  join messages using (conversation_id, seq)
  where ${seenBy('$3')}
  order by place`;

const UNREAD = `select t.conversation_id, count(*)::int as count
  from unnest($1::uuid[], $2::bigint[], $7::bigint[]) as t(conversation_id, after_seq, last_seq)
  cross join lateral (
    select 1 from messages
    where conversation_id = t.conversation_id and seq > t.after_seq and seq <= t.last_seq and sender_id <> $3 and ${seenBy('$3')}
      and ${notUnsent}
      and not exists (
        select 1 from unnest($4::uuid[], $5::bigint[]) as h(conversation_id, seq)
        where h.conversation_id = messages.conversation_id and h.seq = messages.seq
      )
    limit $6
  ) m
  group by t.conversation_id`;

export const messagesReader = (run: Run): MessagesReader => {
  const hidden = (
    memberId: UserId,
    ids: readonly ConversationId[],
  ): Promise<{ conversation_id: string; seq: string }[]> =>
    run({ name: 'hidden', text: HIDDEN, values: [memberId, ids] });

  return {
    listForMember: async (memberId, sight, range) => {
      const hiddenSeqs = (await hidden(memberId, [sight.conversationId])).map((row) => row.seq);
      const toMessage = toMessageFor(memberId);
      const read = async (older: boolean, from: number, limit: number): Promise<MessageRow[]> => {
        const values = [sight.conversationId, sight.clearedSeq, from, hiddenSeqs, limit, memberId];
        const rows = await run<Row>({ name: older ? 'older' : 'newer', text: older ? OLDER : NEWER, values });
        const messages = rows.map(toMessage);
        return older ? messages.reverse() : messages;
      };
      const page = await readPage(read, range);
      const seqs = quotedBeyond(page.messages);
      if (seqs.length === 0) return { ...page, quoted: [] };
      const values = [sight.conversationId, seqs, sight.clearedSeq, hiddenSeqs, memberId];
      return { ...page, quoted: (await run<Row>({ name: 'quoted', text: QUOTED, values })).map(toMessage) };
    },

    atForMember: async (memberId, places) => {
      const values = [places.map((place) => place.conversationId), places.map((place) => place.seq), memberId];
      return (await run<Row>({ name: 'messages_at', text: AT, values })).map(toMessageFor(memberId));
    },

    lastForMember: async (memberId, sights) => {
      const ids = sights.map((sight) => sight.conversationId);
      const away = await hidden(memberId, ids);
      const rows = await run<Row>({
        name: 'last_messages',
        text: LAST,
        values: [
          ids,
          sights.map((sight) => sight.clearedSeq),
          away.map((row) => row.conversation_id),
          away.map((row) => row.seq),
          sights.map((sight) => sight.lastSeq),
          memberId,
        ],
      });
      return new Map(rows.map((row) => [row.conversation_id, toMessageFor(memberId)(row)]));
    },

    visibleOf: (places) => visibleOf(run, places),

    countUnread: async (memberId, from, cap) => {
      if (from.length === 0) return new Map();
      const ids = from.map((one) => one.conversationId);
      const away = await hidden(memberId, ids);
      const rows = await run<{ conversation_id: ConversationId; count: number }>({
        name: 'unread',
        text: UNREAD,
        values: [
          ids,
          from.map((one) => one.afterSeq),
          memberId,
          away.map((row) => row.conversation_id),
          away.map((row) => row.seq),
          cap,
          from.map((one) => one.lastSeq),
        ],
      });
      return new Map(rows.map((row) => [row.conversation_id, row.count]));
    },
  };
};

type Read = (older: boolean, from: number, limit: number) => Promise<MessageRow[]>;

/** One row more than asked tells whether there is more on that side. */
async function readPage(read: Read, range: MessageRange): Promise<Omit<MessagePage, 'quoted'>> {
  if ('aroundSeq' in range) {
    const half = Math.floor(range.limit / 2);
    const [older, newer] = await Promise.all([
      read(true, range.aroundSeq, half + 1),
      read(false, range.aroundSeq - 1, range.limit - half + 1),
    ]);
    const messages = [...older.slice(Math.max(older.length - half, 0)), ...newer.slice(0, range.limit - half)];
    return { messages, hasOlder: older.length > half, hasNewer: newer.length > range.limit - half };
  }
  if ('afterSeq' in range) {
    const [rows, before] = await Promise.all([
      read(false, range.afterSeq, range.limit + 1),
      read(true, range.afterSeq + 1, 1),
    ]);
    return { messages: rows.slice(0, range.limit), hasOlder: before.length > 0, hasNewer: rows.length > range.limit };
  }
  const from = 'beforeSeq' in range ? range.beforeSeq : Number.MAX_SAFE_INTEGER;
  const [rows, after] = await Promise.all([
    read(true, from, range.limit + 1),
    'beforeSeq' in range ? read(false, from - 1, 1) : Promise.resolve([]),
  ]);
  return { messages: rows.slice(-range.limit), hasOlder: rows.length > range.limit, hasNewer: after.length > 0 };
}

/** What these answer that is not among them. */
function quotedBeyond(messages: readonly MessageRow[]): number[] {
  const among = new Set(messages.map((message) => message.seq));
  const seqs = messages.flatMap(({ replyToSeq }) => replyToSeq ?? []);
  return [...new Set(seqs)].filter((seq) => !among.has(seq));
}
