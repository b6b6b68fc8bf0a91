// What is left of each limit (LIM-1, REQ-2, ADM-6), and when the next one is free.
import { limits as fixed, type UserId } from '@parley/contract';
import type { AdmissionRefusal, PairFacts } from '@parley/core';
import { type AdmissionFactsRead, type Pair, pairKey, type StrangerFacts } from '@parley/store';
import type { Limits } from '../limits.ts';
import type { Pace } from './pace.ts';

/** How much of a limit there is, and when the next one is free. */
export type Allowance = { max: number; remaining: number; resetsAtMs: number | undefined };

export type LeftOfPair = 'newPeopleLeft' | 'lookupsLeft' | 'requestsLeft';

/** What the attempt count was when the window began. */
export const attemptBase = ({ users, attempts }: AdmissionFactsRead, userId: UserId): number =>
  attempts.get(userId)?.base ?? users.get(userId)?.attemptCount ?? 0;

type AllowancesDeps = {
  read: AdmissionFactsRead;
  strangers: ReadonlyMap<string, StrangerFacts>;
  limits: Limits;
  pace: Pace | undefined;
  nowMs: number;
};

const nothingUsed = { count: 0, oldestAtMs: undefined };

export class Allowances {
  readonly #deps: AllowancesDeps;

  constructor(deps: AllowancesDeps) {
    this.#deps = deps;
  }

  sender(userId: UserId, alsoSent: number): { messagesLeft: number; paceLeft: number } {
    const { pace, nowMs } = this.#deps;
    return {
      messagesLeft: this.messages(userId).remaining - alsoSent,
      paceLeft: pace ? pace.left(userId, nowMs).count - alsoSent : 1,
    };
  }

  pair(pair: Pair): Pick<PairFacts, LeftOfPair> {
    return {
      newPeopleLeft: this.newPeople(pair).remaining,
      lookupsLeft: this.lookups(pair).remaining,
      requestsLeft: this.requests(pair).remaining,
    };
  }

  messages(userId: UserId): Allowance {
    const { read, limits } = this.#deps;
    const count = (read.users.get(userId)?.attemptCount ?? 0) - attemptBase(read, userId);
    const oldestAtMs = read.attempts.get(userId)?.oldestAtMs;
    return allowanceOf(limits.messagesPerDay, { count, oldestAtMs }, fixed.dayMs + fixed.attemptMarkMs);
  }

  newPeople(pair: Pair): Allowance {
    const used = this.#deps.strangers.get(pairKey(pair))?.newPeople ?? nothingUsed;
    return allowanceOf(this.#deps.limits.newPeoplePerDay, used, fixed.dayMs);
  }

  lookups(pair: Pair): Allowance {
    const used = this.#deps.strangers.get(pairKey(pair))?.lookups ?? nothingUsed;
    return allowanceOf(this.#deps.limits.lookupsPerHour, used, fixed.lookupMs);
  }

  requests(pair: Pair): Allowance {
    const used = this.#deps.strangers.get(pairKey(pair))?.requests ?? nothingUsed;
    return allowanceOf(this.#deps.limits.requestMessages, used, fixed.requestMs);
  }

  /** The allowance that a refusal is about. */
  behind(code: AdmissionRefusal, pair: Pair): Allowance | undefined {
    const { limits, nowMs, pace, read } = this.#deps;
    switch (code) {
      case 'message_limit':
        return this.messages(pair.senderId);
      case 'new_people_limit':
        return this.newPeople(pair);
      case 'lookup_limit':
        return this.lookups(pair);
      case 'request_limit':
        return this.requests(pair);
      case 'too_fast':
        return { max: limits.messagesPerPace, remaining: 0, resetsAtMs: pace?.left(pair.senderId, nowMs).resetsAtMs };
      case 'restricted':
        return { max: 0, remaining: 0, resetsAtMs: read.users.get(pair.senderId)?.restrictedUntilMs ?? undefined };
      case 'too_young':
      case 'messages_off':
      case 'recipient_is_self':
      case 'not_available':
      case 'only_friends':
      case 'only_chosen':
      case 'no_messages':
        return undefined;
    }
  }
}

const allowanceOf = (
  max: number,
  used: { count: number; oldestAtMs: number | undefined },
  windowMs: number,
): Allowance => ({
  max,
  remaining: Math.max(max - used.count, 0),
  resetsAtMs: used.count > 0 && used.oldestAtMs !== undefined ? used.oldestAtMs + windowMs : undefined,
});
