// Who may write to whom: the one decision that every surface asks. Pure: it knows facts, never where they came from.
// ADM-1: what depends on the sender alone comes first, so that no refusal about the pair works as an oracle.
import type { AgeBand, MessagesFrom, RefusalCode } from '@parley/contract';

/** What the decision knows of one person. */
export type PersonFacts = {
  ageBand: AgeBand;
  messagesFrom: MessagesFrom;
  /** False once deactivated or deleted. */
  isActive: boolean;
};

/** What the decision knows of the pair, from the recipient's side. */
export type PairFacts = {
  isSelf: boolean;
  /** Either has blocked the other. */
  isBlocked: boolean;
  /** They follow each other (GRAPH-1). */
  isFriend: boolean;
  /** The recipient has agreed to hear from the sender: so far, by having written to them (ADM-4). */
  hasConsented: boolean;
};

export type AdmissionFacts = { sender: PersonFacts; recipient: PersonFacts; pair: PairFacts };

export type AdmissionRefusal = Extract<
  RefusalCode,
  'too_young' | 'messages_off' | 'recipient_is_self' | 'not_available' | 'only_friends' | 'no_messages'
>;

/** Deliver to the recipient's inbox, or refuse for a reason. */
export type Admission = { verdict: 'deliver' } | { verdict: 'refuse'; code: AdmissionRefusal };

const deliver: Admission = { verdict: 'deliver' };
const refuse = (code: AdmissionRefusal): Admission => ({ verdict: 'refuse', code });

/** Decides whether the sender may write to the recipient now. */
export function decideAdmission({ sender, recipient, pair }: AdmissionFacts): Admission {
  return decideSender(sender) ?? decidePair(recipient, pair);
}

/** ADM-1: the sender's own facts. Undefined when nothing about the sender alone stands in the way. */
export function decideSender(sender: PersonFacts): Admission | undefined {
  if (sender.ageBand === 'under16') return refuse('too_young');
  if (sender.messagesFrom === 'no_one') return refuse('messages_off');
  return undefined;
}

function decidePair(recipient: PersonFacts, pair: PairFacts): Admission {
  if (pair.isSelf) return refuse('recipient_is_self');
  // ADM-2: blocked, gone and under 16 give one answer (OBS-1).
  if (pair.isBlocked || !recipient.isActive || recipient.ageBand === 'under16') return refuse('not_available');
  return decideSetting(recipient.messagesFrom, pair);
}

/** ADM-3, as far as it stands: Everyone, Friends, No one. Consent sleeps under No one (ADM-4). */
function decideSetting(messagesFrom: MessagesFrom, pair: PairFacts): Admission {
  switch (messagesFrom) {
    case 'everyone':
      return deliver;
    case 'friends':
      return pair.isFriend || pair.hasConsented ? deliver : refuse('only_friends');
    case 'no_one':
      return refuse('no_messages');
  }
}
