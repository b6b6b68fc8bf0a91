import type { UserId } from '@parley/contract';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import { refuse } from '../outcome.ts';
import { isVisible } from '../people/index.ts';
import { letInIfOpen, type RequestsDeps } from '../requests/index.ts';

type Deps = RequestsDeps & { announcer: Announcer };

/** ADM-3: my list of specific people. Nobody learns that they are on it. */
export const contactsHandlers = (deps: Deps): Pick<Handlers, 'contacts.add' | 'contacts.remove'> => ({
  'contacts.add': async ({ userId }, { actor }) => {
    const other = (await deps.store.read.people.forViewer(actor.userId, [userId])).get(userId);
    const isSelf = userId === actor.userId;
    if (!other || isSelf || !isVisible(other) || other.standing.isBlockedByMe) return refuse('not_found');
    await set(deps, actor.userId, userId, true);
    await letInIfOpen(deps, actor.userId, userId);
    return {};
  },

  'contacts.remove': async ({ userId }, { actor }) => {
    const other = (await deps.store.read.people.forViewer(actor.userId, [userId])).get(userId);
    // A block took them off the list that a farewell left them on: neither is told of who is not there (OBS-1).
    if (!other || !isVisible(other)) return refuse('not_found');
    await set(deps, actor.userId, userId, false);
    return {};
  },
});

async function set(deps: Deps, userId: UserId, otherId: UserId, isContact: boolean): Promise<void> {
  await commitThenAnnounce(deps, async (write, announce) => {
    const at = isContact ? { sinceMs: deps.clock.now() } : undefined;
    if (await write.graph.setContact(userId, otherId, at)) {
      announce.notice(userId, { type: 'relation.changed', userId: otherId });
    }
  });
}
