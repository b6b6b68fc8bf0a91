// Reads of requests. What changed elsewhere is told by `requests.changed`, which makes these reads stale.
import { type ConversationId, limits, type RequestCard } from '@parley/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../app/client-context.tsx';
import type { RequestFolder } from './request-folder.ts';

export function useRequests(folder: RequestFolder) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: ['requests', folder],
    queryFn: ({ pageParam }) =>
      client.call('requests.list', pageParam === undefined ? { folder } : { folder, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
  return { ...query, requests: query.data?.pages.flatMap((page) => page.requests) ?? [] };
}

/** The card of one conversation, as far as it is on the first pages of its folder. */
export function useRequestCard(id: ConversationId, folder: RequestFolder): RequestCard | undefined {
  return useRequests(folder).requests.find(({ conversation }) => conversation.id === id);
}

/** REQ-2: there are never more than a few, so that one page has them all. */
export function useRequestMessages({ conversation }: RequestCard, { isEnabled }: { isEnabled: boolean }) {
  const client = useClient();
  const { id, lastSeq, clearedSeq, lastMessage } = conversation;
  const query = useQuery({
    queryKey: ['requests', 'messages', id, lastSeq, clearedSeq],
    queryFn: () => client.call('messages.list', { conversationId: id, limit: limits.requestMessages }),
    enabled: isEnabled && lastSeq > 1,
  });
  return query.data?.messages ?? (lastMessage ? [lastMessage] : []);
}
