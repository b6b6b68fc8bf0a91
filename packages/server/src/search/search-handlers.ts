import {
  type ConversationId,
  conversationId as conversationIdSchema,
  directConversationPeer,
  type MethodParams,
  type SearchHit,
  type UserId,
} from '@parley/contract';
import { findMatches, lexemesOf, parseSearch, type Search, searchKey } from '@parley/core';
import type { InboxCursor, MessageRow, SearchCursor } from '@parley/store';
import type { AdmissionDeps } from '../admission/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { showConversations } from '../conversations/index.ts';
import { toMessageView } from '../messages/index.ts';
import { refuse } from '../outcome.ts';
import { decodeCursor, encodeCursor, toPersonView } from '../people/index.ts';
import type { SearchIndexer } from './indexer.ts';

type Deps = AdmissionDeps & { clock: Clock; searchIndexer: Pick<SearchIndexer, 'settle'> };
type SearchHandlers = Pick<Handlers, 'search.messages' | 'search.conversations'>;

export const searchHandlers = (deps: Deps): SearchHandlers => ({
  'search.messages': async (input, { actor: { userId } }) => {
    const { query, conversationId, limit, cursor } = input;
    if (conversationId && !directConversationPeer(conversationId, userId)) return refuse('not_found');
    const search = parseSearch(query);
    if (!search) return { hits: [] };
    await deps.searchIndexer.settle(userId);
    const asked = { lexemes: lexemesOf(search), conversationId, after: toSearchCursor(cursor), limit };
    const { keys, next } = await deps.store.read.search.messagesForMember(userId, asked);
    const rows = await deps.store.read.messages.atForMember(userId, keys);
    const hits = await showHits(deps, { viewerId: userId, rows, search });
    return { hits, ...(next ? { nextCursor: encodeCursor([next.sentAtMs, next.conversationId, next.seq]) } : {}) };
  },

  'search.conversations': (input, { actor }) => searchConversations(deps, input, actor.userId),
});

type Found = { viewerId: UserId; rows: readonly MessageRow[]; search: Search };

/** In the order of `rows`; without those that have the pairs of a run and not the run. */
async function showHits({ store }: Deps, { viewerId, rows, search }: Found): Promise<SearchHit[]> {
  const peers = new Map(
    rows.map((row) => [row.conversationId, directConversationPeer(row.conversationId, viewerId)] as const),
  );
  const ids = new Set([...peers.values()].filter((id) => id !== undefined));
  const people = await store.read.people.forViewer(viewerId, [...ids]);
  return rows.flatMap((row) => {
    const peerId = peers.get(row.conversationId);
    const matches = findMatches(row.text, search);
    if (peerId === undefined || matches.length === 0) return [];
    return [{ message: toMessageView(row, viewerId), peer: toPersonView(peerId, people.get(peerId)), matches }];
  });
}

async function searchConversations(
  deps: Deps,
  { query, limit, cursor }: MethodParams<'search.conversations'>,
  viewerId: UserId,
) {
  const words = query.trim().replace(/^[@＠]/, '');
  const key = searchKey(words);
  if (key === '') return { conversations: [] };
  const { read } = deps.store;
  const page = { handle: words.toLowerCase(), key, after: toInboxCursor(cursor), limit: limit + 1 };
  const ids = await read.search.conversationsForMember(viewerId, page);
  const found = await read.inbox.getForMember(viewerId, ids.slice(0, limit));
  const rows = ids.flatMap((id) => found.get(id) ?? []);
  const last = ids.length > limit ? rows.at(-1) : undefined;
  return {
    conversations: await showConversations(deps, viewerId, rows, { nowMs: deps.clock.now() }),
    ...(last ? { nextCursor: encodeCursor([last.messageRev, last.conversationId]) } : {}),
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
/** Years of more digits are written in a way that PostgreSQL does not read. */
const year10000Ms = 253_402_300_800_000;

function toId(part: unknown): ConversationId | undefined {
  const parsed = conversationIdSchema.safeParse(part);
  return parsed.success ? parsed.data : undefined;
}

function toSearchCursor(cursor: string | undefined): SearchCursor | undefined {
  const [sentAtMs, id, seq] = decodeCursor(cursor);
  const conversationId = toId(id);
  const isPlace = isCount(sentAtMs) && sentAtMs < year10000Ms && isCount(seq);
  return isPlace && conversationId ? { sentAtMs, conversationId, seq } : undefined;
}

function toInboxCursor(cursor: string | undefined): InboxCursor | undefined {
  const [messageRev, id] = decodeCursor(cursor);
  const conversationId = toId(id);
  return isCount(messageRev) && conversationId ? { messageRev, conversationId } : undefined;
}
