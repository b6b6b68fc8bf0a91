import type { Presence, UserId } from '@parley/contract';
import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from 'react';
import type { PresenceStore } from './presence-store.ts';

export const PresenceContext = createContext<PresenceStore | undefined>(undefined);

const never = () => () => undefined;

/** When somebody who is shown was last active, as far as I may know. */
export function usePresence(userId: UserId): Presence | undefined {
  const store = useContext(PresenceContext);
  useEffect(() => store?.watch(userId), [store, userId]);
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? never(), [store]);
  return useSyncExternalStore(subscribe, () => store?.get(userId));
}
