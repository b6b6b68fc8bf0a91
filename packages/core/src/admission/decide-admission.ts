// Who may write to whom: the one decision that every surface asks. Pure: it knows facts, never where they came from.
// ADM-1: what depends on the sender alone comes first, so that no refusal about the pair works as an oracle.
import type { AgeBand, MessagesFrom, RefusalCode } from '@parley/contract';
import { type PairStanding, relationClass } from './relation-class.ts';
import { outcomeOf } from './setting-table.ts';

/** What the decision knows of who writes. Numbers of limits say how many are left before this one. */
export type SenderFacts = {
  ageBand: AgeBand;
  messagesFrom: MessagesFrom;
  /** After too many attempts: only people who know the sender can be written to for a time. */
  isRestricted: boolean;
  messagesLeft: number;
  paceLeft: number;
};

/** What the decision knows of who would receive. */
export type RecipientFacts = {
  ageBand: AgeBand;
  messagesFrom: MessagesFrom;
  othersMayRequest: boolean;
  /** False once deactivated or deleted. */
  isActive: boolean;
};

/** What the decision knows of the two. The last five are the sender's own doing: known to them, whatever the recipient did. */
export type PairFacts = PairStanding & {
  isSelf: boolean;
  /** They are friends, or the recipient has written or accepted, and is there: what the sender can know. */
  isKnown: boolean;
  /** Not known, and the sender never wrote to them. */
  isNew: boolean;
  newPeopleLeft: number;
  lookupsLeft: number;
  requestsLeft: number;
};

export type AdmissionFacts = { sender: SenderFacts; recipient: RecipientFacts; pair: PairFacts };

export type AdmissionRefusal = Extract<
  RefusalCode,
  | 'too_young'
  | 'restricted'
  | 'messages_off'
  | 'message_limit'
  | 'too_fast'
  | 'new_people_limit'
  | 'lookup_limit'
  | 'recipient_is_self'
  | 'not_available'
  | 'only_friends'
  | 'only_chosen'
  | 'no_messages'
  | 'request_limit'
>;

/** Into the recipient's inbox, into their requests, or refused for a reason. */
export type Admission = { verdict: 'inbox' } | { verdict: 'requests' } | { verdict: 'refuse'; code: AdmissionRefusal };

const refuse = (code: AdmissionRefusal): Admission => ({ verdict: 'refuse', code });

/** Decides what becomes of a message that the sender writes to the recipient now. */
export function decideAdmission({ sender, recipient, pair }: AdmissionFacts): Admission {
  return decideSender(sender, pair) ?? decideNewPerson(pair) ?? decidePair(recipient, pair);
}

/** ADM-1: the sender's own facts. Undefined when nothing about the sender alone stands in the way. */
function decideSender(sender: SenderFacts, { isKnown }: PairFacts): Admission | undefined {
  if (sender.ageBand === 'under16') return refuse('too_young');
  if (sender.isRestricted && !isKnown) return refuse('restricted');
  if (sender.messagesFrom === 'no_one') return refuse('messages_off');
  if (sender.messagesLeft <= 0) return refuse('message_limit');
  if (sender.paceLeft <= 0) return refuse('too_fast');
  return undefined;
}

/** LIM-1, ADM-6: whether somebody is new to the sender follows from what the sender did and was sent. */
function decideNewPerson({ isSelf, isNew, newPeopleLeft, lookupsLeft }: PairFacts): Admission | undefined {
  if (isSelf || !isNew) return undefined;
  if (newPeopleLeft <= 0) return refuse('new_people_limit');
  if (lookupsLeft <= 0) return refuse('lookup_limit');
  return undefined;
}

function decidePair(recipient: RecipientFacts, pair: PairFacts): Admission {
  if (pair.isSelf) return refuse('recipient_is_self');
  // ADM-2: blocked, gone and under 16 give one answer (OBS-1).
  if (pair.isBlocked || !recipient.isActive || recipient.ageBand === 'under16') return refuse('not_available');
  switch (outcomeOf(recipient, relationClass(pair))) {
    case 'inbox':
      return { verdict: 'inbox' };
    case 'requests':
      // REQ-2: counted alike whatever became of the earlier ones.
      return pair.requestsLeft > 0 ? { verdict: 'requests' } : refuse('request_limit');
    case 'not_received':
      return refuse(closedBy(recipient.messagesFrom));
  }
}

function closedBy(messagesFrom: MessagesFrom): AdmissionRefusal {
  if (messagesFrom === 'no_one') return 'no_messages';
  return messagesFrom === 'specific_people' ? 'only_chosen' : 'only_friends';
}
