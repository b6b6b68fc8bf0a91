import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useInbox, useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { useOnline } from '../app/use-online.ts';
import { conversationLink, FollowButton, PersonLine, usePeoplePages } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Note } from '../ui/Note.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './InboxSearch.module.css';
import { matchConversations } from './inbox-search-view-model.ts';
import { MessageHits } from './MessageHits.tsx';
import { RecentSearches } from './RecentSearches.tsx';
import { rememberSearch } from './recent-searches.ts';
import { moveBetweenResults } from './search-focus.ts';
import { joinFound, useConversationSearch, useMessageSearch, useSettled } from './use-search.ts';

type Props = {
  query: string;
  /** One looks for whom to write to: then a person opens where one writes, which says first where a message would go (ADM-6). */
  isComposing?: boolean;
  onQuery?: (query: string) => void;
  onLeave?: () => void;
};

/** What a search finds: conversations of mine, people, and messages (INB-3). */
export const InboxSearch = memo(Results);

function Results({ query, isComposing = false, onQuery, onLeave }: Props) {
  const me = useMe();
  return (
    <div
      className={styles.results}
      // What they are the results of: what is typed may be ahead of it.
      data-results={query}
      onKeyDown={moveBetweenResults}
      onClick={({ target }) => {
        const link = target instanceof Element ? target.closest('a') : null;
        if (!link) return;
        rememberSearch(me, query);
        // One message may lead to the next: what was found stays beside it.
        if (!link.hasAttribute('data-stays')) onLeave?.();
      }}
    >
      {query === '' ? (
        onQuery && <RecentSearches onQuery={onQuery} />
      ) : (
        <Found query={query} isComposing={isComposing} />
      )}
    </div>
  );
}

function Found({ query, isComposing }: { query: string; isComposing: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const inbox = useInbox();
  const asked = useSettled(query);
  const search = usePeoplePages('people.search', { query: asked });
  const mine = useConversationSearch(asked, !isComposing);
  const messages = useMessageSearch(asked, !isComposing);
  const known = inbox.status === 'ready' ? matchConversations(inbox.conversations, query) : [];
  // What stands higher is shown first, and what comes is added below: nothing moves under a finger or a key, and nobody who was found
  // among the people goes over to the conversations.
  const isMet = asked === query && !isFirstOnItsWay(mine) && !isFirstOnItsWay(search);
  const here = joinFound(known, isMet ? mine.conversations : []);
  const hereIds = new Set(here.map(({ peer }) => peer.id));
  const people = isMet ? search.people.filter(({ person }) => !hereIds.has(person.id)) : [];
  const hits = isMet ? messages.hits : [];
  const isAsking = asked !== query || [search, mine, messages].some(({ fetchStatus }) => fetchStatus === 'fetching');
  const count = here.length + people.length + hits.length;
  return (
    <>
      <OfflineNote />
      {here.length > 0 && <h2 className={styles.title}>{t('inbox.found')}</h2>}
      {here.map(({ id, peer }) => (
        <PersonLine key={id} person={peer} href={`/c/${id}`} />
      ))}
      {isMet && mine.hasNextPage && (
        <Button variant="plain" isBusy={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      {people.length > 0 && <h2 className={styles.title}>{t('inbox.people')}</h2>}
      {people.map(({ person, relation }) => (
        <PersonLine
          key={person.id}
          person={person}
          // Whom one may not write to yet is met on their profile, where one can follow.
          href={
            relation.isFriend || (isComposing && person.id !== me)
              ? conversationLink(me, person.id)
              : `/u/${encodeURIComponent(person.handle)}`
          }
          {...(relation.isFriend ? { note: t('people.friends') } : {})}
        >
          {!isComposing && !relation.isFriend && !relation.isBlocked && person.id !== me && (
            <FollowButton person={person} relation={relation} />
          )}
        </PersonLine>
      ))}
      {isMet && search.hasNextPage && (
        <Button variant="plain" isBusy={search.isFetchingNextPage} onClick={() => void search.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      {!isComposing && isMet && <MessageHits search={messages} />}
      {isAsking && hits.length === 0 && <RowSkeletons count={count === 0 ? 4 : 2} />}
      {search.isError && !messages.isError && (
        <EmptyState
          title={t('inbox.searchFailed')}
          action={<Button onClick={() => void search.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(search.error, t)}
        </EmptyState>
      )}
      {!isAsking && !search.isError && !messages.isError && count === 0 && (
        <NothingFound query={query} isComposing={isComposing} />
      )}
    </>
  );
}

function NothingFound({ query, isComposing }: { query: string; isComposing: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={isComposing ? t('inbox.nobody', { query }) : t('inbox.nothingFound', { query })}>
      {isComposing ? t('inbox.nobodyBody') : t('inbox.nothingFoundBody')}
    </EmptyState>
  );
}

function OfflineNote() {
  const { t } = useTranslation();
  const isOnline = useOnline();
  if (useConnection().status !== 'waiting' && isOnline) return null;
  return (
    <div className={styles.note}>
      <Note>{t('inbox.offlineSearch')}</Note>
    </div>
  );
}

type Search = { isPending: boolean; fetchStatus: string };

function isFirstOnItsWay({ isPending, fetchStatus }: Search): boolean {
  return isPending && fetchStatus === 'fetching';
}
