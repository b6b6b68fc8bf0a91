import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { dayOf } from '../app/time.ts';
import { PersonLine } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './BlockedPage.module.css';

/** Conversations with people whom I blocked. They can be read, and nobody can write in them. Nothing where there are none. */
export function BlockedConversations() {
  const { t } = useTranslation();
  const client = useClient();
  const list = useInfiniteQuery({
    // Under "people", since blocking and unblocking move them.
    queryKey: ['people', 'inbox.list', 'blocked'],
    queryFn: ({ pageParam }) =>
      client.call('inbox.list', { folder: 'blocked', ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  if (list.isError) {
    return (
      <div className={styles.note}>
        <Note tone="bad" action={<Button onClick={() => void list.refetch()}>{t('ui.retry')}</Button>}>
          {t('blocks.conversationsFailed')}. {sentenceOf(list.error, t)}
        </Note>
      </div>
    );
  }
  if (conversations.length === 0) return null;
  return (
    <section aria-label={t('blocks.conversations')}>
      <h2 className={styles.title}>{t('blocks.conversations')}</h2>
      {conversations.map(({ id, peer, lastMessageAt }) => (
        <PersonLine
          key={id}
          person={peer}
          href={`/c/${id}`}
          note={
            lastMessageAt === undefined ? t('blocks.readOnly') : `${t('blocks.readOnly')} · ${dayOf(lastMessageAt)}`
          }
        >
          <ChevronRight data-mirrors="" className={styles.arrow} size={18} aria-hidden="true" />
        </PersonLine>
      ))}
      {list.hasNextPage && (
        <Button variant="plain" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </section>
  );
}
