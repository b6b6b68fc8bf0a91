import type { InboxState } from '@parley/sdk';
import { useMemo, useSyncExternalStore } from 'react';
import { useClient, useFollowed } from '../app/client-context.tsx';
import { optimisticChanges, subscribeOptimisticChanges, withOptimisticChanges } from '../arranging/index.ts';
import { type InboxFilterName, shownBy } from './inbox-filter.ts';

/** A list of conversations with what I just arranged in it already, and how to read on. */
export function useInboxList(filter: InboxFilterName): { state: InboxState; list: ListVerbs } {
  const client = useClient();
  const list = useMemo(() => client.inbox.list(shownBy(filter)), [client, filter]);
  const state = useFollowed(list, stateOf);
  const changes = useSyncExternalStore(subscribeOptimisticChanges, optimisticChanges);
  const shown = useMemo(() => {
    if (state.status !== 'ready' || changes.size === 0) return state;
    return { ...state, conversations: withOptimisticChanges(state.conversations, changes, shownBy(filter)) };
  }, [state, changes, filter]);
  return { state: shown, list };
}

const stateOf = (list: { readonly state: InboxState }): InboxState => list.state;

export type ListVerbs = { reload: () => void; loadMore: () => Promise<void> };
