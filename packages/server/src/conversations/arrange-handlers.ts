// Pin, mute, archive, mark unread, drafts: what a member does to their own inbox alone (INB-4).
import {
  type Change,
  type ConversationId,
  directConversationId,
  directConversationPeer,
  limits,
  type MethodParams,
  type UserId,
} from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import type { ArrangedMoved, ArrangementPatch, Store } from '@parley/store';
import { type Announcer, commitThenAnnounce } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { Refused, refuse, refuseText } from '../outcome.ts';
import { isVisible } from '../people/index.ts';
import { toArrangementView, toDraftView } from './arrangement-view.ts';

type Deps = { store: Store; announcer: Announcer; clock: Clock };
type ArrangeHandlers = Pick<Handlers, 'conversations.arrange' | 'conversations.saveDraft'>;

export const arrangeHandlers = (deps: Deps): ArrangeHandlers => ({
  'conversations.arrange': async ({ conversationIds, ...asked }, { actor: { userId } }) => {
    const nowMs = deps.clock.now();
    const input = { userId, ids: conversationIds, patch: toPatch(asked, nowMs), pinsMax: limits.pinsMax, nowMs };
    const arranged = await commitThenAnnounce(deps, async (write, announce) => {
      const moved = await write.inbox.arrange(input);
      if (moved !== undefined && typeof moved === 'object' && 'rev' in moved) {
        announceArranged(announce, userId, moved, nowMs);
      }
      return moved;
    });
    if (arranged === 'not_found') return refuse('not_found');
    return arranged !== undefined && 'pinnedCount' in arranged ? refusePin(arranged.pinnedCount) : {};
  },

  'conversations.saveDraft': async (input, { actor: { userId } }) => {
    const text = checkDraft(input.text);
    if (text instanceof Refused) return text;
    const conversationId = await draftedIn(deps.store, input, userId);
    if (conversationId instanceof Refused) return conversationId;
    const nowMs = deps.clock.now();
    await commitThenAnnounce(deps, async (write, announce) => {
      const saved = await write.drafts.save({ userId, conversationId, text }, nowMs);
      if (saved?.rev === undefined) return;
      const draft = text === '' ? {} : { draft: toDraftView({ text, savedAtMs: nowMs }) };
      announce.update(userId, saved.rev, [{ type: 'conversation.drafted', conversationId, ...draft }]);
    });
    return {};
  },
});

type Asked = Omit<MethodParams<'conversations.arrange'>, 'conversationIds'>;

function toPatch({ mute, ...others }: Asked, nowMs: number): ArrangementPatch {
  if (mute === undefined) return others;
  if (typeof mute === 'object') return { ...others, mutedUntilMs: nowMs + mute.forMs };
  return { ...others, mutedUntilMs: mute === 'off' ? null : Number.POSITIVE_INFINITY };
}

/** One revision, with a change for each row. */
export function announceArranged(
  announce: Announcer,
  userId: UserId,
  { rev, rows }: ArrangedMoved,
  nowMs: number,
): void {
  const changes = rows.map(
    (row): Change => ({
      type: 'conversation.arranged',
      conversationId: row.conversationId,
      ...toArrangementView(row, nowMs),
    }),
  );
  announce.update(userId, rev, changes);
}

function refusePin(pinnedCount: number): Refused {
  const max = limits.pinsMax;
  return refuse('pin_limit', {
    field: 'isPinned',
    details: { limit: String(max) },
    limit: { max, remaining: Math.max(0, max - pinnedCount) },
  });
}

/** What shows nothing is no draft. */
function checkDraft(text: string): string | Refused {
  const checked = checkText(text, textRules.message);
  if (checked.ok) return text;
  return checked.problem === 'empty' ? '' : refuseText('text', checked.problem);
}

/** As for reading it: somebody whom I may not see, and with whom there is no history, is nobody (OBS-1). */
async function draftedIn(
  { read }: Store,
  input: MethodParams<'conversations.saveDraft'>,
  userId: UserId,
): Promise<ConversationId | Refused> {
  const peerId = 'userId' in input ? input.userId : directConversationPeer(input.conversationId, userId);
  if (peerId === undefined) return refuse('not_found');
  if (peerId === userId) return refuse('recipient_is_self');
  const conversationId = directConversationId(userId, peerId);
  if ((await read.inbox.getForMember(userId, [conversationId])).has(conversationId)) return conversationId;
  const peer = (await read.people.forViewer(userId, [peerId])).get(peerId);
  return peer && isVisible(peer) ? conversationId : refuse('not_found');
}
