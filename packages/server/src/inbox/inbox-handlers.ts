import { conversationId, limits, type MethodParams, type UserId } from '@parley/contract';
import type { InboxCursor, InboxRow, Store } from '@parley/store';
import type { AdmissionDeps } from '../admission/index.ts';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { announceArranged, showConversations } from '../conversations/index.ts';
import { inTurns } from '../gathered.ts';
import { decodeCursor, encodeCursor } from '../people/index.ts';
import { type DigestDeps, digestHandlers } from './digest.ts';

type Deps = AdmissionDeps & DigestDeps & { clock: Clock; announcer: Announcer };
type InboxHandlers = Pick<Handlers, 'inbox.list' | 'inbox.changes' | 'inbox.digest' | 'inbox.archiveOlder'>;

/** Pages that are read at once on this node. A page is a dozen statements, most of them side by side on one connection; so many keep it busy. */
const pagesAtOnce = 32;

export const inboxHandlers = (deps: Deps): InboxHandlers => {
  const { clock } = deps;
  const store = { ...deps.store, read: deps.store.readTogether };
  /** Read before the rows: an answer may hold more than it says, never less. All of it is as of one moment, so that a mute ends in it once. */
  const standing = async (userId: UserId, nowMs: number) => {
    const times = { nowMs, filteredFromMs: nowMs - limits.filteredMs };
    const { unreadChangesAtMs, ...counts } = await store.read.inbox.standing(userId, times);
    const changes = unreadChangesAtMs === null ? {} : { unreadChangesAt: new Date(unreadChangesAtMs).toISOString() };
    return { ...counts, ...changes };
  };
  const inTurn = inTurns(pagesAtOnce);
  const show = (userId: UserId, rows: readonly InboxRow[], nowMs: number) =>
    showConversations({ ...deps, store }, userId, rows, { nowMs });

  return {
    'inbox.list': (input, { actor: { userId } }) =>
      inTurn(async () => {
        const nowMs = clock.now();
        const counts = await standing(userId, nowMs);
        const { rows, nextCursor } = await listedPage(store, userId, input);
        const conversations = await show(userId, rows, nowMs);
        return { conversations, ...counts, ...(nextCursor ? { nextCursor } : {}) };
      }),

    'inbox.changes': ({ sinceRev, limit }, { actor: { userId } }) =>
      inTurn(async () => {
        const nowMs = clock.now();
        const counts = await standing(userId, nowMs);
        const page = await changedPage(store, userId, { sinceRev, limit });
        const conversations = await show(userId, page.rows, nowMs);
        const rev = page.hasMore ? page.rev : Math.max(counts.rev, sinceRev);
        return { conversations, ...counts, rev, hasMore: page.hasMore };
      }),

    ...digestHandlers(deps),

    'inbox.archiveOlder': ({ before }, { actor: { userId } }) => archiveOlder(deps, userId, Date.parse(before)),
  };
};

/** INB-4: what is pinned stands at the top of the inbox, beyond the limit, and comes with the first page alone. */
async function listedPage(store: Store, userId: UserId, input: MethodParams<'inbox.list'>) {
  const { folder, isUnreadOnly, limit } = input;
  const after = toInboxCursor(input.cursor);
  const hasPins = folder === 'inbox' && after === undefined;
  const [pinned, rows] = await Promise.all([
    hasPins ? store.read.inbox.pinnedForMember(userId, isUnreadOnly) : [],
    store.read.inbox.listForMember(userId, { folder, isUnreadOnly, limit: limit + 1, after }),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const known = new Set(pinned.map((row) => row.conversationId));
  return {
    // Two reads: one that was unpinned between them may stand in both.
    rows: [...pinned, ...rows.slice(0, limit).filter((row) => !known.has(row.conversationId))],
    nextCursor: last && encodeCursor([last.messageRev, last.conversationId]),
  };
}

/** In steps of one revision each, so that no answer of `inbox.changes` becomes huge. */
async function archiveOlder(deps: Deps, userId: UserId, beforeMs: number): Promise<{ archivedCount: number }> {
  const limit = limits.arrangedAtOnceMax;
  let archivedCount = 0;
  for (let after: InboxCursor | undefined; ; ) {
    const page = { beforeMs, limit, after };
    const { moved, next } = await commitThenAnnounce(deps, async (write, announce) => {
      const archived = await write.inbox.archiveOlder(userId, page);
      if (archived.moved) announceArranged(announce, userId, archived.moved, deps.clock.now());
      return archived;
    });
    archivedCount += moved?.rows.length ?? 0;
    if (!next) return { archivedCount };
    after = next;
  }
}

/** One batch of sends moves many conversations by one revision; a page never ends inside a revision, so it may be longer than asked. */
async function changedPage(store: Store, userId: UserId, { sinceRev, limit }: { sinceRev: number; limit: number }) {
  const rows = await store.read.inbox.changedForMember(userId, sinceRev, limit + 1);
  const next = rows[limit];
  const first = rows[0];
  if (!next || !first) return { rows, rev: sinceRev, hasMore: false };
  if (first.rev < next.rev) return { rows: rows.filter((row) => row.rev < next.rev), rev: next.rev - 1, hasMore: true };
  return { rows: await store.read.inbox.atRevForMember(userId, first.rev), rev: first.rev, hasMore: true };
}

function toInboxCursor(cursor: string | undefined): InboxCursor | undefined {
  const [messageRev, id] = decodeCursor(cursor);
  const parsed = conversationId.safeParse(id);
  return typeof messageRev === 'number' && Number.isSafeInteger(messageRev) && parsed.success
    ? { messageRev, conversationId: parsed.data }
    : undefined;
}
