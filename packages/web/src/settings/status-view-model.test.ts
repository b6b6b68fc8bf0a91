import type { TFunction } from 'i18next';
import { describe, expect, test } from 'vitest';
import { toUsage, whenOf } from './status-view-model.ts';

const t = ((key: string, values: object = {}) => [key, ...Object.values(values)].join(' ')) as unknown as TFunction;
const nowMs = new Date(2026, 10, 20, 17, 5).getTime();
const inHours = (hours: number) => new Date(nowMs + hours * 3_600_000).toISOString();

describe('account status', () => {
  test('LIM-1 it tells how much is used and when the next is free', () => {
    const usage = toUsage({ max: 500, remaining: 125, resetsAt: inHours(1) }, { nowMs, t });
    expect(usage).toMatchObject({ used: 375, max: 500, share: 0.75, isSpent: false });
    expect(usage.next).toMatch(/^limits\.at /);
  });

  test('LIM-1 what nothing is used of has no time, and what is used up says so', () => {
    expect(toUsage({ max: 20, remaining: 20, resetsAt: inHours(1) }, { nowMs, t }).next).toBeUndefined();
    expect(toUsage({ max: 20, remaining: 0 }, { nowMs, t })).toMatchObject({ used: 20, share: 1, isSpent: true });
  });

  test('LIM-1 attempts beyond a limit do not overflow the bar', () => {
    expect(toUsage({ max: 20, remaining: -3 }, { nowMs, t })).toMatchObject({ share: 1, isSpent: true });
  });

  test('LIM-1 a time of tomorrow says so', () => {
    expect(whenOf(inHours(20), { nowMs, t })).toContain('limits.tomorrow');
    expect(whenOf(inHours(72), { nowMs, t })).toContain('limits.on');
  });
});
