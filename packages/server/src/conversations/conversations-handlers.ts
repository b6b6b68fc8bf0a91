import {
  type ConversationId,
  directConversationId,
  directConversationPeer,
  type MethodParams,
  type UserId,
} from '@parley/contract';
import { ageBand, mayKnowTyping } from '@parley/core';
import type { Mark } from '@parley/store';
import { type AdmissionDeps, gatherBoard, pairOf } from '../admission/index.ts';
import { type Announcer, announceMoved, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { Refused, refuse } from '../outcome.ts';
import { isVisible } from '../people/index.ts';
import type { MarkQueue } from '../receipts/index.ts';
import { arrangeHandlers } from './arrange-handlers.ts';
import { emptyRow, showConversations } from './show-conversations.ts';

type Deps = AdmissionDeps & { announcer: Announcer; clock: Clock; markQueue: MarkQueue };
type ConversationsHandlers = Pick<
  Handlers,
  | 'conversations.get'
  | 'conversations.markRead'
  | 'conversations.markDelivered'
  | 'conversations.clear'
  | 'conversations.delete'
  | 'conversations.arrange'
  | 'conversations.saveDraft'
  | 'conversations.close'
  | 'conversations.startTyping'
>;

export const conversationsHandlers = (deps: Deps): ConversationsHandlers => ({
  'conversations.get': (input, { actor }) => getConversation(deps, input, actor.userId),

  'conversations.markRead': (input, { actor }) => mark(deps, 'read', input, actor.userId),
  'conversations.markDelivered': (input, { actor }) => mark(deps, 'delivered', input, actor.userId),

  'conversations.clear': ({ conversationId }, { actor }) => clear(deps, conversationId, actor.userId, true),
  'conversations.delete': ({ conversationId }, { actor }) => clear(deps, conversationId, actor.userId, false),

  ...arrangeHandlers(deps),

  'conversations.close': async ({ conversationId }, { actor: { userId } }) => {
    const peerId = directConversationPeer(conversationId, userId);
    if (!peerId) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      const moved = await write.requests.close(userId, peerId);
      if (moved) announceMoved(announce, moved, conversationId);
    });
    return {};
  },

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
async function getConversation(deps: Deps, input: MethodParams<'conversations.get'>, viewerId: UserId) {
  const { store, clock } = deps;
  const peerId = 'userId' in input ? input.userId : directConversationPeer(input.conversationId, viewerId);
  if (peerId === undefined) return refuse('not_found');
  if (peerId === viewerId) return refuse('recipient_is_self');
  const conversationId = directConversationId(viewerId, peerId);
  const row = (await store.read.inbox.getForMember(viewerId, [conversationId])).get(conversationId);
  if (!row) {
    const peer = (await store.read.people.forViewer(viewerId, [peerId])).get(peerId);
    if (!peer || !isVisible(peer)) return refuse('not_found');
  }
  const [shown] = await showConversations(deps, viewerId, [row ?? emptyRow(conversationId)], {
    nowMs: clock.now(),
    notesLookups: row === undefined,
  });
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

/** RCPT-2, REQ-3: among friends alone, and only where what either writes goes to the other's inbox. */
async function mayTellTyping(deps: Deps, userId: UserId, peerId: UserId): Promise<boolean> {
  const nowMs = deps.clock.now();
  const pairs = [pairOf(userId, peerId), pairOf(peerId, userId)];
  const board = await gatherBoard(deps, pairs, nowMs);
  const [me, peer] = [board.users.get(userId), board.users.get(peerId)];
  if (!me || !peer) return false;
  const isOpen = pairs.every((pair) => board.judge(pair).admission.verdict === 'inbox');
  const isFriend = pairs.every((pair) => board.relation(pair.senderId, pair.recipientId).isFollowing);
  const band = (bornOn: string | null) => ({ ageBand: ageBand(bornOn, nowMs) });
  return mayKnowTyping(band(peer.bornOn), band(me.bornOn), { isFriend, isOpen });
}
