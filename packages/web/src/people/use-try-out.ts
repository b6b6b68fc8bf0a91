import type { Settings } from '@parley/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '../app/client-context.tsx';

/** What a setting makes of the people around me, asked of the server. The last answer stays until the next is there. */
export function useTryOut({ messagesFrom, othersMayRequest }: Pick<Settings, 'messagesFrom' | 'othersMayRequest'>) {
  const client = useClient();
  return useQuery({
    // Under "people", since it changes with every relation.
    queryKey: ['people', 'admission.tryOut', messagesFrom, othersMayRequest],
    queryFn: () => client.call('admission.tryOut', { messagesFrom, othersMayRequest }),
    placeholderData: keepPreviousData,
  });
}
