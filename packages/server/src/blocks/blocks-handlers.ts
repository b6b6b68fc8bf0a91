import type { Store } from '@parley/store';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { showEntries, toGraphCursor } from '../graph/index.ts';
import { refuse } from '../outcome.ts';

type Deps = { store: Store; clock: Clock; announcer: Announcer };

/** The blocked one is told nothing; only the blocker's own devices hear of it. */
export const blocksHandlers = (deps: Deps): Pick<Handlers, 'blocks.block' | 'blocks.unblock' | 'blocks.list'> => ({
  'blocks.block': async ({ userId }, { actor }) => {
    if (userId === actor.userId) return refuse('cannot_block_self');
    if (!(await exists(deps.store, actor.userId, userId))) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      await write.graph.block(actor.userId, userId, deps.clock.now());
      announce.notice(actor.userId, { type: 'relation.changed', userId });
    });
    return {};
  },

  'blocks.unblock': async ({ userId }, { actor }) => {
    if (!(await exists(deps.store, actor.userId, userId))) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      await write.graph.unblock(actor.userId, userId);
      announce.notice(actor.userId, { type: 'relation.changed', userId });
    });
    return {};
  },

  'blocks.list': async ({ limit, cursor }, { actor }) => {
    const page = { limit: limit + 1, after: toGraphCursor(cursor) };
    const entries = await deps.store.read.graph.blocked(actor.userId, page);
    return showEntries(deps.store, actor.userId, entries, limit);
  },
});

/** Also somebody who blocked me or went away may be blocked: the answer tells nothing about them. */
async function exists(
  store: Store,
  viewerId: Parameters<Store['read']['people']['forViewer']>[0],
  id: typeof viewerId,
) {
  return (await store.read.people.forViewer(viewerId, [id])).has(id);
}
