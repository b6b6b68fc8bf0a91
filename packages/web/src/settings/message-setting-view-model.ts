// What the choice of "who can message me" shows beside it. What becomes of whom is the server's answer, never worked out here.
import type { MessagesFrom, MethodOutput, RelationClass, Settings } from '@parley/contract';

type TryOut = MethodOutput<'admission.tryOut'>['classes'];

export type TryOutRow = TryOut[number] & { class: Exclude<RelationClass, 'blocked'> };

/** Nearest first, as one would ask about them. */
export const classOrder: readonly TryOutRow['class'][] = [
  'friend',
  'followed',
  'follower',
  'consented',
  'contact',
  'stranger',
];

export function toTryOutRows(classes: TryOut): TryOutRow[] {
  return classes
    .filter((one): one is TryOutRow => one.class !== 'blocked')
    .toSorted((a, b) => classOrder.indexOf(a.class) - classOrder.indexOf(b.class));
}

/** ADM-3: Everyone has its own table and No one takes nothing, so the switch has a say in the other two alone. */
export function hasRequestsSwitch(messagesFrom: MessagesFrom): boolean {
  return messagesFrom === 'friends' || messagesFrom === 'specific_people';
}

export type Effect = MessagesFrom | 'friends_requests' | 'specific_people_requests';

/** Which sentence says the whole of the setting. */
export function effectOf({
  messagesFrom,
  othersMayRequest,
}: Pick<Settings, 'messagesFrom' | 'othersMayRequest'>): Effect {
  if (!othersMayRequest) return messagesFrom;
  return messagesFrom === 'friends' || messagesFrom === 'specific_people' ? `${messagesFrom}_requests` : messagesFrom;
}
