import { Search, SquarePen, X } from 'lucide-react';
import {
  type KeyboardEvent,
  Suspense,
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { afterPaint } from '../app/after-paint.ts';
import { useAccount } from '../app/client-context.tsx';
import { fetchConversationPage, useKeptDrafts } from '../conversations/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { BackButton } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { Conversations } from './Conversations.tsx';
import { FilterChips } from './FilterChips.tsx';
import styles from './InboxPane.module.css';
import { pathOfFilter } from './inbox-filter.ts';
import { InboxMenu, InboxSearch, loadSearch, SelectBar, TooYoung } from './parts.ts';
import { RequestEntries } from './RequestEntries.tsx';
import { focusOrigin, openFirst, rememberOrigin } from './search-focus.ts';
import { useChosen } from './use-chosen.ts';
import { useInboxFilter } from './use-inbox-filter.ts';
import { useInboxList } from './use-inbox-list.ts';
import { useUnmarkWhenOpened } from './use-unmark-when-opened.ts';

type Props = { selectedId: string | undefined };

/** The list of conversations with its search: the home of the app. */
export function InboxPane({ selectedId }: Props) {
  const { ageBand } = useAccount();
  return ageBand === 'under16' ? (
    <Suspense fallback={null}>
      <TooYoung />
    </Suspense>
  ) : (
    <Pane selectedId={selectedId} />
  );
}

function Pane({ selectedId }: Props) {
  const { t } = useTranslation();
  const filter = useInboxFilter();
  const { state, list } = useInboxList(filter);
  const rows = state.status === 'ready' ? state.conversations : undefined;
  const chosen = useChosen(rows, filter);
  // A tap, a letter and a sent message are answered before ten rows are drawn again.
  const shown = useDeferredValue(
    useMemo(() => ({ state, list, filter, selectedId }), [state, list, filter, selectedId]),
  );
  const isThere = useOnceThere(shown.state.status !== 'loading');
  const [query, setQuery] = useState('');
  // The letter is in the field before the results follow.
  const sought = useDeferredValue(query.trim());
  const [isSearchOpen, setSearchOpen] = useState(false);
  useUnmarkWhenOpened(selectedId);
  useKeptDrafts();
  const isArchive = filter === 'archived';
  const isSearching = isSearchOpen || query.trim() !== '';
  const leaveSearch = useCallback(() => {
    setQuery('');
    startTransition(() => setSearchOpen(false));
  }, []);
  return (
    <section
      className={styles.pane}
      aria-label={t('inbox.title')}
      onKeyDown={(event) => handleSearchKey(event, leaveSearch)}
      // What is searched for stays while one looks at what was found; an empty search does not.
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) startTransition(() => setSearchOpen(false));
      }}
    >
      {chosen.ids ? (
        <Suspense fallback={<header className={styles.head} />}>
          <SelectBar rows={chosen.rows} isArchive={isArchive} onAll={chosen.chooseAll} onClose={chosen.end} />
        </Suspense>
      ) : (
        <Head isArchive={isArchive} isThere={isThere} onSelect={() => chosen.start()} />
      )}
      <SearchField
        query={query}
        onQuery={setQuery}
        onOpen={() => startTransition(() => setSearchOpen(true))}
        onLeave={() => {
          leaveSearch();
          focusOrigin();
        }}
      />
      {isSearching ? (
        <Suspense fallback={<RowSkeletons count={4} />}>
          <InboxSearch query={sought} onQuery={setQuery} onLeave={leaveSearch} />
        </Suspense>
      ) : (
        <>
          {!isArchive && <FilterChips filter={filter} />}
          {filter === 'all' && <RequestEntries />}
          <Conversations {...shown} chosen={chosen} isThere={isThere} />
        </>
      )}
    </section>
  );
}

/** Nothing comes before the first list is seen; then what surely is asked for next is fetched, and the menu. */
function useOnceThere(isLoaded: boolean): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (!isLoaded) return;
    return afterPaint(() => {
      setThere(true);
      fetchConversationPage();
    });
  }, [isLoaded]);
  return isThere;
}

type HeadProps = { isArchive: boolean; isThere: boolean; onSelect: () => void };

function Head({ isArchive, isThere, onSelect }: HeadProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <header className={styles.head}>
      {isArchive && <BackButton backTo={pathOfFilter('all')} className={styles.back ?? ''} />}
      <h1 className={styles.title}>{isArchive ? t('inbox.archived') : t('inbox.title')}</h1>
      <Suspense fallback={<span className={styles.button} />}>
        {isThere ? <InboxMenu isArchive={isArchive} onSelect={onSelect} /> : <span className={styles.button} />}
      </Suspense>
      {!isArchive && (
        <IconButton label={t('inbox.new')} onClick={() => navigate('/new')}>
          <SquarePen size={22} />
        </IconButton>
      )}
    </header>
  );
}

type FieldProps = { query: string; onQuery: (query: string) => void; onOpen: () => void; onLeave: () => void };

function SearchField({ query, onQuery, onOpen, onLeave }: FieldProps) {
  const { t } = useTranslation();
  return (
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
        onFocus={(event) => {
          void loadSearch();
          const from = event.relatedTarget;
          if (!(from instanceof Element && from.closest('[data-results], [role="search"]'))) rememberOrigin(from);
        }}
        // Not by the focus alone: who goes through the page by Tab would lose what comes after the field.
        onClick={onOpen}
        onChange={(event) => onQuery(event.target.value)}
      />
      {query !== '' && (
        <IconButton label={t('inbox.clearSearch')} className={styles.clear ?? ''} onClick={onLeave}>
          <X size={18} />
        </IconButton>
      )}
    </div>
  );
}

/**
 * From the field the arrow goes to the first of what is shown, Enter opens the first of what was found for it, and Escape ends the search,
 * also from a result, and gives the focus back.
 */
function handleSearchKey(event: KeyboardEvent<HTMLElement>, leave: () => void): void {
  const field = event.target instanceof HTMLInputElement ? event.target : undefined;
  const isResult = event.target instanceof Element && event.target.closest('[data-results]') !== null;
  if (event.key === 'Escape' && (field || isResult)) {
    event.stopPropagation();
    if (event.target instanceof HTMLElement) event.target.blur();
    leave();
    focusOrigin();
  }
  if (!field || event.nativeEvent.isComposing) return;
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    const isFirst = '[data-results] a, [data-results] [data-result], [data-row-index][tabindex="0"]';
    event.currentTarget.querySelector<HTMLElement>(isFirst)?.focus();
  }
  if (event.key === 'Enter') openFirst(field, event.currentTarget);
}
