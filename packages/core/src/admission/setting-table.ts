// ADM-3: what each setting makes of each class. The settings screens show the same table that decides.
import type { MessagesFrom, Outcome, RelationClass } from '@parley/contract';

export type MessageSetting = { messagesFrom: MessagesFrom; othersMayRequest: boolean };

/** Where the message of somebody of this class goes under this setting. */
export function outcomeOf({ messagesFrom, othersMayRequest }: MessageSetting, from: RelationClass): Outcome {
  if (from === 'blocked' || messagesFrom === 'no_one') return 'not_received';
  if (from === 'contact' || from === 'consented') return 'inbox';
  const others: Outcome = othersMayRequest ? 'requests' : 'not_received';
  switch (messagesFrom) {
    case 'everyone':
      return from === 'friend' || from === 'followed' ? 'inbox' : 'requests';
    case 'friends':
      return from === 'friend' ? 'inbox' : others;
    case 'specific_people':
      return others;
  }
}
