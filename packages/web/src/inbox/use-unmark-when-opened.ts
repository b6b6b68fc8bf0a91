import type { ConversationId } from '@parley/contract';
import { useEffect, useRef } from 'react';
import { useClient, useConversationState } from '../app/client-context.tsx';

/** INB-2c: the mark "unread" is mine to take away, and opening the conversation does so. One that is made while it is open stays. */
export function useUnmarkWhenOpened(selectedId: string | undefined): void {
  const client = useClient();
  const handle = client.conversation({ conversationId: (selectedId ?? 'none') as ConversationId });
  const state = useConversationState(handle);
  const row = selectedId === undefined || state.status === 'failed' ? undefined : state.conversation;
  const openedId = useRef<string>(undefined);
  const isMarked = row?.isMarkedUnread;
  useEffect(() => {
    if (selectedId === undefined) openedId.current = undefined;
    if (selectedId === openedId.current || isMarked === undefined) return;
    openedId.current = selectedId;
    // What could not be said stays marked, which loses nothing.
    if (isMarked) handle.arrange({ isMarkedUnread: false }).catch(() => undefined);
  }, [selectedId, isMarked, handle]);
}
