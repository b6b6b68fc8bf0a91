// Facts for the admission decision as a viewer's screens need them; the send path gathers the same facts in bulk for itself.
import { type ConversationId, directConversationPair, type Refusal, refusalOf, type UserId } from '@parley/contract';
import { type Admission, type AdmissionRefusal, ageBand, decideAdmission, type PersonFacts } from '@parley/core';
import type { PersonAndStanding, PersonRow } from '@parley/store';
import { isBlockedEitherWay, isFriend } from './person-view.ts';

export type Wrote = { low: boolean; high: boolean };

type FactsRow = Pick<PersonRow, 'bornOn' | 'messagesFrom' | 'state'>;

export const toPersonFacts = (row: FactsRow, nowMs: number): PersonFacts => ({
  ageBand: ageBand(row.bornOn, nowMs),
  messagesFrom: row.messagesFrom,
  isActive: row.state === 'active',
});

const gone: PersonFacts = { ageBand: 'adult', messagesFrom: 'no_one', isActive: false };

/** What the viewer would be told on writing to the peer now. */
export function previewAdmission(
  viewer: PersonRow,
  peer: { id: UserId; found: PersonAndStanding | undefined; hasConsented: boolean },
  nowMs: number,
): Admission {
  const { found } = peer;
  return decideAdmission({
    sender: toPersonFacts(viewer, nowMs),
    recipient: found ? toPersonFacts(found.row, nowMs) : gone,
    pair: {
      isSelf: viewer.id === peer.id,
      isBlocked: found ? isBlockedEitherWay(found.standing) : false,
      isFriend: found ? isFriend(found.standing) : false,
      hasConsented: peer.hasConsented,
    },
  });
}

/** Whether this person has written in the conversation of two. */
export function hasWritten(id: ConversationId, personId: UserId, wrote: Wrote | undefined): boolean {
  if (!wrote) return false;
  return directConversationPair(id)?.[0] === personId ? wrote.low : wrote.high;
}

/** The public refusal of a decision: names the recipient only where the sentence does, and says what would change it (ADM-6). */
export function toRefusal(code: AdmissionRefusal, recipient: { displayName: string; isFollowing: boolean }): Refusal {
  switch (code) {
    case 'only_friends':
      return refusalOf(code, {
        details: { name: recipient.displayName },
        ...(recipient.isFollowing ? {} : { remedy: 'follow' as const }),
      });
    case 'no_messages':
      return refusalOf(code, { details: { name: recipient.displayName } });
    case 'messages_off':
      return refusalOf(code, { remedy: 'turn_messages_on' });
    case 'too_young':
    case 'recipient_is_self':
    case 'not_available':
      return refusalOf(code);
  }
}
