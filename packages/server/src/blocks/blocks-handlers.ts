import { directConversationId, type UserId } from '@parley/contract';
import type { Store, Writers } from '@parley/store';
import { type Announcer, announceMoved, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { showEntries } from '../graph/index.ts';
import { refuse } from '../outcome.ts';
import { toGraphCursor } from '../people/index.ts';

type Deps = { store: Store; clock: Clock; announcer: Announcer };

/** The blocked one is told nothing; only the blocker's own devices hear of it. */
export const blocksHandlers = (deps: Deps): Pick<Handlers, 'blocks.block' | 'blocks.unblock' | 'blocks.list'> => ({
  'blocks.block': async ({ userId }, { actor }) => {
    if (userId === actor.userId) return refuse('cannot_block_self');
    if (!(await exists(deps.store, actor.userId, userId))) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      await write.graph.block(actor.userId, userId, deps.clock.now());
      await moveConversation(write, announce, { blockerId: actor.userId, otherId: userId, isBlocked: true });
    });
    return {};
  },

  'blocks.unblock': async ({ userId }, { actor }) => {
    if (!(await exists(deps.store, actor.userId, userId))) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      await write.graph.unblock(actor.userId, userId);
      await moveConversation(write, announce, { blockerId: actor.userId, otherId: userId, isBlocked: false });
    });
    return {};
  },

  'blocks.list': async ({ limit, cursor }, { actor }) => {
    const page = { limit: limit + 1, after: toGraphCursor(cursor) };
    const entries = await deps.store.read.graph.blocked(actor.userId, page);
    return showEntries(deps.store, actor.userId, entries, limit);
  },
});

type Moving = { blockerId: UserId; otherId: UserId; isBlocked: boolean };

/** BLK-1: the conversation moves under Blocked for the blocker alone, or back to where it was. */
async function moveConversation(write: Writers, announce: Announcer, { blockerId, otherId, isBlocked }: Moving) {
  const moved = await write.requests.setBlocked(blockerId, otherId, isBlocked);
  if (moved) announceMoved(announce, moved, directConversationId(blockerId, otherId));
  announce.notice(blockerId, { type: 'relation.changed', userId: otherId });
  announce.notice(blockerId, { type: 'requests.changed' });
}

/** Also somebody who blocked me or went away may be blocked: the answer tells nothing about them. */
async function exists(
  store: Store,
  viewerId: Parameters<Store['read']['people']['forViewer']>[0],
  id: typeof viewerId,
) {
  return (await store.read.people.forViewer(viewerId, [id])).has(id);
}
