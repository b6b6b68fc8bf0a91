import type { ConversationId } from '@parley/contract';
import type { Client } from '@parley/sdk';
import { useEffect } from 'react';
import { useClient, useMe } from '../app/client-context.tsx';
import { dropKeptDraft, isSettled, keptDrafts } from './drafts.ts';

/** Drafts that an earlier visit could not save are saved once there is a connection, and forgotten here when the server has them. */
export function useKeptDrafts(): void {
  const client = useClient();
  const me = useMe();
  useEffect(() => {
    // Those of this visit are saved by the composer and by the SDK.
    const left = new Set(keptDrafts(me).keys());
    const look = () => {
      for (const id of [...keptDrafts(me).keys()]) settle(client, me, id as ConversationId);
      const isReady = client.connection.status === 'live' && client.inbox.state.status === 'ready';
      if (!isReady || left.size === 0) return;
      for (const id of left) saveOnce(client, me, id as ConversationId);
      left.clear();
    };
    look();
    return client.subscribe(look);
  }, [client, me]);
}

function settle(client: Client, me: string, id: ConversationId): void {
  const { state } = client.conversation({ conversationId: id });
  const row = state.status === 'failed' ? undefined : state.conversation;
  const kept = keptDrafts(me).get(id);
  if (row && kept && isSettled(kept, row.draft)) dropKeptDraft(me, id);
}

function saveOnce(client: Client, me: string, id: ConversationId): void {
  const kept = keptDrafts(me).get(id);
  if (kept) client.conversation({ conversationId: id }).saveDraft(kept.text);
}
