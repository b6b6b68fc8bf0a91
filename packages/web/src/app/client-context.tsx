// The SDK's client and what follows from it, as hooks. A snapshot of the client is the same object until something in it changed.
import type { Account, UserId } from '@parley/contract';
import type { Client, ConnectionState, ConversationHandle, ConversationState, InboxState } from '@parley/sdk';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';

/** Somebody who is signed in. */
export type Session = { client: Client; account: Account; setAccount: (account: Account) => void };

export const SessionContext = createContext<Session | undefined>(undefined);

function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('this part of the app is only for who is signed in');
  return session;
}

export function useClient(): Client {
  return useSession().client;
}

/** My own account; kept current by `account.changed`. */
export function useAccount(): Account {
  return useSession().account;
}

export function useMe(): UserId {
  return useSession().account.person.id;
}

/** Shows at once what a call just answered of my account. */
export function useSetAccount(): (account: Account) => void {
  return useSession().setAccount;
}

function useSnapshot<Value>(read: (client: Client) => Value): Value {
  const client = useClient();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => read(client));
}

export function useInbox(): InboxState {
  return useSnapshot((client) => client.inbox.state);
}

export function useConnection(): ConnectionState {
  return useSnapshot((client) => client.connection);
}

export function useConversationState(handle: ConversationHandle): ConversationState {
  return useSnapshot(() => handle.state);
}
