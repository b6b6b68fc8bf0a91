// Reads and verbs about people. What changed elsewhere is told by notices, which make these reads stale.
import type { MethodId, MethodInput, MethodOutput, UserId } from '@parley/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../app/client-context.tsx';

type Whom = { userId: UserId } | { handle: string };

export function useProfile(whom: Whom, { isEnabled = true }: { isEnabled?: boolean } = {}) {
  const client = useClient();
  return useQuery({
    queryKey: ['people', 'profile', whom],
    queryFn: () => client.call('people.profile', whom),
    enabled: isEnabled,
  });
}

type PagedMethod = Extract<
  MethodId,
  'people.search' | 'graph.listFollowers' | 'graph.listFollowing' | 'graph.listFollowRequests' | 'blocks.list'
>;

/** A list of people, page by page. */
export function usePeoplePages<Id extends PagedMethod>(
  method: Id,
  input: Omit<MethodInput<Id>, 'cursor' | 'limit'>,
  { isEnabled = true }: { isEnabled?: boolean } = {},
) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: ['people', method, input],
    queryFn: ({ pageParam }) => {
      const page = pageParam === undefined ? input : { ...input, cursor: pageParam };
      return client.call(method, page as MethodInput<Id>) as Promise<MethodOutput<PagedMethod>>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    enabled: isEnabled,
  });
  return { ...query, people: query.data?.pages.flatMap((page) => page.people) ?? [] };
}

type VerbMethod = Extract<
  MethodId,
  | 'graph.follow'
  | 'graph.unfollow'
  | 'graph.removeFollower'
  | 'graph.acceptFollow'
  | 'graph.declineFollow'
  | 'blocks.block'
  | 'blocks.unblock'
>;

/** Does one thing to somebody, then asks again for whatever is shown of people. */
export function usePersonVerb(method: VerbMethod) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (userId: UserId) => client.call(method, { userId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}
