import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { conversationLink, PersonLine, usePeoplePages } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { InboxSearch } from './InboxSearch.tsx';
import styles from './NewMessagePage.module.css';

/** Whom to write to: friends first, anybody by search. */
export function NewMessagePage() {
  const { t } = useTranslation();
  // In the address, so that one who looks at somebody and comes back finds the search as it was.
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const setQuery = (q: string) => setParams(q === '' ? {} : { q }, { replace: true });
  return (
    <Pane title={t('inbox.new')} backTo="/">
      <div className={styles.field}>
        <TextField
          label={t('inbox.to')}
          value={query}
          onChange={setQuery}
          placeholder={t('inbox.toPlaceholder')}
          autoComplete="off"
          maxLength={100}
          autoFocus
        />
      </div>
      {query.trim() === '' ? <Friends /> : <InboxSearch query={query.trim()} isComposing />}
    </Pane>
  );
}

function Friends() {
  const { t } = useTranslation();
  const me = useMe();
  const following = usePeoplePages('graph.listFollowing', { userId: me });
  const friends = following.people.filter(({ relation }) => relation.isFriend);
  if (following.isPending) return <RowSkeletons count={5} />;
  if (following.isError && friends.length === 0) {
    return (
      <EmptyState
        title={t('people.failed')}
        action={<Button onClick={() => void following.refetch()}>{t('ui.retry')}</Button>}
      >
        {sentenceOf(following.error, t)}
      </EmptyState>
    );
  }
  if (friends.length === 0) {
    return (
      <EmptyState picture={<Mark size={56} isAwake />} title={t('inbox.noFriends')}>
        {t('inbox.noFriendsBody')}
      </EmptyState>
    );
  }
  return (
    <>
      <h2 className={styles.title}>{t('inbox.friends')}</h2>
      {friends.map(({ person }) => (
        <PersonLine key={person.id} person={person} href={conversationLink(me, person.id)} />
      ))}
      {following.hasNextPage && (
        <Button variant="plain" isBusy={following.isFetchingNextPage} onClick={() => void following.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </>
  );
}
