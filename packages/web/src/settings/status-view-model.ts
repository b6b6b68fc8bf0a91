// What the status page says of a limit: how much is used, and when the next is free (LIM-1).
import type { AccountLimits } from '@parley/contract';
import type { TFunction } from 'i18next';
import { clockTime, dayOf, daysAgo } from '../app/time.ts';

export type Usage = { used: number; max: number; share: number; isSpent: boolean; next: string | undefined };

type Context = { nowMs: number; t: TFunction };

export function toUsage({ max, remaining, resetsAt }: AccountLimits['messages'], context: Context): Usage {
  const used = Math.max(0, max - remaining);
  return {
    used,
    max,
    share: max === 0 ? 1 : Math.min(1, used / max),
    isSpent: remaining <= 0,
    next: used > 0 && resetsAt !== undefined ? whenOf(resetsAt, context) : undefined,
  };
}

/** An instant to come: today the clock is enough. */
export function whenOf(at: string, { nowMs, t }: Context): string {
  const time = clockTime(at);
  if (daysAgo(at, nowMs) === 0) return t('limits.at', { time });
  const isTomorrow = daysAgo(at, nowMs) === -1;
  return t('limits.dayAt', { time, day: isTomorrow ? t('limits.tomorrow') : t('limits.on', { day: dayOf(at) }) });
}
