import type { Account } from '@parley/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, Suspense, useContext, useState } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { SessionStore, SessionStoreContext } from '../accounts/index.ts';
import { SessionContext } from '../app/client-context.tsx';
import { cx } from '../ui/cx.ts';
import { fakeClient, type Scene } from './fake-client.ts';
import { account as anybody } from './fixtures.ts';
import styles from './Specimen.module.css';

/** What a specimen finds around it. */
export type World = { account?: Account; scene?: Scene; path?: string };

/** As a page beside the list, as the list, or as the whole app. */
export type Wide = 'page' | 'list' | 'app';
/** What is wide by its title. */
export const WideTitles = createContext<ReadonlyMap<string, Wide>>(new Map());

type Props = World & {
  title: string;
  isScreen?: boolean;
  /** Photographed dark, and as on a desktop, too. */
  wide?: Wide | undefined;
  dir?: 'rtl' | undefined;
  /** Text of twice the size. */
  isLarge?: boolean;
  children: ReactNode;
};

/** `?only=wide`, `?only=rtl` and `?only=ltr` show those alone, and `?of=row` what has that in its title. */
function isAskedFor({ title, wide, dir }: Pick<Props, 'title' | 'wide' | 'dir'>): boolean {
  const asked = new URLSearchParams(window.location.search);
  const only = asked.get('only');
  if (only === 'wide' && !wide) return false;
  if ((only === 'rtl' || only === 'ltr') && (only === 'rtl') !== (dir === 'rtl')) return false;
  return title.includes(asked.get('of') ?? '');
}

/** One state of one thing, in light and in dark, each in a world of its own. */
export function Specimen({ title, children, isScreen, isLarge, dir, ...more }: Props) {
  const titles = useContext(WideTitles);
  const { wide = titles.get(title), ...world } = more;
  if (!isAskedFor({ title, wide, dir })) return null;
  return (
    <article className={styles.specimen} data-specimen={title} data-screen={isScreen || undefined} data-wide={wide}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.pair}>
        {(['light', 'dark'] as const).map((theme) => (
          <div
            key={theme}
            data-theme={theme}
            dir={dir}
            className={cx(styles.frame, isScreen && styles.screen, isLarge && styles.large)}
          >
            <OwnWorld {...world}>{children}</OwnWorld>
          </div>
        ))}
      </div>
    </article>
  );
}

const nothingKept = { changed() {}, open() {}, close() {}, forget() {} };

type WorldProps = World & { children: ReactNode };

function OwnWorld({ account = anybody, scene = {}, path = '/', children }: WorldProps) {
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
