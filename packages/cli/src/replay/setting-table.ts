// ADM-3 and GRAPH-1, written a second time from the rules alone.
import type { RefusalCode } from '@parley/contract';
import type { Facts, Setting } from './facts.ts';

type Class = 'consented' | 'friend' | 'followed' | 'follower' | 'stranger';

/** GRAPH-1: what the sender is to the recipient, as far as it happens here. */
export function classOf(
  { senderId, recipientId }: { senderId: string; recipientId: string },
  follows: Facts['follows'],
  hasConsented: boolean,
): Class {
  if (hasConsented) return 'consented';
  const isFollowed = follows.has(`${recipientId} ${senderId}`);
  const isFollower = follows.has(`${senderId} ${recipientId}`);
  if (isFollowed && isFollower) return 'friend';
  if (isFollowed) return 'followed';
  return isFollower ? 'follower' : 'stranger';
}

type Door = 'inbox' | 'requests' | Extract<RefusalCode, 'only_friends' | 'only_chosen' | 'no_messages'>;

/** ADM-3: the door that is open to them, or why none is. */
export function doorOf({ messagesFrom, othersMayRequest }: Setting, from: Class): Door {
  if (messagesFrom === 'no_one') return 'no_messages';
  if (from === 'consented') return 'inbox';
  if (messagesFrom === 'everyone') return from === 'friend' || from === 'followed' ? 'inbox' : 'requests';
  if (messagesFrom === 'friends' && from === 'friend') return 'inbox';
  if (othersMayRequest) return 'requests';
  return messagesFrom === 'friends' ? 'only_friends' : 'only_chosen';
}
