// REQ-1 to REQ-7 from the recipient's side. Whoever asks is told of nothing but acceptance.
import {
  type ConversationId,
  directConversationId,
  directConversationPeer,
  limits,
  type RequestCard,
  type UserId,
} from '@parley/contract';
import type { RequestMoved, RequestRow, Writers } from '@parley/store';
import { announceMoved, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import { emptyRow, showConversations } from '../conversations/index.ts';
import { refuse } from '../outcome.ts';
import { encodeCursor, toGraphCursor, toPersonView, toRelationView } from '../people/index.ts';
import type { RequestsDeps } from './let-in.ts';

type RequestsHandlers = Pick<
  Handlers,
  'requests.list' | 'requests.accept' | 'requests.decline' | 'requests.undoDecline'
>;

export const requestsHandlers = (deps: RequestsDeps): RequestsHandlers => ({
  'requests.list': async ({ folder, limit, cursor }, { actor: { userId } }) => {
    const fromMs = deps.clock.now() - (folder === 'declined' ? limits.declineUndoMs : limits.filteredMs);
    const page = { folder, fromMs, limit: limit + 1, after: toGraphCursor(cursor) };
    const rows = await deps.store.read.requests.list(userId, page);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      requests: await showCards(deps, userId, rows.slice(0, limit)),
      ...(last ? { nextCursor: encodeCursor([last.requestedAtMs, last.senderId]) } : {}),
    };
  },

  'requests.accept': async ({ conversationId }, { actor: { userId } }) => {
    const senderId = directConversationPeer(conversationId, userId);
    if (!senderId) return refuse('not_found');
    const isThere = await commitThenAnnounce(deps, async (write, announce) => {
      const accepted = await write.requests.accept(userId, senderId, deps.clock.now());
      if (accepted === undefined || accepted === 'already') return accepted === 'already';
      for (const moved of [accepted.recipient, accepted.sender]) {
        announceMoved(announce, moved, conversationId);
      }
      announce.notice(userId, { type: 'requests.changed' });
      return true;
    });
    return isThere ? {} : refuse('not_found');
  },

  'requests.decline': ({ conversationId }, { actor: { userId } }) =>
    moveOwn(deps, { conversationId, userId }, (write, senderId) =>
      write.requests.decline(userId, senderId, deps.clock.now()),
    ),

  'requests.undoDecline': ({ conversationId }, { actor: { userId } }) =>
    moveOwn(deps, { conversationId, userId }, (write, senderId) =>
      write.requests.undoDecline(userId, senderId, deps.clock.now() - limits.declineUndoMs),
    ),
});

type Own = { conversationId: ConversationId; userId: UserId };
type Move = (write: Writers, senderId: UserId) => Promise<RequestMoved | undefined>;

/** Changes the recipient's own view alone. */
async function moveOwn(deps: RequestsDeps, { conversationId, userId }: Own, move: Move) {
  const senderId = directConversationPeer(conversationId, userId);
  if (!senderId) return refuse('not_found');
  const isMoved = await commitThenAnnounce(deps, async (write, announce) => {
    const moved = await move(write, senderId);
    if (!moved) return false;
    announceMoved(announce, moved, conversationId);
    announce.notice(userId, { type: 'requests.changed' });
    return true;
  });
  return isMoved ? {} : refuse('not_found');
}

/** REQ-1: who they are comes with what they say, in a fixed number of reads. */
async function showCards(deps: RequestsDeps, viewerId: UserId, rows: readonly RequestRow[]): Promise<RequestCard[]> {
  if (rows.length === 0) return [];
  const { read } = deps.store;
  const ids = rows.map((row) => row.senderId);
  const conversationIds = ids.map((id) => directConversationId(viewerId, id));
  const [inboxRows, mutual, followers] = await Promise.all([
    read.inbox.getForMember(viewerId, conversationIds),
    read.requests.mutualFriends(viewerId, ids, limits.mutualFriendsShown),
    read.graph.followerCounts(ids, viewerId),
  ]);
  const [people, conversations] = await Promise.all([
    read.people.forViewer(viewerId, [...ids, ...[...mutual.values()].flatMap((one) => one.ids)]),
    showConversations(
      deps,
      viewerId,
      conversationIds.map((id) => inboxRows.get(id) ?? emptyRow(id)),
      { nowMs: deps.clock.now() },
    ),
  ]);
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  return ids.flatMap((id): RequestCard[] => {
    const found = people.get(id);
    const conversation = byId.get(directConversationId(viewerId, id));
    if (!found || !conversation) return [];
    const { row, standing } = found;
    const friends = mutual.get(id) ?? { ids: [], count: 0 };
    const seesCounts = !row.isPrivate || standing.following === 'yes';
    return [
      {
        conversation,
        relation: toRelationView(standing),
        bio: row.bio,
        mutualFriends: {
          people: friends.ids.map((friendId) => toPersonView(friendId, people.get(friendId))),
          count: friends.count,
        },
        ...(seesCounts ? { followerCount: followers.get(id) ?? 0 } : {}),
        joinedIn: new Date(row.createdAtMs).toISOString().slice(0, 7),
      },
    ];
  });
}
