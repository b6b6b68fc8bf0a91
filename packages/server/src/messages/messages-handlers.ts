import {
  type ConversationId,
  directConversationId,
  directConversationPeer,
  type Folder,
  type MethodParams,
  type UserId,
} from '@parley/contract';
import type { MessageRow } from '@parley/store';
import type { AdmissionDeps } from '../admission/index.ts';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { OnFault } from '../batches.ts';
import { type Clock, toInstant } from '../clock.ts';
import { Refused, refuse } from '../outcome.ts';
import { type AmendDeps, amendHandlers } from './amend-handlers.ts';
import { checkContent, type KnownContent } from './check-content.ts';
import { toMessageView } from './message-view.ts';
import { type AcceptedSend, createSendQueue, type SendQueue } from './send-queue.ts';
import type { SendWatch } from './send-watch.ts';

type Deps = AmendDeps & KnownContent & { sendQueue: SendQueue };
type MessagesHandlers = Pick<
  Handlers,
  'messages.send' | 'messages.list' | 'messages.edit' | 'messages.unsend' | 'messages.hide'
>;

export const messagesHandlers = (deps: Deps): MessagesHandlers => ({
  // Nothing may be awaited before the queue: sends of one session are queued in the order in which they came.
  'messages.send': (input, { actor }) => sendMessage(deps, input, actor.userId),

  'messages.list': async (input, { actor }) => {
    const { conversationId, ...range } = input;
    if (!directConversationPeer(conversationId, actor.userId)) return refuse('not_found');
    const row = (await deps.store.read.inbox.getForMember(actor.userId, [conversationId])).get(conversationId);
    if (!row) return { messages: [], hasOlder: false, hasNewer: false, quoted: [] };
    const page = await deps.store.read.messages.listForMember(actor.userId, row, range);
    const view = (message: MessageRow) => toMessageView(message, actor.userId);
    return { ...page, messages: page.messages.map(view), quoted: page.quoted.map(view) };
  },

  ...amendHandlers(deps),

  'messages.hide': async ({ conversationId, seqs }, { actor: { userId } }) => {
    if (!directConversationPeer(conversationId, userId)) return refuse('not_found');
    await commitThenAnnounce(deps, async (write, announce) => {
      const moved = await write.conversations.hide({ userId, conversationId, seqs });
      if (moved) announce.update(userId, moved.rev, [{ type: 'message.hidden', conversationId, seqs: moved.seqs }]);
    });
    return {};
  },
});

async function sendMessage({ sendQueue, ...known }: Deps, input: MethodParams<'messages.send'>, senderId: UserId) {
  const recipientId = recipientOf(input, senderId);
  if (recipientId === undefined) return refuse('not_found');
  if (recipientId === senderId) return refuse('recipient_is_self');
  const content = checkContent(input.content, known);
  if (content instanceof Refused) return content;
  const conversationId = directConversationId(senderId, recipientId);
  const { clientMessageId, replyToSeq } = input;
  const answer = await sendQueue.send({
    conversationId,
    senderId,
    recipientId,
    clientMessageId,
    replyToSeq,
    ...content,
  });
  if ('refusal' in answer) return new Refused(answer.refusal);
  return { conversationId, seq: answer.stored.seq, sentAt: toInstant(answer.stored.sentAtMs) };
}

const recipientOf = (input: MethodParams<'messages.send'>, senderId: UserId): UserId | undefined =>
  'recipientId' in input ? input.recipientId : directConversationPeer(input.conversationId, senderId);

/** The send queue of a node, which tells the audience of what it stored. */
export function createAnnouncingSendQueue(
  deps: AdmissionDeps & {
    clock: Clock;
    announcer: Announcer;
    /** There are new messages in these. */
    onStored?(ids: readonly ConversationId[]): void;
    onFault: OnFault;
    watch?: SendWatch;
  },
): SendQueue {
  return createSendQueue({
    ...deps,
    onAppended: (accepted, revs) => {
      announceSends(deps.announcer, accepted, revs);
      deps.onStored?.(accepted.map((send) => send.conversationId));
    },
  });
}

/** One update for each inbox whose revision rose, also where nothing came of it: revisions are dense. */
function announceSends(
  announcer: Announcer,
  accepted: readonly AcceptedSend[],
  revs: ReadonlyMap<UserId, number>,
): void {
  const byUser = new Map<UserId, AcceptedSend[]>();
  for (const send of accepted) {
    const audience = send.folder === 'withheld' ? [send.senderId] : [send.senderId, send.recipientId];
    for (const userId of audience) {
      const own = byUser.get(userId);
      if (own) own.push(send);
      else byUser.set(userId, [send]);
    }
  }
  for (const [userId, rev] of revs) {
    const changes = (byUser.get(userId) ?? []).map((send) => ({
      type: 'message.created' as const,
      message: toMessageView(send, userId),
      folder: folderFor(send, userId),
    }));
    announcer.update(userId, rev, changes);
  }
  for (const { senderId, recipientId, folder, effects } of accepted) {
    const isAboutRequest = folder === 'requests' || folder === 'filtered' || effects.endsRequest;
    if (isAboutRequest) announcer.notice(recipientId, { type: 'requests.changed' });
    // Own words may have answered a request.
    if (effects.consents) announcer.notice(senderId, { type: 'requests.changed' });
  }
}

/** Who writes sees nothing of where it went (REQ-3). */
const folderFor = ({ senderId, folder }: AcceptedSend, viewerId: UserId): Folder =>
  viewerId === senderId || folder === 'withheld' ? 'inbox' : folder;
