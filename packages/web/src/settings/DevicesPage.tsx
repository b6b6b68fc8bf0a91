import { useQuery } from '@tanstack/react-query';
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSessionStore } from '../accounts/index.ts';
import { useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { dayOf, exactTime } from '../app/time.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './DevicesPage.module.css';
import { deviceName } from './device-name.ts';
import { ActionRow, Section } from './Section.tsx';

/** Where I am signed in, and the way to end all of it (ACC-5). */
export function DevicesPage() {
  const { t } = useTranslation();
  const client = useClient();
  const session = useSessionStore();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const list = useQuery({ queryKey: ['sessions'], queryFn: () => client.call('accounts.listSessions', {}) });
  return (
    <Pane title={t('settings.devices')} backTo="/settings">
      {list.isPending && <RowSkeletons count={2} />}
      {list.isError && (
        <div className={styles.failed}>
          <Note tone="bad" action={<Button onClick={() => void list.refetch()}>{t('ui.retry')}</Button>}>
            {t('settings.devicesFailed')}. {sentenceOf(list.error, t)}
          </Note>
        </div>
      )}
      {list.data && (
        <Section>
          {list.data.sessions.map(({ id, device, createdAt, isCurrent }) => (
            <div key={id} className={styles.device}>
              <MonitorSmartphone size={22} aria-hidden="true" />
              <span className={styles.words}>
                <span>{deviceName(device) ?? t('settings.unknownDevice')}</span>
                <span className={styles.since} title={exactTime(createdAt)}>
                  {isCurrent ? t('settings.thisDevice') : t('settings.signedInSince', { day: dayOf(createdAt) })}
                </span>
              </span>
            </div>
          ))}
        </Section>
      )}
      <Section note={t('settings.signOutEverywhereNote')}>
        <ActionRow
          icon={<LogOut size={20} />}
          label={t('settings.signOutEverywhere')}
          isDanger
          onChoose={() => setAsking(true)}
        />
      </Section>
      {isAsking && (
        <ConfirmDialog
          title={t('settings.signOutEverywhereTitle')}
          confirm={t('settings.signOutEverywhere')}
          isDanger
          onConfirm={async () => {
            await client.call('accounts.signOutEverywhere', {});
            session.leave();
            navigate('/', { replace: true });
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('settings.signOutEverywhereBody')}</p>
        </ConfirmDialog>
      )}
    </Pane>
  );
}
