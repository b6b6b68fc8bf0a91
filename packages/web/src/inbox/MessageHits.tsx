import type { ConversationId } from '@parley/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { useNow } from '../app/use-now.ts';
import { useOnline } from '../app/use-online.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './InboxSearch.module.css';
import { MessageHit } from './MessageHit.tsx';
import type { useMessageSearch } from './use-search.ts';

type Props = { search: ReturnType<typeof useMessageSearch>; conversationId?: ConversationId };

/** Messages that were found, newest first; the next page comes as one nears the end. */
export function MessageHits({ search }: Props) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const { hits, hasNextPage, isFetchingNextPage, isError, error, fetchNextPage } = search;
  // Without a connection the note above says so.
  const isOnline = useOnline();
  const isOffline = useConnection().status === 'waiting' || !isOnline;
  const pageCount = search.data?.pages.length ?? 0;
  const end = useRef<HTMLDivElement>(null);
  // A page may be empty and have a next one, so that the end stays in view: looked at anew after each page.
  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage || isError || pageCount === 0) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '400px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isError, pageCount, fetchNextPage]);
  return (
    <>
      {hits.length > 0 && <h2 className={styles.title}>{t('inbox.foundMessages')}</h2>}
      {hits.map((hit) => (
        <MessageHit key={`${hit.message.conversationId} ${hit.message.seq}`} hit={hit} nowMs={nowMs} />
      ))}
      {isFetchingNextPage && <RowSkeletons count={2} />}
      {isError && !isOffline && (
        <div className={styles.note}>
          <Note action={<Button onClick={() => void search.refetch()}>{t('ui.retry')}</Button>}>
            {`${t('inbox.searchFailed')}. ${sentenceOf(error, t)}`}
          </Note>
        </div>
      )}
      <div ref={end} />
    </>
  );
}
