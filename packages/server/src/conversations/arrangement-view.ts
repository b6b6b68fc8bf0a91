// How a member arranged a conversation, and what they began to write in it, as that member sees it (INB-4).
import type { Conversation } from '@parley/contract';
import type { Arrangement, DraftRow } from '@parley/store';
import { toInstant } from '../clock.ts';

type ArrangementView = Pick<Conversation, 'pinnedAt' | 'mute' | 'isArchived' | 'isMarkedUnread'>;

/** A mute that is over is none: decided when it is read, so that no job has to end it. */
export function toArrangementView(row: Arrangement, nowMs: number): ArrangementView {
  const { pinnedAtMs, mutedUntilMs, isArchived, isMarkedUnread } = row;
  const isMuted = mutedUntilMs !== null && mutedUntilMs > nowMs;
  const isTimed = isMuted && mutedUntilMs !== Number.POSITIVE_INFINITY;
  return {
    ...(pinnedAtMs === null ? {} : { pinnedAt: toInstant(pinnedAtMs) }),
    ...(isMuted ? { mute: isTimed ? { until: toInstant(mutedUntilMs) } : {} } : {}),
    isArchived,
    isMarkedUnread,
  };
}

export const toDraftView = ({ text, savedAtMs }: DraftRow): NonNullable<Conversation['draft']> => ({
  text,
  savedAt: toInstant(savedAtMs),
});
