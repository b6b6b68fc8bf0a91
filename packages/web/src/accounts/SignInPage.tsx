import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Form } from './Form.tsx';
import { FrontPage } from './FrontPage.tsx';
import { useSessionStore } from './session-context.ts';
import { useAttempt } from './use-attempt.ts';

export function SignInPage({ hasFocus = true }: { hasFocus?: boolean }) {
  const { t } = useTranslation();
  const session = useSessionStore();
  const attempt = useAttempt();
  const [handle, setHandle] = useState('');
  const [password, setPassword] = useState('');
  const canSend = handle.trim() !== '' && password !== '';
  const submit = () => {
    if (canSend) void attempt.run(() => session.signIn({ handle: cleanHandle(handle), password }));
  };
  return (
    <FrontPage
      title={t('signIn.title')}
      foot={
        <>
          <Link href="/sign-up">{t('signIn.toSignUp')}</Link>
          <Link href="/recover">{t('signIn.toRecover')}</Link>
        </>
      }
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
          autoFocus={hasFocus}
        />
        <TextField
          label={t('signIn.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
        <Button type="submit" variant="primary" isWide isBusy={attempt.isBusy} disabled={!canSend}>
          {t('signIn.submit')}
        </Button>
      </Form>
    </FrontPage>
  );
}

/** People write their handle with or without the @. */
export function cleanHandle(typed: string): string {
  return typed.trim().replace(/^@/, '');
}
