import type { Account } from '@parley/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { SessionStore, SessionStoreContext } from '../accounts/index.ts';
import { SessionContext } from '../app/client-context.tsx';
import { cx } from '../ui/cx.ts';
import { fakeClient, type Scene } from './fake-client.ts';
import { account as anybody } from './fixtures.ts';
import styles from './Specimen.module.css';

type Props = {
  title: string;
  account?: Account;
  scene?: Scene;
  path?: string;
  isScreen?: boolean;
  children: ReactNode;
};

/** One state of one thing, in light and in dark, each in a world of its own. */
export function Specimen({ title, children, isScreen = false, ...world }: Props) {
  return (
    <article className={styles.specimen} data-specimen={title}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.pair}>
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} data-theme={theme} className={cx(styles.frame, isScreen && styles.screen)}>
            <World {...world}>{children}</World>
          </div>
        ))}
      </div>
    </article>
  );
}

const nothingKept = { changed() {}, open() {}, close() {}, forget() {} };

type WorldProps = Pick<Props, 'account' | 'scene' | 'path' | 'children'>;

function World({ account = anybody, scene = {}, path = '/', children }: WorldProps) {
  // A specimen never changes: it is what it was first drawn as.
  const [parts] = useState(() => {
    const client = fakeClient(scene);
    const forget = () => undefined;
    return {
      queries: new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } }),
      store: new SessionStore({
        makeClient: () => client,
        storesOf: () => ({ outboxStorage: { load: () => [], save: forget }, keep: () => nothingKept }),
        readAccount: forget,
        keepAccount: forget,
        device: '',
        forget,
      }),
      session: { client, account, setAccount: forget },
      location: memoryLocation({ path: path.split('?')[0] ?? '/', searchPath: path.split('?')[1] ?? '' }),
    };
  });
  return (
    <Router hook={parts.location.hook} searchHook={parts.location.searchHook}>
      <QueryClientProvider client={parts.queries}>
        <SessionStoreContext value={parts.store}>
          <SessionContext value={parts.session}>
            <Suspense fallback={null}>{children}</Suspense>
          </SessionContext>
        </SessionStoreContext>
      </QueryClientProvider>
    </Router>
  );
}
