import type { Notice, Presence, UserId } from '@parley/contract';
import { ageBand, mayKnowPresence, presenceAt } from '@parley/core';
import type { PersonAndStanding, Store } from '@parley/store';
import type { Announcer } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { OnFault } from '../batches.ts';
import { type Clock, toInstant } from '../clock.ts';
import { isBlockedEitherWay, isFriend, isVisible } from '../people/index.ts';

type Deps = { store: Store; clock: Clock; announcer: Announcer };

const arrivalsAtOnce = 500;

export type Arrivals = {
  /** Somebody has come online. */
  add(userId: UserId): void;
  /** Settles when nobody is left of whom to tell. */
  settled(): Promise<void>;
};

export const presenceHandlers = (deps: Deps): Pick<Handlers, 'presence.list'> => ({
  'presence.list': async ({ userIds }, { actor }) => {
    const known = await whoKnows(deps, actor.userId, userIds);
    const active = await deps.store.read.presence.lastActive(known);
    const nowMs = deps.clock.now();
    return { presences: [...active].flatMap(([id, atMs]) => toPresenceView(id, atMs, nowMs) ?? []) };
  },
});

/** Tells the friends of people who have just come online, as far as both sides share presence. */
export async function tellFriends(deps: Deps, userIds: readonly UserId[]): Promise<void> {
  const nowMs = deps.clock.now();
  const sharing = await deps.store.transaction((write) => write.presence.touch(userIds, nowMs));
  // Nobody else is to be told of the others, so nothing more is asked about them.
  for (const userId of sharing) {
    const friends = await deps.store.read.graph.friendIds(userId);
    const presence = toPresenceView(userId, nowMs, nowMs);
    if (!presence) continue;
    const notice: Notice = { type: 'presence.changed', presence };
    for (const id of await whoKnows(deps, userId, friends)) deps.announcer.notice(id, notice);
  }
}

/** Who has come online is noted and told in sets: when a whole node's people come back at once, one transaction each would keep everything waiting. */
export function createArrivals(deps: Deps & { onFault: OnFault }): Arrivals {
  const arrived = new Set<UserId>();
  let running: Promise<void> | undefined;
  const tell = async (): Promise<void> => {
    while (arrived.size > 0) {
      const userIds = [...arrived].slice(0, arrivalsAtOnce);
      for (const userId of userIds) arrived.delete(userId);
      // The next look at who is connected notes them; that they came is told no more.
      await tellFriends(deps, userIds).catch(deps.onFault);
    }
    running = undefined;
  };
  return {
    add: (userId) => {
      arrived.add(userId);
      running ??= Promise.resolve().then(tell);
    },
    settled: async () => running,
  };
}

/** Those of `ids` with whom the viewer shares presence. It is mutual, so this answers both directions. */
async function whoKnows({ store, clock }: Deps, viewerId: UserId, ids: readonly UserId[]): Promise<UserId[]> {
  const people = await store.read.people.forViewer(viewerId, [...ids, viewerId]);
  const viewer = people.get(viewerId);
  if (!viewer?.row.presence) return [];
  const facts = ({ row }: PersonAndStanding) => ({ ageBand: ageBand(row.bornOn, clock.now()), presence: row.presence });
  return ids.filter((id) => {
    const other = people.get(id);
    if (!other || !isVisible(other)) return false;
    const pair = { isFriend: isFriend(other.standing), isBlocked: isBlockedEitherWay(other.standing) };
    return mayKnowPresence(facts(viewer), facts(other), pair);
  });
}

function toPresenceView(userId: UserId, lastActiveMs: number, nowMs: number): Presence | undefined {
  const state = presenceAt(lastActiveMs, nowMs);
  if (state === 'untold') return undefined;
  return { userId, isActive: state === 'active', lastActiveAt: toInstant(lastActiveMs) };
}
