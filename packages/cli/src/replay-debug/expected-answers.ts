// Who may write to whom, written a second time from the rules alone, so that a mistake in the server's decision is not made here too.
import type { RefusalCode } from '@parley/contract';
import type { Attempt, Facts } from './facts.ts';

export type Expected = 'acked' | RefusalCode;

/**
 * What each attempt should be answered, by its id. Rests on the order of the attempts: whoever answers has received what they answer.
 * Holds while settings and follows stand still, everybody is an adult, and nobody is blocked or gone.
 */
export function expectedAnswers(facts: Pick<Facts, 'people' | 'follows' | 'attempts'>): Map<string, Expected> {
  const wrote = new Set<string>();
  const expected = new Map<string, Expected>();
  for (const attempt of facts.attempts) {
    const answer = expectedAnswer(attempt, facts, wrote);
    if (answer === 'acked') wrote.add(`${attempt.senderId} ${attempt.recipientId}`);
    expected.set(attempt.id, answer);
  }
  return expected;
}

type Standing = Pick<Facts, 'people' | 'follows'>;

function expectedAnswer(
  { senderId, recipientId, text }: Attempt,
  { people, follows }: Standing,
  wrote: Set<string>,
): Expected {
  if (senderId === recipientId) return 'recipient_is_self';
  // MSG-4, as far as lines of chat can break it.
  if (text.trim() === '' || /\p{Cc}/u.test(text.replace(/[\n\t]/g, '')) || !text.isWellFormed()) return 'invalid_input';
  // ADM-1: the sender's own setting comes first.
  if (people.get(senderId) === 'no_one') return 'messages_off';
  const hearsFrom = people.get(recipientId);
  if (hearsFrom === 'everyone') return 'acked';
  if (hearsFrom === 'no_one') return 'no_messages';
  // ADM-3, ADM-4: friends follow each other; who wrote first has agreed to be answered.
  const areFriends = follows.has(`${senderId} ${recipientId}`) && follows.has(`${recipientId} ${senderId}`);
  return areFriends || wrote.has(`${recipientId} ${senderId}`) ? 'acked' : 'only_friends';
}
