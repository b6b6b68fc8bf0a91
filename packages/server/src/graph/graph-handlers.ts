import type { UserId } from '@parley/contract';
import type { Following, GraphEntry, Store } from '@parley/store';
import { commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import { refuse } from '../outcome.ts';
import { encodeCursor, isVisible, showPeople, toGraphCursor, toRelationView } from '../people/index.ts';
import { letInIfOpen, type RequestsDeps } from '../requests/index.ts';

type Deps = RequestsDeps;
type GraphHandlers = Pick<
  Handlers,
  | 'graph.follow'
  | 'graph.unfollow'
  | 'graph.removeFollower'
  | 'graph.acceptFollow'
  | 'graph.declineFollow'
  | 'graph.listFollowers'
  | 'graph.listFollowing'
  | 'graph.listFollowRequests'
>;

export const graphHandlers = (deps: Deps): GraphHandlers => ({
  'graph.follow': async ({ userId }, { actor }) => {
    if (userId === actor.userId) return refuse('cannot_follow_self');
    const found = (await deps.store.read.people.forViewer(actor.userId, [userId])).get(userId);
    if (!found || !isVisible(found) || found.standing.isBlockedByMe) return refuse('not_found');
    const isThrough = !found.row.isPrivate || found.standing.following === 'yes';
    return setFollowing(deps, actor.userId, {
      followerId: actor.userId,
      followeeId: userId,
      following: isThrough ? 'yes' : 'requested',
    });
  },
  'graph.unfollow': ({ userId }, { actor }) =>
    setFollowing(deps, actor.userId, { followerId: actor.userId, followeeId: userId, following: 'no' }),
  'graph.removeFollower': ({ userId }, { actor }) =>
    setFollowing(deps, actor.userId, { ...ofMe(userId, actor), from: 'yes', following: 'no', isSilent: true }),
  'graph.acceptFollow': ({ userId }, { actor }) =>
    setFollowing(deps, actor.userId, { ...ofMe(userId, actor), from: 'requested', following: 'yes' }),
  'graph.declineFollow': ({ userId }, { actor }) =>
    setFollowing(deps, actor.userId, { ...ofMe(userId, actor), from: 'requested', following: 'no', isSilent: true }),

  'graph.listFollowers': (input, { actor }) => listOf(deps.store, actor.userId, input, 'followers'),
  'graph.listFollowing': (input, { actor }) => listOf(deps.store, actor.userId, input, 'following'),
  'graph.listFollowRequests': (input, { actor }) =>
    listOf(deps.store, actor.userId, { ...input, userId: actor.userId }, 'requests'),
});

const ofMe = (followerId: UserId, actor: { userId: UserId }) => ({ followerId, followeeId: actor.userId });

/** `from`: changes nothing unless this is what stands. `isSilent`: the other is not told; they see it when they look. */
type FollowChange = {
  followerId: UserId;
  followeeId: UserId;
  from?: Following;
  following: Following;
  isSilent?: boolean;
};

async function setFollowing(deps: Deps, actorId: UserId, { isSilent = false, ...change }: FollowChange) {
  const otherId = change.followerId === actorId ? change.followeeId : change.followerId;
  const before = (await deps.store.read.people.forViewer(actorId, [otherId])).get(otherId);
  if (!before || !isVisible(before)) return refuse('not_found');
  await commitThenAnnounce(deps, async (write, announce) => {
    const hasChanged = await write.graph.setFollowing({ ...change, atMs: deps.clock.now() });
    if (hasChanged) announce.notice(actorId, { type: 'relation.changed', userId: otherId });
    if (hasChanged && !isSilent) announce.notice(otherId, { type: 'relation.changed', userId: actorId });
  });
  // A follow may be what lets a waiting request in, on either side.
  if (change.following === 'yes') {
    await letInIfOpen(deps, actorId, otherId);
    await letInIfOpen(deps, otherId, actorId);
  }
  const after = (await deps.store.read.people.forViewer(actorId, [otherId])).get(otherId);
  return after ? { relation: toRelationView(after.standing) } : refuse('not_found');
}

type ListInput = { userId: UserId; limit: number; cursor?: string | undefined };

/** GRAPH-2: the lists of a private profile are for its followers. */
async function listOf(store: Store, viewerId: UserId, input: ListInput, kind: 'followers' | 'following' | 'requests') {
  const { userId, limit } = input;
  const owner = (await store.read.people.forViewer(viewerId, [userId])).get(userId);
  const maySee = userId === viewerId || !owner?.row.isPrivate || owner.standing.following === 'yes';
  if (!owner || !isVisible(owner) || !maySee) return refuse('not_found');
  const entries = await store.read.graph[kind](
    { userId, viewerId },
    { limit: limit + 1, after: toGraphCursor(input.cursor) },
  );
  return showEntries(store, viewerId, entries, limit);
}

/** A page of people from one entry more than asked. */
export async function showEntries(store: Store, viewerId: UserId, entries: readonly GraphEntry[], limit: number) {
  const ids = entries.slice(0, limit).map((entry) => entry.id);
  const people = await showPeople(store.read, viewerId, ids);
  const last = entries.length > limit ? entries[limit - 1] : undefined;
  return { people, ...(last ? { nextCursor: encodeCursor([last.atMs, last.id]) } : {}) };
}
