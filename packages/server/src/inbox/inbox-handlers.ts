import { conversationId, limits, type UserId } from '@parley/contract';
import type { InboxCursor, InboxRow, Store } from '@parley/store';
import type { AdmissionDeps } from '../admission/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { showConversations } from '../conversations/index.ts';
import { decodeCursor, encodeCursor } from '../people/index.ts';

type Deps = AdmissionDeps & { clock: Clock };
type InboxHandlers = Pick<Handlers, 'inbox.list' | 'inbox.changes'>;

export const inboxHandlers = (deps: Deps): InboxHandlers => {
  const { store, clock } = deps;
  /** Read before the rows: an answer may hold more than it says, never less. */
  const standing = (userId: UserId) => store.read.inbox.standing(userId, clock.now() - limits.filteredMs);
  const show = (userId: UserId, rows: readonly InboxRow[]) =>
    showConversations(deps, userId, rows, { nowMs: clock.now() });

  return {
    'inbox.list': async ({ folder, limit, cursor }, { actor: { userId } }) => {
      const counts = await standing(userId);
      const page = { folder, limit: limit + 1, after: toInboxCursor(cursor) };
      const rows = await store.read.inbox.listForMember(userId, page);
      const conversations = await show(userId, rows.slice(0, limit));
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const nextCursor = last && encodeCursor([last.messageRev, last.conversationId]);
      return { conversations, ...counts, ...(nextCursor ? { nextCursor } : {}) };
    },

    'inbox.changes': async ({ sinceRev, limit }, { actor: { userId } }) => {
      const counts = await standing(userId);
      const page = await changedPage(store, userId, { sinceRev, limit });
      const conversations = await show(userId, page.rows);
      const rev = page.hasMore ? page.rev : Math.max(counts.rev, sinceRev);
      return { conversations, ...counts, rev, hasMore: page.hasMore };
    },
  };
};

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
