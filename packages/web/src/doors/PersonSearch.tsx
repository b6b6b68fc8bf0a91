import type { PersonWithRelation } from '@parley/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { PersonLine, usePeoplePages } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './PersonSearch.module.css';
import { usePersonSearch } from './use-person-search.ts';

type Props = { label: string; empty: ReactNode; hrefOf?: (one: PersonWithRelation) => string; actionOf?: Action };
type Action = (one: PersonWithRelation) => ReactNode;

/** Finds one of all people here. Before anything is typed it offers those whom I follow. */
export function PersonSearch({ label, empty, hrefOf = profileOf, actionOf }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { query, setQuery, hasQuery, isWaiting, search } = usePersonSearch();
  const following = usePeoplePages('graph.listFollowing', { userId: me }, { isEnabled: !hasQuery });
  const list = hasQuery ? search : following;
  const people = list.people.filter(({ person }) => person.id !== me && person.isAvailable);
  const isLoading = hasQuery ? isWaiting : following.isPending;
  const isNothing = !isLoading && !list.isError && people.length === 0;
  return (
    <>
      <div className={styles.field}>
        <TextField label={label} type="search" value={query} onChange={setQuery} autoComplete="off" maxLength={100} />
      </div>
      {!hasQuery && people.length > 0 && <h2 className={styles.title}>{t('doors.addSuggested')}</h2>}
      {people.map((one) => (
        <PersonLine key={one.person.id} person={one.person} href={hrefOf(one)}>
          {actionOf?.(one)}
        </PersonLine>
      ))}
      {isLoading && people.length === 0 && <RowSkeletons count={4} />}
      {list.isError && (
        <EmptyState
          title={t('doors.searchFailed')}
          action={<Button onClick={() => void list.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(list.error, t)}
        </EmptyState>
      )}
      {isNothing &&
        (hasQuery ? (
          <EmptyState title={t('doors.nobody', { query: query.trim() })}>{t('doors.nobodyBody')}</EmptyState>
        ) : (
          empty
        ))}
      {list.hasNextPage && (
        <Button variant="plain" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </>
  );
}

function profileOf({ person }: PersonWithRelation): string {
  return `/u/${encodeURIComponent(person.handle)}`;
}
