import { limits, type Presence } from '@parley/contract';
import type { TFunction } from 'i18next';

const minuteMs = 60_000;

/** "Active now", "Active 5m ago"; nothing after two days, and nothing where nothing is told (RCPT-2). */
export function presenceLabel(presence: Presence | undefined, nowMs: number, t: TFunction): string | undefined {
  if (!presence) return undefined;
  if (presence.isActive) return t('presence.now');
  const agoMs = nowMs - Date.parse(presence.lastActiveAt);
  if (agoMs > limits.presenceMs) return undefined;
  const minutes = Math.max(1, Math.floor(agoMs / minuteMs));
  if (minutes < 60) return t('presence.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('presence.hours', { hours }) : t('presence.yesterday');
}
