// Looking messages up in one member's own entries, newest first, with a bound on the work whatever the words are.
import type { ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { type SearchLexeme, toTextQuery } from './lexemes.ts';
import { BEHIND, BY_PEER, BY_WORD, WALK, WALK_CONVERSATION } from './search.sql.ts';

export type MessageKey = { conversationId: ConversationId; seq: number };
/** A message's place among all of a member's. */
export type SearchCursor = MessageKey & { sentAtMs: number };

/** `next` is where to go on; absent when everything was looked at. The page may be short, or empty, all the same. */
export type FoundMessages = { keys: SearchCursor[]; next?: SearchCursor | undefined };

export type MessageQuery = {
  lexemes: readonly SearchLexeme[];
  /** Within one conversation of the member, in whatever folder; otherwise in all that are no requests. */
  conversationId?: ConversationId | undefined;
  after?: SearchCursor | undefined;
  limit: number;
};

export type PeerQuery = {
  /** A handle's beginning, and a part of a name as `searchKey` makes it. */
  handle: string;
  key: string;
  after?: { messageRev: number; conversationId: ConversationId } | undefined;
  limit: number;
};

export type SearchReader = {
  /** Messages that the member may see, and that have all of the lexemes. */
  messagesForMember(memberId: UserId, query: MessageQuery): Promise<FoundMessages>;
  /** The member's listed conversations, requests aside, with people who are there for them and whose handle or name matches; newest first. */
  conversationsForMember(memberId: UserId, query: PeerQuery): Promise<ConversationId[]>;
  /** Conversations with messages that have no entries yet, by id. */
  behind(page: { after?: ConversationId | undefined; limit: number }): Promise<ConversationId[]>;
};

/** How many of a member's newest messages are looked through for a word before the index of words is asked, which knows no order. */
const walkCount = 2_000;
/** With so many hits there, walking on fills a page sooner than the index would. */
const frequentCount = 8;
/** A word that has more than these in the index, but few among the newest, is looked for by walking on, so far at a time. */
const byWordMax = 5_000;
const longWalkCount = 10_000;

type Row = { conversation_id: ConversationId; seq: string; sent_at: number };
type WalkRow = Row & { is_hit: boolean; place: number };
type ByWordRow = Row & { found_count: number };

/** Before everything: later than any message, and in the range of PostgreSQL. */
const end: SearchCursor = {
  sentAtMs: Date.UTC(9999, 11, 31),
  conversationId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' as ConversationId,
  seq: Number.MAX_SAFE_INTEGER,
};

const toCursor = (row: Row): SearchCursor => ({
  conversationId: row.conversation_id,
  seq: Number(row.seq),
  sentAtMs: row.sent_at,
});

export const searchReader = (run: Run): SearchReader => ({
  messagesForMember: async (memberId, { lexemes, conversationId, after = end, limit }) => {
    const asked: Asked = { memberId, text: toTextQuery(memberId, lexemes), conversationId, limit };
    if (conversationId) return walk(run, asked, after, longWalkCount);
    const near = await walk(run, asked, after, walkCount);
    const from = near.keys.length < limit ? near.next : undefined;
    if (!from) return near;
    const rest = { ...asked, limit: limit - near.keys.length };
    const indexed = near.keys.length < frequentCount ? await askIndex(run, rest, from) : undefined;
    const far = indexed ?? (await walk(run, rest, from, longWalkCount));
    return { keys: [...near.keys, ...far.keys], next: far.next };
  },

  conversationsForMember: async (memberId, { handle, key, after, limit }) => {
    const values = [
      ...[memberId, `${likePattern(handle)}%`, `%${likePattern(key)}%`],
      ...[after?.messageRev ?? Number.MAX_SAFE_INTEGER, after?.conversationId ?? end.conversationId, limit],
    ];
    const rows = await run<{ conversation_id: ConversationId }>({ name: 'search_peers', text: BY_PEER, values });
    return rows.map((row) => row.conversation_id);
  },

  behind: async ({ after, limit }) => {
    const values = [after ?? '00000000-0000-0000-0000-000000000000', limit];
    return (await run<{ id: ConversationId }>({ text: BEHIND, values })).map((row) => row.id);
  },
});

type Asked = { memberId: UserId; text: string; conversationId: ConversationId | undefined; limit: number };

/** The newest `count` entries from here on, one by one. */
async function walk(run: Run, asked: Asked, from: SearchCursor, count: number): Promise<FoundMessages> {
  const { memberId, text, conversationId, limit } = asked;
  const rows = conversationId
    ? await run<WalkRow>({
        name: 'search_walk_conversation',
        text: WALK_CONVERSATION,
        values: [memberId, text, conversationId, from.seq, count, limit + 1],
      })
    : await run<WalkRow>({
        name: 'search_walk',
        text: WALK,
        values: [memberId, text, toTimestamp(from.sentAtMs), from.conversationId, from.seq, count, limit + 1],
      });
  const keys = rows.filter((row) => row.is_hit).map(toCursor);
  if (keys.length > limit) return { keys: keys.slice(0, limit), next: keys[limit - 1] };
  const last = rows.at(-1);
  return { keys, next: last?.place === count ? toCursor(last) : undefined };
}

/** Everything further that has the words; undefined where that is too much to put in order. */
async function askIndex(run: Run, asked: Asked, from: SearchCursor): Promise<FoundMessages | undefined> {
  const { memberId, text, limit } = asked;
  const rows = await run<ByWordRow>({
    name: 'search_by_word',
    text: BY_WORD,
    values: [
      ...[memberId, text, toTimestamp(from.sentAtMs), from.conversationId, from.seq],
      ...[byWordMax + 1, limit + 1],
    ],
  });
  if ((rows[0]?.found_count ?? 0) > byWordMax) return undefined;
  const keys = rows.filter((row) => row.conversation_id !== null).map(toCursor);
  return keys.length > limit ? { keys: keys.slice(0, limit), next: keys[limit - 1] } : { keys };
}

const likePattern = (text: string): string => text.replace(/[\\%_]/g, (special) => `\\${special}`);
