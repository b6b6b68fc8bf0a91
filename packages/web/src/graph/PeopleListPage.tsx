import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { isNotFound, sentenceOf } from '../app/errors.ts';
import { FollowButton, PersonLine, usePeoplePages, useProfile } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';

type Props = { handle: string; which: 'followers' | 'following' };

/** Who follows somebody, or whom they follow. */
export function PeopleListPage({ handle, which }: Props) {
  const { t } = useTranslation();
  const profile = useProfile({ handle });
  return (
    <Pane title={t(`graph.${which}`)} backTo={`/u/${encodeURIComponent(handle)}`}>
      {profile.data ? (
        <List userId={profile.data.person.id} which={which} />
      ) : profile.isError ? (
        <EmptyState
          title={isNotFound(profile.error) ? t('people.notFound') : t('people.failed')}
          action={<Button onClick={() => void profile.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(profile.error, t)}
        </EmptyState>
      ) : (
        <RowSkeletons />
      )}
    </Pane>
  );
}

function List({ userId, which }: { userId: ReturnType<typeof useMe>; which: Props['which'] }) {
  const { t } = useTranslation();
  const me = useMe();
  const list = usePeoplePages(which === 'followers' ? 'graph.listFollowers' : 'graph.listFollowing', { userId });
  if (list.isPending) return <RowSkeletons />;
  if (list.isError) {
    return (
      <EmptyState
        title={isNotFound(list.error) ? t('graph.closed') : t('people.failed')}
        action={<Button onClick={() => void list.refetch()}>{t('ui.retry')}</Button>}
      >
        {sentenceOf(list.error, t)}
      </EmptyState>
    );
  }
  if (list.people.length === 0) {
    const isMine = userId === me;
    return (
      <EmptyState picture={<UsersRound size={48} strokeWidth={1.5} />} title={t(`graph.${which}Empty`)}>
        {isMine ? t(`graph.${which}EmptyMine`) : undefined}
      </EmptyState>
    );
  }
  return (
    <>
      {list.people.map(({ person, relation }) => (
        <PersonLine key={person.id} person={person} href={`/u/${encodeURIComponent(person.handle)}`}>
          {person.id !== me && person.isAvailable && !relation.isBlocked && (
            <FollowButton person={person} relation={relation} />
          )}
        </PersonLine>
      ))}
      {list.hasNextPage && (
        <Button variant="plain" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </>
  );
}
