// Reads that the SDK's store does not hold. Loaded after the first page, with the first page that needs it.

import type { Client } from '@parley/sdk';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';

// The SDK tries a broken connection again by itself; a refusal would be the same again.
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Gives a component what its reads need. */
export function withQueries<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  return function PartWithQueries(props: Props) {
    return (
      <QueryClientProvider client={queries}>
        <Part {...props} />
      </QueryClientProvider>
    );
  };
}

/** What a notice makes stale is asked again, if it is shown. Ends with the client: what one person saw is not there for the next. */
export function followNotices(client: Client): () => void {
  const stop = client.onNotice((notice) => {
    if (notice.type === 'relation.changed') void queries.invalidateQueries({ queryKey: ['people'] });
    if (notice.type === 'account.changed') void queries.invalidateQueries();
  });
  return () => {
    stop();
    queries.clear();
  };
}
