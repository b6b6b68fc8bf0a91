import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { conversationLink, FollowButton, PersonLine, usePeoplePages } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './InboxSearch.module.css';
import { matchConversations } from './inbox-search-view-model.ts';

type Props = {
  query: string;
  /** One looks for whom to write to: then a person opens where one writes, which says first where a message would go (ADM-6). */
  isComposing?: boolean;
  onLeave?: () => void;
};

/** What a search finds: conversations that are here, and people whom the server knows. */
export function InboxSearch({ query, isComposing = false, onLeave }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const inbox = useInbox();
  const asked = useSettled(query);
  const search = usePeoplePages('people.search', { query: asked });
  const here = inbox.status === 'ready' ? matchConversations(inbox.conversations, query) : [];
  const hereIds = new Set(here.map(({ peer }) => peer.id));
  const people = search.people.filter(({ person }) => !hereIds.has(person.id));
  const isWaiting = search.isPending || asked !== query;
  return (
    <div
      className={styles.results}
      data-results=""
      onKeyDown={moveBetweenLinks}
      onClick={(event) => event.target instanceof Element && event.target.closest('a') && onLeave?.()}
    >
      {here.length > 0 && <h2 className={styles.title}>{t('inbox.found')}</h2>}
      {here.map(({ id, peer }) => (
        <PersonLine key={id} person={peer} href={`/c/${id}`} />
      ))}
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
      {search.hasNextPage && (
        <Button variant="plain" isBusy={search.isFetchingNextPage} onClick={() => void search.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      {isWaiting && here.length + people.length === 0 && <RowSkeletons count={4} />}
      {search.isError && (
        <EmptyState
          title={t('inbox.searchFailed')}
          action={<Button onClick={() => void search.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(search.error, t)}
        </EmptyState>
      )}
      {!isWaiting && !search.isError && here.length + people.length === 0 && (
        <EmptyState title={t('inbox.nobody', { query })}>{t('inbox.nobodyBody')}</EmptyState>
      )}
    </div>
  );
}

const settleMs = 180;

/** A value once it has stood still for a moment: not every key press is a question to the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function moveBetweenLinks(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  links[at + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
}
