import { useSyncExternalStore } from 'react';
import { UpdateOffer } from './UpdateOffer.tsx';
import { dismissUpdate, shownUpdate, subscribeUpdates, takeUpdate } from './updates.ts';

/** Offers a new version, once there is one (OFF-3b). */
export function UpdateBar() {
  const update = useSyncExternalStore(subscribeUpdates, shownUpdate);
  const isShown = update === 'ready' || update === 'there';
  return <div role="status">{isShown && <UpdateOffer onTake={takeUpdate} onDismiss={dismissUpdate} />}</div>;
}
