import type { Person } from '@parley/contract';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { PersonLine, usePeoplePages } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { UnblockDialog } from './BlockDialog.tsx';
import { BlockedConversations } from './BlockedConversations.tsx';
import styles from './BlockedPage.module.css';

/** Whom I blocked, with the way back, and what was written with them, to be read (BLK-1). */
export function BlockedPage() {
  const { t } = useTranslation();
  const blocked = usePeoplePages('blocks.list', {});
  const [asked, setAsked] = useState<Person>();
  return (
    <Pane title={t('settings.blocked')} backTo="/settings">
      {blocked.isPending && <RowSkeletons count={3} />}
      {blocked.isError && (
        <EmptyState
          title={t('people.failed')}
          action={<Button onClick={() => void blocked.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(blocked.error, t)}
        </EmptyState>
      )}
      {blocked.isSuccess && blocked.people.length === 0 && (
        <EmptyState picture={<ShieldCheck size={40} />} title={t('blocks.empty')}>
          {t('blocks.emptyBody')}
        </EmptyState>
      )}
      {blocked.people.length > 0 && <h2 className={styles.title}>{t('blocks.people')}</h2>}
      {blocked.people.map(({ person }) => (
        <PersonLine key={person.id} person={person} href={`/u/${encodeURIComponent(person.handle)}`}>
          <Button onClick={() => setAsked(person)}>{t('blocks.unblock')}</Button>
        </PersonLine>
      ))}
      {blocked.hasNextPage && (
        <Button variant="plain" isBusy={blocked.isFetchingNextPage} onClick={() => void blocked.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      {blocked.isSuccess && <BlockedConversations />}
      {asked && <UnblockDialog person={asked} onClose={() => setAsked(undefined)} />}
    </Pane>
  );
}
