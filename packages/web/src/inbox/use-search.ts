// What the server finds: conversations of mine by their person, and messages by their words.
import type { Conversation, ConversationId } from '@parley/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useClient } from '../app/client-context.tsx';

const settleMs = 180;

/** A value once it has stood still for a moment: not every key press is a question to the server. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export function useConversationSearch(query: string, isEnabled: boolean) {
  const client = useClient();
  const search = useInfiniteQuery({
    queryKey: ['search', 'conversations', query],
    queryFn: ({ pageParam: cursor }) =>
      client.call('search.conversations', { query, limit: 20, ...(cursor ? { cursor } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    enabled: isEnabled && query !== '',
  });
  return { ...search, conversations: search.data?.pages.flatMap((page) => page.conversations) ?? [] };
}

export function useMessageSearch(query: string, isEnabled: boolean, conversationId?: ConversationId) {
  const client = useClient();
  const search = useInfiniteQuery({
    queryKey: ['search', 'messages', query, conversationId],
    queryFn: ({ pageParam: cursor }) =>
      client.call('search.messages', {
        query,
        limit: 20,
        ...(conversationId ? { conversationId } : {}),
        ...(cursor ? { cursor } : {}),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    enabled: isEnabled && query !== '',
    // A message that came since is found by asking again.
    staleTime: 5_000,
    // MSG-7: what was unsent leaves a list that stays open within a minute, and one that was closed.
    refetchInterval: 30_000,
    gcTime: 30_000,
  });
  return { ...search, hits: search.data?.pages.flatMap((page) => page.hits) ?? [] };
}

/** Those found here at once, then those the server adds, none of them twice. */
export function joinFound(here: readonly Conversation[], found: readonly Conversation[]): Conversation[] {
  const ids = new Set(here.map(({ id }) => id));
  return [...here, ...found.filter(({ id }) => !ids.has(id))];
}
