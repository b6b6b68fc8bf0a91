// Facts for a whole batch of sends in a few bulk reads, then the pure decision for each.
import type { ConversationId, Entity, UserId } from '@parley/contract';
import { type AdmissionRefusal, decideAdmission } from '@parley/core';
import type { DecidedSend, SendFacts, Store } from '@parley/store';
import { toPersonFacts } from '../people/index.ts';

/** A send as its caller meant it, already checked for form. */
export type SendRequest = {
  conversationId: ConversationId;
  senderId: UserId;
  recipientId: UserId;
  clientMessageId: string;
  text: string;
  entities: readonly Entity[];
};

export type BatchFacts = SendFacts & { mentioned: ReadonlyMap<string, UserId> };

/** To be appended, or refused; `isFollowing` says whether the sender follows the recipient already. */
export type Verdict = { decided: DecidedSend } | { code: AdmissionRefusal; isFollowing: boolean };

const mentionsOf = (entities: readonly Entity[]): string[] =>
  entities.flatMap((entity) => (entity.kind === 'mention' ? [entity.handle] : []));

export async function gatherSendFacts(store: Store, batch: readonly SendRequest[]): Promise<BatchFacts> {
  const handles = [...new Set(batch.flatMap((request) => mentionsOf(request.entities)))];
  const [facts, mentioned] = await Promise.all([
    store.sends.facts(batch),
    handles.length > 0 ? store.read.people.idsByHandle(handles) : new Map<string, UserId>(),
  ]);
  return { ...facts, mentioned };
}

const gone = { bornOn: null, messagesFrom: 'no_one', state: 'deleted' } as const;

export function decideSend(request: SendRequest, facts: BatchFacts, nowMs: number): Verdict {
  const { senderId, recipientId, conversationId } = request;
  const sender = facts.users.get(senderId);
  const recipient = facts.users.get(recipientId);
  const mine = facts.relation(senderId, recipientId);
  const theirs = facts.relation(recipientId, senderId);
  const admission = decideAdmission({
    sender: toPersonFacts(sender ?? gone, nowMs),
    recipient: toPersonFacts(recipient ?? gone, nowMs),
    pair: {
      isSelf: senderId === recipientId,
      isBlocked: mine.isBlocked || theirs.isBlocked,
      isFriend: mine.isFollowing && theirs.isFollowing,
      hasConsented: facts.hasWritten(conversationId, recipientId),
    },
  });
  if (admission.verdict === 'refuse') return { code: admission.code, isFollowing: mine.isFollowing };
  const entities = request.entities.map((entity) => resolveMention(entity, facts.mentioned));
  const versions = { senderVer: sender?.ver ?? 0, recipientVer: recipient?.ver ?? 0 };
  return { decided: { ...request, entities, ...versions } };
}

/** A mention of nobody stays marked, without an id: it is shown as text. */
function resolveMention(entity: Entity, mentioned: ReadonlyMap<string, UserId>): Entity {
  if (entity.kind !== 'mention') return entity;
  const userId = mentioned.get(entity.handle);
  return userId ? { ...entity, userId } : entity;
}
