import type { Person, PersonWithRelation } from '@parley/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { FollowButton, PersonLine, usePeoplePages, usePersonVerb, useProfile } from '../people/index.ts';
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
  // Whom one has just let in stays in sight for a moment, to be followed back.
  const [accepted, setAccepted] = useState<Person[]>([]);
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
      {requests.isSuccess && requests.people.length + accepted.length === 0 && (
        <EmptyState picture={<Mark size={72} isAwake />} title={t('activity.empty')}>
          {t('activity.emptyBody')}
        </EmptyState>
      )}
      {requests.people.length > 0 && <h2 className={styles.title}>{t('activity.followRequests')}</h2>}
      {requests.people.map((asking) => (
        <FollowRequest
          key={asking.person.id}
          asking={asking}
          onAccepted={() => setAccepted((before) => [asking.person, ...before])}
        />
      ))}
      {requests.hasNextPage && (
        <Button variant="plain" isBusy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      {accepted.length > 0 && <h2 className={styles.title}>{t('activity.accepted')}</h2>}
      {accepted.map((person) => (
        <Accepted key={person.id} person={person} />
      ))}
    </Pane>
  );
}

function Accepted({ person }: { person: Person }) {
  const profile = useProfile({ userId: person.id });
  return (
    <PersonLine person={person} href={`/u/${encodeURIComponent(person.handle)}`}>
      {profile.data && <FollowButton person={person} relation={profile.data.relation} />}
    </PersonLine>
  );
}

type FollowRequestProps = { asking: PersonWithRelation; onAccepted: () => void };

/** One who asks to follow me, with both answers. Declining is not told to them. */
export function FollowRequest({ asking: { person }, onAccepted }: FollowRequestProps) {
  const { t } = useTranslation();
  const accept = usePersonVerb('graph.acceptFollow');
  const decline = usePersonVerb('graph.declineFollow');
  const isBusy = accept.isPending || decline.isPending;
  const onError = (error: unknown) => toast(sentenceOf(error, t));
  return (
    <PersonLine person={person} href={`/u/${encodeURIComponent(person.handle)}`}>
      <span className={styles.answers}>
        <Button
          variant="primary"
          isBusy={isBusy}
          onClick={() => accept.mutate(person.id, { onError, onSuccess: onAccepted })}
        >
          {t('activity.accept')}
        </Button>
        <Button isBusy={isBusy} onClick={() => decline.mutate(person.id, { onError })}>
          {t('activity.decline')}
        </Button>
      </span>
    </PersonLine>
  );
}
