import { createContext, useContext } from 'react';
import type { SessionStore } from './session-store.ts';

export const SessionStoreContext = createContext<SessionStore | undefined>(undefined);

/** The door in and out. */
export function useSessionStore(): SessionStore {
  const store = useContext(SessionStoreContext);
  if (!store) throw new Error('there is no session store above this part of the app');
  return store;
}
