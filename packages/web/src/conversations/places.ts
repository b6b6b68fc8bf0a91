// Where one was reading in each conversation when one left it, as long as the app is open. Who left at the end comes back to the end.
import type { ConversationId } from '@parley/contract';
import type { Place } from '../messages/index.ts';

const places = new Map<ConversationId, Place>();

export function keptPlace(id: ConversationId): Place | undefined {
  return places.get(id);
}

/** Absent: at the end. */
export function keepPlace(id: ConversationId, place: Place | undefined): void {
  if (place) places.set(id, place);
  else places.delete(id);
}
