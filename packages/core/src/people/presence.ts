import { type AgeBand, limits } from '@parley/contract';

export type PresenceFacts = { ageBand: AgeBand; presence: boolean };

/** RCPT-2: presence is mutual, among friends, for adults, and never across a block. */
export function mayKnowPresence(
  viewer: PresenceFacts,
  other: PresenceFacts,
  pair: { isFriend: boolean; isBlocked: boolean },
): boolean {
  const isShared = viewer.presence && other.presence && viewer.ageBand === 'adult' && other.ageBand === 'adult';
  return isShared && pair.isFriend && !pair.isBlocked;
}

/** RCPT-2: "active now" within a minute, nothing at all after two days. */
export function presenceAt(lastActiveMs: number, nowMs: number): 'active' | 'recent' | 'untold' {
  const agoMs = nowMs - lastActiveMs;
  if (agoMs > limits.presenceMs) return 'untold';
  return agoMs <= limits.activeNowMs ? 'active' : 'recent';
}

/** RCPT-2: typing is told among friends of age, and only while both may write to the other's inbox: not in requests, not across a block. */
export function mayKnowTyping(
  viewer: { ageBand: AgeBand },
  other: { ageBand: AgeBand },
  pair: { isFriend: boolean; isOpen: boolean },
): boolean {
  return viewer.ageBand === 'adult' && other.ageBand === 'adult' && pair.isFriend && pair.isOpen;
}
