import { useSyncExternalStore } from 'react';
import { useConnection } from './client-context.tsx';
import { UpdateOffer } from './UpdateOffer.tsx';
import { dismissUpdate, shownUpdate, subscribeUpdates, takeUpdate } from './updates.ts';

/** Offers a new version, once there is one (OFF-3b). */
export function UpdateBar() {
  const update = useSyncExternalStore(subscribeUpdates, shownUpdate);
  // Then the bar above asks for the same.
  const isStopped = useConnection().status === 'stopped';
  const isShown = !isStopped && (update === 'ready' || update === 'there');
  return <div role="status">{isShown && <UpdateOffer onTake={takeUpdate} onDismiss={dismissUpdate} />}</div>;
}
