import type { AccountLimits, UserId } from '@parley/contract';
import { toInstant } from '../clock.ts';
import type { Allowance } from './allowances.ts';
import { type AdmissionDeps, gatherBoard, pairOf } from './board.ts';

/** LIM-1: what the user may still do; read from the same counts that decide. */
export async function showLimits(deps: AdmissionDeps, userId: UserId, nowMs: number): Promise<AccountLimits> {
  // Whoever one is to oneself, it is nobody close: so all that is counted is read.
  const own = pairOf(userId, userId);
  const board = await gatherBoard(deps, [own], nowMs);
  const { messages, newPeople, lookups } = board.ownLimits(own);
  const restrictedUntilMs = board.users.get(userId)?.restrictedUntilMs ?? 0;
  return {
    messages: toView(messages),
    newPeople: toView(newPeople),
    lookups: toView(lookups),
    ...(restrictedUntilMs > nowMs
      ? { restriction: { until: toInstant(restrictedUntilMs), reason: 'too_many_attempts' } }
      : {}),
  };
}

const toView = ({ max, remaining, resetsAtMs }: Allowance): AccountLimits['messages'] => ({
  max,
  remaining,
  ...(resetsAtMs === undefined ? {} : { resetsAt: toInstant(resetsAtMs) }),
});
