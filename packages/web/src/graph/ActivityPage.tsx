import type { PersonWithRelation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { PersonLine, usePeoplePages, usePersonVerb } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './ActivityPage.module.css';

/** What concerns me beside messages: for now, who asks to follow me (GRAPH-2). */
export function ActivityPage() {
  const { t } = useTranslation();
  const requests = usePeoplePages('graph.listFollowRequests', {});
  return (
    <Pane title={t('tabs.activity')}>
      {requests.isPending && <RowSkeletons count={3} />}
      {requests.isError && (
        <EmptyState
          title={t('activity.failed')}
          action={<Button onClick={() => void requests.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(requests.error, t)}
        </EmptyState>
      )}
      {requests.isSuccess && requests.people.length === 0 && (
        <EmptyState picture={<Mark size={72} isAwake />} title={t('activity.empty')}>
          {t('activity.emptyBody')}
        </EmptyState>
      )}
      {requests.people.length > 0 && <h2 className={styles.title}>{t('activity.followRequests')}</h2>}
      {requests.people.map((asking) => (
        <FollowRequest key={asking.person.id} asking={asking} />
      ))}
      {requests.hasNextPage && (
        <Button variant="plain" isBusy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </Pane>
  );
}

/** One who asks to follow me, with both answers. Declining is not told to them. */
export function FollowRequest({ asking: { person } }: { asking: PersonWithRelation }) {
  const { t } = useTranslation();
  const accept = usePersonVerb('graph.acceptFollow');
  const decline = usePersonVerb('graph.declineFollow');
  const isBusy = accept.isPending || decline.isPending;
  const onError = (error: unknown) => toast(sentenceOf(error, t));
  return (
    <PersonLine person={person} href={`/u/${encodeURIComponent(person.handle)}`}>
      <span className={styles.answers}>
        <Button variant="primary" isBusy={isBusy} onClick={() => accept.mutate(person.id, { onError })}>
          {t('activity.accept')}
        </Button>
        <Button isBusy={isBusy} onClick={() => decline.mutate(person.id, { onError })}>
          {t('activity.decline')}
        </Button>
      </span>
    </PersonLine>
  );
}
