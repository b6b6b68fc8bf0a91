import { limits } from '@parley/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Form } from './Form.tsx';
import { FrontPage } from './FrontPage.tsx';
import { cleanHandle } from './SignInPage.tsx';
import { useSessionStore } from './session-context.ts';
import { useAttempt } from './use-attempt.ts';

/** A new password by one of the recovery codes. */
export function RecoverPage() {
  const { t } = useTranslation();
  const session = useSessionStore();
  const attempt = useAttempt();
  const [handle, setHandle] = useState('');
  const [code, setCode] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const canSend = handle.trim() !== '' && code.trim() !== '' && newPassword.length >= limits.passwordLengthMin;
  const submit = () => {
    if (!canSend) return;
    void attempt.run(() => session.recover({ handle: cleanHandle(handle), recoveryCode: code.trim(), newPassword }));
  };
  return (
    <FrontPage
      title={t('recover.title')}
      intro={t('recover.intro')}
      foot={<Link href="/sign-in">{t('recover.toSignIn')}</Link>}
    >
      <Form onSubmit={submit}>
        <TextField
          label={t('signIn.handle')}
          prefix="@"
          value={handle}
          onChange={setHandle}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          label={t('recover.code')}
          value={code}
          onChange={setCode}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
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
        <Button type="submit" variant="primary" isWide isBusy={attempt.isBusy} disabled={!canSend}>
          {t('recover.submit')}
        </Button>
      </Form>
    </FrontPage>
  );
}
