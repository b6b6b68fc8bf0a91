import { type AccountLimits, limits as fixed, type UserId } from '@parley/contract';
import { toInstant } from '../clock.ts';
import { type Allowance, allowanceOf } from './allowances.ts';
import { type AdmissionDeps, gatherBoard, pairOf } from './board.ts';

/** LIM-1: what the user may still do; read from the same counts that decide. */
export async function showLimits(deps: AdmissionDeps, userId: UserId, nowMs: number): Promise<AccountLimits> {
  const { store, limits } = deps;
  const windows = {
    newPeopleFromMs: nowMs - fixed.dayMs,
    lookupsFromMs: nowMs - fixed.lookupMs,
    requestsFromMs: nowMs,
  };
  const [board, used] = await Promise.all([
    gatherBoard(deps, [pairOf(userId, userId)], nowMs),
    store.read.admission.strangers([pairOf(userId, userId)], windows),
  ]);
  const [own] = [...used.values()];
  const none = { count: 0, oldestAtMs: undefined };
  const restrictedUntilMs = board.users.get(userId)?.restrictedUntilMs ?? 0;
  return {
    messages: toView(board.messagesLeft(userId)),
    newPeople: toView(allowanceOf(limits.newPeoplePerDay, own?.newPeople ?? none, fixed.dayMs)),
    lookups: toView(allowanceOf(limits.lookupsPerHour, own?.lookups ?? none, fixed.lookupMs)),
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
