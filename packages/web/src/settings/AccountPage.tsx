import { limits } from '@parley/contract';
import { KeyRound, Moon, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAttempt, useSessionStore } from '../accounts/index.ts';
import { useAccount, useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { dayOf } from '../app/time.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './AccountPage.module.css';
import { ActionRow, Section } from './Section.tsx';

type Asked = 'changePassword' | 'deactivate' | 'delete';

/** What concerns the account itself. Each asks for the password (ACC-5). */
export function AccountPage() {
  const { t } = useTranslation();
  const { isDemo } = useAccount();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  if (isDemo) {
    return (
      <Pane title={t('settings.account')} backTo="/settings">
        <div className={styles.demo}>
          <Note>{t('settings.demoAccount')}</Note>
        </div>
      </Pane>
    );
  }
  return (
    <Pane title={t('settings.account')} backTo="/settings">
      <Section>
        <ActionRow
          icon={<KeyRound size={20} />}
          label={t('settings.changePassword')}
          onChoose={() => setAsked('changePassword')}
        />
      </Section>
      <Section note={t('settings.leaveNote')}>
        <ActionRow icon={<Moon size={20} />} label={t('settings.deactivate')} onChoose={() => setAsked('deactivate')} />
        <ActionRow
          icon={<Trash2 size={20} />}
          label={t('settings.delete')}
          isDanger
          onChoose={() => setAsked('delete')}
        />
      </Section>
      {asked === 'changePassword' && <ChangePassword onClose={close} />}
      {(asked === 'deactivate' || asked === 'delete') && <Leave way={asked} onClose={close} />}
    </Pane>
  );
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const attempt = useAttempt();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const canSend = password !== '' && newPassword.length >= limits.passwordLengthMin;
  const submit = async () => {
    if (!canSend) return;
    const isDone = await attempt.run(async () => {
      await client.call('accounts.changePassword', { password, newPassword });
    });
    if (!isDone) return;
    toast(t('settings.passwordChanged'));
    onClose();
  };
  return (
    <Dialog
      title={t('settings.changePassword')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" isBusy={attempt.isBusy} disabled={!canSend} onClick={() => void submit()}>
            {t('settings.changePassword')}
          </Button>
        </>
      }
    >
      <p>{t('settings.changePasswordBody')}</p>
      <TextField
        label={t('settings.currentPassword')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <TextField
        label={t('recover.newPassword')}
        type="password"
        value={newPassword}
        onChange={setNewPassword}
        hint={t('signUp.passwordHint', { count: limits.passwordLengthMin })}
        autoComplete="new-password"
      />
      {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
    </Dialog>
  );
}

function Leave({ way, onClose }: { way: 'deactivate' | 'delete'; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const session = useSessionStore();
  const [, navigate] = useLocation();
  const attempt = useAttempt();
  const [password, setPassword] = useState('');
  const submit = () =>
    attempt.run(async () => {
      if (way === 'deactivate') {
        await client.call('accounts.deactivate', { password });
        toast(t('settings.deactivated'));
      } else {
        const { erasedAt } = await client.call('accounts.delete', { password });
        toast(t('settings.deleted', { day: dayOf(erasedAt) }));
      }
      session.leave();
      navigate('/', { replace: true });
    });
  return (
    <Dialog
      title={t(`settings.${way}Title`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="danger" isBusy={attempt.isBusy} disabled={password === ''} onClick={() => void submit()}>
            {t(`settings.${way}`)}
          </Button>
        </>
      }
    >
      <p>{t(`settings.${way}Body`)}</p>
      <TextField
        label={t('signIn.password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
    </Dialog>
  );
}
