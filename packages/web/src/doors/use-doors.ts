// Reads and verbs about who can reach me. All stand under "people", so that a changed relation makes them stale.
import { type Door, directConversationId, type UserId } from '@parley/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useAccount, useClient, useMe } from '../app/client-context.tsx';
import type { DoorKind } from './doors-view-model.ts';

export type DoorList = ReturnType<typeof useDoorPages>;

/** One list for each kind, and what went wrong with any of them: most often the same with all. */
export function useDoorLists() {
  const lists: Record<DoorKind, DoorList> = {
    contact: useDoorPages('contact'),
    consent: useDoorPages('consent'),
    friend: useDoorPages('friend'),
  };
  const failed = Object.values(lists).filter((list) => list.isError);
  return { lists, error: failed[0]?.error, retry: () => failed.map((list) => void list.refetch()) };
}

function useDoorPages(kind: DoorKind) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: ['people', 'admission.listDoors', kind],
    queryFn: ({ pageParam }) =>
      client.call('admission.listDoors', {
        kind,
        limit: 20,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    // A message that I write opens a door without telling anybody, so what is kept may be old.
    staleTime: 0,
  });
  return { ...query, doors: query.data?.pages.flatMap((page) => page.doors) ?? [] };
}

/** What becomes of somebody's message to me, as things stand. */
export function useExplanation(userId: UserId) {
  const client = useClient();
  const { messagesFrom, othersMayRequest } = useAccount().settings;
  return useQuery({
    queryKey: ['people', 'admission.explain', userId, messagesFrom, othersMayRequest],
    queryFn: () => client.call('admission.explain', { userId }),
    staleTime: 0,
  });
}

/** Puts somebody on my list of specific people, or takes them off. */
export function useListVerb(verb: 'contacts.add' | 'contacts.remove') {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (userId: UserId) => client.call(verb, { userId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}

/** Shuts one door, by what it is, and answers where their messages go from then on. */
export function useCloseDoor() {
  const client = useClient();
  const me = useMe();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, person }: Pick<Door, 'kind' | 'person'>) => {
      const userId = person.id;
      if (kind === 'contact') await client.call('contacts.remove', { userId });
      else if (kind === 'friend') await client.call('graph.unfollow', { userId });
      else await client.call('conversations.close', { conversationId: directConversationId(me, userId) });
      return client.call('admission.explain', { userId });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}
