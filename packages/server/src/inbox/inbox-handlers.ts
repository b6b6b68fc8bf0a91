import { conversationId, type UserId } from '@parley/contract';
import type { InboxCursor, Store } from '@parley/store';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { showConversations } from '../conversations/index.ts';
import { decodeCursor, encodeCursor } from '../people/index.ts';

type Deps = { store: Store; clock: Clock };
type InboxHandlers = Pick<Handlers, 'inbox.list' | 'inbox.changes'>;

export const inboxHandlers = ({ store, clock }: Deps): InboxHandlers => {
  /** Read before the rows: an answer may hold more than it says, never less. */
  const standing = (userId: UserId) => store.read.inbox.standing(userId);

  return {
    'inbox.list': async ({ limit, cursor }, { actor: { userId } }) => {
      const { rev, unreadConversationCount } = await standing(userId);
      const rows = await store.read.inbox.listForMember(userId, { limit: limit + 1, after: toInboxCursor(cursor) });
      const conversations = await showConversations(store.read, userId, rows.slice(0, limit), clock.now());
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const nextCursor = last && encodeCursor([last.messageRev, last.conversationId]);
      return { conversations, rev, unreadConversationCount, ...(nextCursor ? { nextCursor } : {}) };
    },

    'inbox.changes': async ({ sinceRev, limit }, { actor: { userId } }) => {
      const { rev, unreadConversationCount } = await standing(userId);
      const page = await changedPage(store, userId, { sinceRev, limit });
      const conversations = await showConversations(store.read, userId, page.rows, clock.now());
      const reached = page.hasMore ? page.rev : Math.max(rev, sinceRev);
      return { conversations, rev: reached, hasMore: page.hasMore, unreadConversationCount };
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
