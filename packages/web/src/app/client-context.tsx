// The SDK's client and what follows from it, as hooks. A snapshot of the client is the same object until something in it changed.
import type { Account, UserId } from '@parley/contract';
import type { Client, ConnectionState, ConversationHandle, ConversationState, InboxState } from '@parley/sdk';
import {
  createContext,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';

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

/** Its rows follow when there is time: what one presses, writes and sends is drawn first. */
export function useInbox(): InboxState {
  const { inbox } = useClient();
  return useFollowed(inbox, inboxStateOf);
}

const inboxStateOf = (inbox: Client['inbox']): InboxState => inbox.state;

/** What the client has of `source`, drawn when there is time. Another source is shown at once. `read` must not change. */
export function useFollowed<Source, Value>(source: Source, read: (source: Source) => Value): Value {
  const client = useClient();
  const [held, setHeld] = useState(() => ({ source, value: read(source) }));
  useEffect(() => {
    let last: Value | undefined;
    const follow = () => {
      const value = read(source);
      if (value === last) return;
      last = value;
      // What is drawn already is not drawn again.
      const isHeld = (one: { source: Source; value: Value }) => one.source === source && one.value === value;
      startTransition(() => setHeld((before) => (isHeld(before) ? before : { source, value })));
    };
    follow();
    return client.subscribe(follow);
  }, [client, read, source]);
  return held.source === source ? held.value : read(source);
}

export function useConnection(): ConnectionState {
  return useSnapshot((client) => client.connection);
}

/** Follows when there is time, like the inbox. */
export function useConversationState(handle: ConversationHandle): ConversationState {
  return useFollowed(handle, conversationStateOf);
}

const conversationStateOf = (handle: ConversationHandle): ConversationState => handle.state;
