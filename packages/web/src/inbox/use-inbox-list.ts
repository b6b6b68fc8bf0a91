import type { InboxState } from '@parley/sdk';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useClient } from '../app/client-context.tsx';
import { optimisticChanges, subscribeOptimisticChanges, withOptimisticChanges } from '../arranging/index.ts';
import { type InboxFilterName, shownBy } from './inbox-filter.ts';

/** A list of conversations with what I just arranged in it already, and how to read on. */
export function useInboxList(filter: InboxFilterName): { state: InboxState; list: ListVerbs } {
  const client = useClient();
  const list = useMemo(() => client.inbox.list(shownBy(filter)), [client, filter]);
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  const state = useSyncExternalStore(subscribe, () => list.state);
  const changes = useSyncExternalStore(subscribeOptimisticChanges, optimisticChanges);
  const shown = useMemo(() => {
    if (state.status !== 'ready' || changes.size === 0) return state;
    return { ...state, conversations: withOptimisticChanges(state.conversations, changes, shownBy(filter)) };
  }, [state, changes, filter]);
  return { state: shown, list };
}

export type ListVerbs = { reload: () => void; loadMore: () => Promise<void> };
