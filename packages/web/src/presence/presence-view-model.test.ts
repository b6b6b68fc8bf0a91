import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { at, me } from '../gallery/fixtures.ts';
import { presenceLabel } from './presence-view-model.ts';

const t = ((key: string, values?: object) => key + JSON.stringify(values ?? {})) as unknown as TFunction;
const label = (isActive: boolean, minutesAgo: number) =>
  presenceLabel({ userId: me.id, isActive, lastActiveAt: at(-minutesAgo) }, Date.parse(at(0)), t);

test('RCPT-2 active now, minutes or hours ago, and nothing after two days', () => {
  expect(label(true, 0)).toBe('presence.now{}');
  expect(label(false, 0)).toBe('presence.minutes{"minutes":1}');
  expect(label(false, 59)).toBe('presence.minutes{"minutes":59}');
  expect(label(false, 60)).toBe('presence.hours{"hours":1}');
  expect(label(false, 24 * 60)).toBe('presence.yesterday{}');
  expect(label(false, 48 * 60 + 1)).toBeUndefined();
  expect(presenceLabel(undefined, 0, t)).toBeUndefined();
});
