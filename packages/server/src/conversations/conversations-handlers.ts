import {
  type ConversationId,
  directConversationId,
  directConversationPeer,
  type MethodParams,
  type UserId,
} from '@parley/contract';
import { ageBand, mayKnowTyping } from '@parley/core';
import type { Mark, Store } from '@parley/store';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { Refused, refuse } from '../outcome.ts';
import { isBlockedEitherWay, isFriend, isVisible } from '../people/index.ts';
import type { MarkQueue } from '../receipts/index.ts';
import { emptyRow, showConversations } from './show-conversations.ts';

type Deps = { store: Store; announcer: Announcer; clock: Clock; markQueue: MarkQueue };
type ConversationsHandlers = Pick<
  Handlers,
  | 'conversations.get'
  | 'conversations.markRead'
  | 'conversations.markDelivered'
  | 'conversations.clear'
  | 'conversations.delete'
  | 'conversations.startTyping'
>;

export const conversationsHandlers = (deps: Deps): ConversationsHandlers => ({
  'conversations.get': (input, { actor }) => getConversation(deps, input, actor.userId),

  'conversations.markRead': (input, { actor }) => mark(deps, 'read', input, actor.userId),
  'conversations.markDelivered': (input, { actor }) => mark(deps, 'delivered', input, actor.userId),

  'conversations.clear': ({ conversationId }, { actor }) => clear(deps, conversationId, actor.userId, true),
  'conversations.delete': ({ conversationId }, { actor }) => clear(deps, conversationId, actor.userId, false),

  'conversations.startTyping': async ({ conversationId }, { actor: { userId } }) => {
    const peerId = directConversationPeer(conversationId, userId);
    if (!peerId) return refuse('not_found');
    if (await mayTellTyping(deps, userId, peerId)) {
      deps.announcer.notice(peerId, { type: 'typing.started', conversationId, userId });
    }
    return {};
  },
});

/** Somebody whom the viewer may not see, and with whom there is no history, is nobody (OBS-1). */
async function getConversation({ store, clock }: Deps, input: MethodParams<'conversations.get'>, viewerId: UserId) {
  const peerId = 'userId' in input ? input.userId : directConversationPeer(input.conversationId, viewerId);
  if (peerId === undefined) return refuse('not_found');
  if (peerId === viewerId) return refuse('recipient_is_self');
  const conversationId = directConversationId(viewerId, peerId);
  const row = (await store.read.inbox.getForMember(viewerId, [conversationId])).get(conversationId);
  if (!row) {
    const peer = (await store.read.people.forViewer(viewerId, [peerId])).get(peerId);
    if (!peer || !isVisible(peer)) return refuse('not_found');
  }
  const [shown] = await showConversations(store.read, viewerId, [row ?? emptyRow(conversationId)], clock.now());
  return shown ?? refuse('not_found');
}

type MarkInput = { conversationId: ConversationId; seq: number };

async function mark({ markQueue }: Deps, kind: Mark['kind'], { conversationId, seq }: MarkInput, userId: UserId) {
  const peerId = directConversationPeer(conversationId, userId);
  if (!peerId) return refuse('not_found');
  const refusal = await markQueue.mark({ kind, conversationId, userId, peerId, seq });
  return refusal ? new Refused(refusal) : {};
}

async function clear(deps: Deps, conversationId: ConversationId, userId: UserId, isListed: boolean) {
  if (!directConversationPeer(conversationId, userId)) return refuse('not_found');
  await commitThenAnnounce(deps, async (write, announce) => {
    const moved = await write.conversations.clear({ conversationId, userId, isListed });
    if (!moved) return;
    const { rev, clearedSeq } = moved;
    announce.update(userId, rev, [
      { type: 'conversation.cleared', conversationId, clearedSeq, isListed: moved.isListed },
    ]);
  });
  return {};
}

async function mayTellTyping({ store, clock }: Deps, userId: UserId, peerId: UserId): Promise<boolean> {
  const people = await store.read.people.forViewer(userId, [userId, peerId]);
  const [me, peer] = [people.get(userId), people.get(peerId)];
  if (!me || !peer || peer.row.state !== 'active') return false;
  const pair = { isFriend: isFriend(peer.standing), isBlocked: isBlockedEitherWay(peer.standing) };
  const band = (bornOn: string | null) => ({ ageBand: ageBand(bornOn, clock.now()) });
  return mayKnowTyping(band(peer.row.bornOn), band(me.row.bornOn), pair);
}
