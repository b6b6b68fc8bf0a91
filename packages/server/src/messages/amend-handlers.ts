// Editing (MSG-6) and unsending (MSG-7). An edit is decided as if it were sent now, by the same decision; to unsend needs none.
import {
  type ClearedPlace,
  clearedPlace,
  directConversationId,
  directConversationPeer,
  limits,
  type MethodParams,
  type UserId,
} from '@parley/contract';
import { parseEntities, searchWords } from '@parley/core';
import type { Amended, DecidedEdit, MessageRow, OwnMessage, Store } from '@parley/store';
import { type AdmissionDeps, toRefusal } from '../admission/index.ts';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import { discard, type MediaDeps } from '../media/index.ts';
import { Refused, refuse, refuseField, refuseText } from '../outcome.ts';
import { checkWords } from './check-content.ts';
import { decideSend, gatherSendFacts, type SendRequest } from './decide-send.ts';
import { toMessageView } from './message-view.ts';

export type AmendDeps = AdmissionDeps & MediaDeps & { announcer: Announcer };

export const amendHandlers = (deps: AmendDeps): Pick<Handlers, 'messages.edit' | 'messages.unsend'> => ({
  'messages.edit': (input, { actor }) => editMessage(deps, input, actor.userId),
  'messages.unsend': (input, { actor }) => unsendMessage(deps, input, actor.userId),
});

/** A decision is made again as often as what it rests on changes under it; more than this is not a race any more. */
const triesMax = 10;

async function editMessage(deps: AmendDeps, input: MethodParams<'messages.edit'>, senderId: UserId) {
  const { text } = input.content;
  // A caption may be taken away; whether it is one shows when the message is found.
  const bad = text === '' ? undefined : checkWords(text);
  if (bad) return bad;
  const found = await findOwn(deps.store, input, senderId);
  if (!found) return refuse('not_found');
  const { which, row } = found;
  const isCaption = row.attachments !== undefined || row.share !== undefined;
  const nowMs = deps.clock.now();
  if (row.unsentAtMs !== undefined) return refuse('message_unsent');
  if (nowMs >= row.sentAtMs + limits.editMs) {
    return refuse('edit_too_late', { details: { minutes: String(limits.editMs / 60_000) } });
  }
  if (row.sticker) return refuseField('seq', 'is a sticker, which has no words');
  if (text === '' && !isCaption) return refuseText('content.text', 'empty');
  for (let tries = 0; tries < triesMax; tries += 1) {
    const decided = await decideEdit(deps, which, { text, isCaption }, nowMs);
    if (decided instanceof Refused) return decided;
    if (row.text === text) return { message: toMessageView(row, senderId) };
    const amended = await commitEdit(deps, decided, nowMs);
    if (amended === 'stale') continue;
    if (amended === 'unsent') return refuse('message_unsent');
    return amended ? { message: toMessageView(amended.message, senderId) } : refuse('not_found');
  }
  return refuse('unavailable');
}

/** A message that is not mine is none that I could change. */
async function findOwn(
  store: Store,
  { conversationId, seq }: Pick<OwnMessage, 'conversationId' | 'seq'>,
  senderId: UserId,
): Promise<{ which: OwnMessage; row: MessageRow } | undefined> {
  const recipientId = directConversationPeer(conversationId, senderId);
  if (!recipientId) return undefined;
  const [row] = await store.read.messages.atForMember(senderId, [{ conversationId, seq }]);
  if (row?.senderId !== senderId) return undefined;
  return { which: { conversationId, seq, senderId, recipientId }, row };
}

/** It takes nothing of any limit: the message it changes is among what is counted already (LIM-1). */
async function decideEdit(
  deps: AmendDeps,
  which: OwnMessage,
  { text, isCaption }: { text: string; isCaption: boolean },
  nowMs: number,
): Promise<DecidedEdit | Refused> {
  const { senderId, recipientId } = which;
  const request: SendRequest = { ...which, clientMessageId: '', text, entities: parseEntities(text), isCaption };
  const facts = await gatherSendFacts(deps, [request], nowMs, {});
  const verdict = decideSend(request, facts, -1);
  if ('misfit' in verdict) return refuse('not_found');
  if ('refused' in verdict) {
    const { code, ...context } = verdict.refused;
    const names = await deps.store.read.people.displayNames([recipientId]);
    return new Refused(toRefusal(code, { displayName: names.get(recipientId) ?? '', ...context }));
  }
  const { entities, senderVer, recipientVer, folder, filterReason } = verdict.decided;
  const isWithheld = folder === 'withheld';
  return { ...which, senderId, text, entities, senderVer, recipientVer, isWithheld, filterReason };
}

const commitEdit = (deps: AmendDeps, edit: DecidedEdit, nowMs: number) =>
  commitThenAnnounce(deps, async (write, announce) => {
    await write.search.hold(edit.conversationId);
    const amended = await write.messages.edit(edit, nowMs);
    if (amended === undefined || typeof amended === 'string') return amended;
    const { message, members } = amended;
    await write.search.replace({ ...message, members, words: searchWords(message.text) });
    announceAmended(announce, edit, amended);
    return amended;
  });

/** MSG-7: said of every message alike, so that it tells nothing of who read or quoted it. */
const cleared: ClearedPlace[] = [...clearedPlace.options];

async function unsendMessage(deps: AmendDeps, input: MethodParams<'messages.unsend'>, senderId: UserId) {
  const found = await findOwn(deps.store, input, senderId);
  if (!found) return refuse('not_found');
  const { which } = found;
  const gone = await commitThenAnnounce(deps, async (write, announce) => {
    await write.search.hold(which.conversationId);
    const amended = await write.messages.unsend(which, deps.clock.now());
    if (amended === undefined || amended === 'unsent') return [];
    const { message, members } = amended;
    await write.search.replace({ ...message, members, words: [] });
    announceAmended(announce, which, amended);
    return amended.gone;
  });
  await discard(deps, gone);
  return { cleared };
}

function announceAmended(announce: Announcer, which: OwnMessage, { message, moved }: Amended): void {
  for (const { userId, rev, isRequest, isHeld } of moved) {
    const changed = { type: 'message.changed' as const, message: toMessageView(message, userId) };
    const conversationId = directConversationId(which.senderId, which.recipientId);
    const held = { type: 'conversation.moved' as const, conversationId, folder: 'filtered' as const };
    announce.update(userId, rev, isHeld ? [changed, held] : [changed]);
    if (isRequest) announce.notice(userId, { type: 'requests.changed' });
  }
}
