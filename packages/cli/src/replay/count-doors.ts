// What the rules did, in numbers: through which doors messages came, how requests ended, and whom limits touched.
import type { Predicted } from './expected-answers.ts';
import type { Facts } from './facts.ts';
import type { Entry } from './ledger.ts';

export type Doors = {
  readonly inbox: number;
  readonly requests: number;
  readonly filtered: number;
  /** Shown to nobody but their sender (REQ-5): nobody declines here, so there are none. */
  readonly withheld: number;
  /** Pairs in which one asked the other. */
  readonly asked: number;
  readonly acceptedByButton: number;
  readonly acceptedByAnswer: number;
  /** Requests that wait at the end, and filtered ones that went away unanswered. */
  readonly waiting: number;
  readonly expired: number;
  /** Refused by a limit although both had written to each other before, by code: only limits of the sender's own can be here. */
  readonly limitedThoughTalking: Readonly<Record<string, number>>;
};

const limitCodes: readonly string[] = [
  'restricted',
  'message_limit',
  'new_people_limit',
  'lookup_limit',
  'request_limit',
  'too_fast',
];

export function countDoors(
  facts: Pick<Facts, 'answers'>,
  { entries, predicted }: { entries: readonly Entry[]; predicted: Predicted },
): Doors {
  const at = (place: Entry['place']): number => entries.filter((entry) => entry.place === place).length;
  const letIn = [...predicted.letIn.values()];
  const left = [...predicted.waiting.values()];
  const asking = entries.filter((entry) => entry.place === 'requests' || entry.place === 'filtered');
  return {
    inbox: at('inbox'),
    requests: at('requests'),
    filtered: at('filtered'),
    withheld: 0,
    asked: new Set(asking.map(({ senderId, recipientId }) => `${senderId} ${recipientId}`)).size,
    acceptedByButton: letIn.filter(({ by }) => by === 'button').length,
    acceptedByAnswer: letIn.filter(({ by }) => by === 'answer').length,
    waiting: left.filter((place) => place !== 'expired').length,
    expired: left.filter((place) => place === 'expired').length,
    limitedThoughTalking: limitedThoughTalking(facts, predicted),
  };
}

function limitedThoughTalking({ answers }: Pick<Facts, 'answers'>, { sends }: Predicted): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const isCounted = answer.kind === 'refused' && limitCodes.includes(answer.code);
    if (isCounted && sends.get(answer.id)?.hadAnswered) counts[answer.code] = (counts[answer.code] ?? 0) + 1;
  }
  return counts;
}
