// Reads that the SDK's store does not hold. Loaded after the first page, with the first page that needs it.

import type { Client } from '@parley/sdk';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, useContext } from 'react';

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
    // Within another such part its reads are shared; the gallery's states have their own.
    const outer = useContext(QueryClientContext);
    return (
      <QueryClientProvider client={outer ?? queries}>
        <Part {...props} />
      </QueryClientProvider>
    );
  };
}

/** What a notice makes stale is asked again, if it is shown. Ends with the client: what one person saw is not there for the next. */
export function followNotices(client: Client): () => void {
  const stop = client.onNotice((notice) => {
    if (notice.type === 'relation.changed') {
      void queries.invalidateQueries({ queryKey: ['people'] });
      void queries.invalidateQueries({ queryKey: ['requests'] });
    }
    if (notice.type === 'requests.changed') void queries.invalidateQueries({ queryKey: ['requests'] });
    if (notice.type === 'account.changed') void queries.invalidateQueries();
  });
  const stopWatching = askAgainWhenBack(client);
  return () => {
    stop();
    stopWatching();
    queries.clear();
  };
}

/** Notices are lost while there is no connection: what is shown is asked again once there is one. */
function askAgainWhenBack(client: Client): () => void {
  let isLive = client.connection.status === 'live';
  return client.subscribe(() => {
    const isLiveNow = client.connection.status === 'live';
    if (isLiveNow && !isLive) void queries.invalidateQueries();
    isLive = isLiveNow;
  });
}
