import type { Explanation, UserId } from '@parley/contract';
import { CircleHelp } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { useAccount } from '../app/client-context.tsx';
import { isNotFound, sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { UnblockDialog } from '../blocks/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Name } from '../ui/Name.tsx';
import { Pane } from '../ui/Pane.tsx';
import { ProfileSkeleton } from '../ui/Skeleton.tsx';
import { toAnswer } from './doors-view-model.ts';
import { PersonSearch } from './PersonSearch.tsx';
import { useExplanation, useListVerb } from './use-doors.ts';
import styles from './WhyPage.module.css';

/** ADM-7: why somebody cannot reach me, from my side. Whom it is about stands in the address. */
export function WhyPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const who = params.get('id');
  return (
    <Pane title={t('doors.why')} backTo="/settings/reach">
      {who !== null && /^\d+$/.test(who) ? (
        <Explained userId={who as UserId} />
      ) : (
        <PersonSearch
          label={t('doors.whySearch')}
          empty={
            <EmptyState picture={<CircleHelp size={40} />} title={t('doors.whyStart')}>
              {t('doors.whyStartBody')}
            </EmptyState>
          }
          hrefOf={({ person }) => `/settings/reach/why?id=${person.id}`}
        />
      )}
    </Pane>
  );
}

function Explained({ userId }: { userId: UserId }) {
  const { t } = useTranslation();
  const told = useExplanation(userId);
  if (told.isPending) return <ProfileSkeleton />;
  if (told.isError) {
    return (
      <EmptyState
        title={isNotFound(told.error) ? t('people.notFound') : t('doors.whyFailed')}
        action={
          isNotFound(told.error) ? undefined : <Button onClick={() => void told.refetch()}>{t('ui.retry')}</Button>
        }
      >
        {sentenceOf(told.error, t)}
      </EmptyState>
    );
  }
  return <AnswerCard explanation={told.data} />;
}

function AnswerCard({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings } = useAccount();
  const { person, outcome } = explanation;
  const { because } = toAnswer(explanation, settings);
  return (
    <section className={styles.card}>
      <Avatar person={person} size="huge" />
      <h2 className={styles.name}>
        <Name person={person} isWrapped />
      </h2>
      <p className={styles.answer} role="status">
        {t(`doors.because.${because}`, { name: person.displayName })}
        {outcome === 'requests' && settings.filterRequests && ` ${t('doors.because.filtered')}`}
      </p>
      <AnswerAction explanation={explanation} />
      <Button variant="plain" onClick={() => navigate('/settings/reach/why')}>
        {t('doors.whyAnother')}
      </Button>
      <p className={styles.mine}>{t('doors.whyMine')}</p>
    </section>
  );
}

/** The one thing that would change it. */
function AnswerAction({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings } = useAccount();
  const add = useListVerb('contacts.add');
  const [isAsking, setAsking] = useState(false);
  const { person } = explanation;
  const { action } = toAnswer(explanation, settings);
  if (action === undefined) return null;
  const run = {
    add: () =>
      add.mutate(person.id, {
        onSuccess: () => toast(t('doors.addedToast', { name: person.displayName })),
        onError: (error: unknown) => toast(sentenceOf(error, t)),
      }),
    setting: () => navigate('/settings/privacy'),
    unblock: () => setAsking(true),
    help: () => navigate('/help#young'),
  }[action];
  return (
    <>
      <Button variant="primary" isBusy={add.isPending} onClick={run}>
        {t(`doors.action.${action}`)}
      </Button>
      {isAsking && (
        // Its own, so that the page stays while the dialog comes.
        <Suspense fallback={null}>
          <UnblockDialog person={person} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
