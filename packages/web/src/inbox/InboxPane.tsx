import { Search, SquarePen, UserSearch, X } from 'lucide-react';
import { type KeyboardEvent, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAccount, useClient, useInbox } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { lazyPart } from '../app/lazy-part.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { InboxList } from './InboxList.tsx';
import styles from './InboxPane.module.css';
import { RequestEntries } from './RequestEntries.tsx';
import { TooYoung } from './TooYoung.tsx';

// Not before somebody searches.
const loadSearch = async () => (await import('./InboxSearch.tsx')).InboxSearch;
const InboxSearch = lazyPart(loadSearch);

/** The list of conversations with its search: the home of the app. */
export function InboxPane({ selectedId }: { selectedId: string | undefined }) {
  const { t } = useTranslation();
  const { ageBand } = useAccount();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const isSearching = query.trim() !== '';
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      setQuery('');
      event.target.blur();
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('[data-row-index][tabindex="0"], [data-results] a')?.focus();
    }
  };
  if (ageBand === 'under16') return <TooYoung />;
  return (
    <section className={styles.pane} aria-label={t('inbox.title')} onKeyDown={handleKey}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('inbox.title')}</h1>
        <IconButton label={t('inbox.new')} onClick={() => navigate('/new')}>
          <SquarePen size={22} />
        </IconButton>
      </header>
      <div className={styles.search} role="search">
        <Search size={18} aria-hidden="true" />
        <input
          type="search"
          className={styles.field}
          value={query}
          dir={query === '' ? undefined : 'auto'}
          placeholder={t('inbox.search')}
          aria-label={t('inbox.search')}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={100}
          data-search=""
          onFocus={() => void loadSearch()}
          onChange={(event) => setQuery(event.target.value)}
        />
        {query !== '' && (
          <IconButton label={t('inbox.clearSearch')} className={styles.clear ?? ''} onClick={() => setQuery('')}>
            <X size={18} />
          </IconButton>
        )}
      </div>
      {isSearching ? (
        <Suspense fallback={<RowSkeletons count={4} />}>
          <InboxSearch query={query.trim()} onLeave={() => setQuery('')} />
        </Suspense>
      ) : (
        <>
          <RequestEntries />
          <Conversations selectedId={selectedId} />
        </>
      )}
    </section>
  );
}

function Conversations({ selectedId }: { selectedId: string | undefined }) {
  const { t } = useTranslation();
  const client = useClient();
  const state = useInbox();
  const [, navigate] = useLocation();
  const loadMore = useCallback(() => {
    client.inbox.loadMore().catch((error: unknown) => toast(sentenceOf(error, t)));
  }, [client, t]);

  if (state.status === 'loading') return <RowSkeletons />;
  if (state.status === 'failed') {
    return (
      <EmptyState
        title={t('inbox.failed')}
        action={
          <Button variant="primary" onClick={() => client.inbox.reload()}>
            {t('ui.retry')}
          </Button>
        }
      >
        {`${sentenceOf(state.error, t)} ${t('inbox.failedBody')}`}
      </EmptyState>
    );
  }
  if (state.conversations.length === 0) {
    return (
      <EmptyState
        picture={<Mark size={72} isAwake />}
        title={t('inbox.empty')}
        action={
          <Button variant="primary" icon={<UserSearch size={18} />} onClick={() => navigate('/new')}>
            {t('inbox.emptyAction')}
          </Button>
        }
      >
        {t('inbox.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <InboxList
      conversations={state.conversations}
      selectedId={selectedId}
      hasMore={state.hasMore}
      onNeedMore={loadMore}
    />
  );
}
