import { type Refusal, refusalOf } from '@parley/contract';
import type { AdmissionRefusal } from '@parley/core';
import { toInstant } from '../clock.ts';
import type { Allowance } from './allowances.ts';

/** What a refusal may tell of the recipient and of the limit behind it. */
export type RefusalContext = { displayName: string; isFollowing: boolean; allowance: Allowance | undefined };

/** Why a send is refused: what the decision says, or that a request is text alone (REQ-2). */
export type SendRefusal = AdmissionRefusal | 'request_text_only';

/** The public refusal of a decision: names the recipient only where the sentence does, and says what would change it, and when (ADM-6). */
export function toRefusal(code: SendRefusal, context: RefusalContext): Refusal {
  const name = context.displayName;
  switch (code) {
    case 'only_friends':
      return refusalOf(code, { details: { name }, ...(context.isFollowing ? {} : { remedy: 'follow' as const }) });
    case 'only_chosen':
    case 'no_messages':
    case 'request_text_only':
      return refusalOf(code, { details: { name } });
    case 'messages_off':
      return refusalOf(code, { remedy: 'turn_messages_on' });
    case 'message_limit':
    case 'new_people_limit':
    case 'lookup_limit':
    case 'too_fast':
      return refusalOf(code, ofLimit(context.allowance));
    case 'request_limit':
      return refusalOf(code, ofLimit(context.allowance, { name }));
    case 'restricted': {
      const untilMs = context.allowance?.resetsAtMs;
      return refusalOf(code, { remedy: 'wait', ...(untilMs === undefined ? {} : { retryAt: toInstant(untilMs) }) });
    }
    case 'too_young':
    case 'recipient_is_self':
    case 'not_available':
      return refusalOf(code);
  }
}

function ofLimit(
  allowance: Allowance | undefined,
  details: Record<string, string> = {},
): Parameters<typeof refusalOf>[1] {
  if (allowance?.resetsAtMs === undefined) return { details, remedy: 'wait' };
  const resetsAt = toInstant(allowance.resetsAtMs);
  return {
    details: { ...details, limit: String(allowance.max) },
    limit: { max: allowance.max, remaining: allowance.remaining, resetsAt },
    retryAt: resetsAt,
    remedy: 'wait',
  };
}
