import { limits } from '@parley/contract';
import { CallError } from '@parley/sdk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { TextField } from '../ui/TextField.tsx';
import { BirthDateField } from './BirthDateField.tsx';
import { Form } from './Form.tsx';
import { FrontPage } from './FrontPage.tsx';
import { useSessionStore } from './session-context.ts';
import { cleanHandle } from './SignInPage.tsx';
import {
  birthDateOf,
  emptySignUpForm,
  fieldOfRefusal,
  handleProblem,
  missingFields,
  toSignUp,
  type SignUpField,
  type SignUpForm,
} from './sign-up-view-model.ts';
import { useAttempt } from './use-attempt.ts';

/** Makes an account (ACC-1). What the server refuses is said at the field that it is about. */
export function SignUpPage({ hasFocus = true }: { hasFocus?: boolean }) {
  const { t } = useTranslation();
  const session = useSessionStore();
  const attempt = useAttempt();
  const [form, setForm] = useState<SignUpForm>(emptySignUpForm);
  const set = (part: Partial<SignUpForm>) => {
    setForm((before) => ({ ...before, ...part }));
    attempt.forget();
  };
  const [wasTried, setTried] = useState(false);
  const input = toSignUp(form, Date.now());
  const submit = () => {
    setTried(true);
    if (input) void attempt.run(() => session.signUp(input));
  };
  const missing = wasTried ? missingFields(form, Date.now()) : [];
  const refused = attempt.error instanceof CallError ? attempt.error.refusal : undefined;
  const refusedField = refused && fieldOfRefusal(refused);
  const errorAt = (field: SignUpField | 'email') => {
    if (refusedField === field) return refused?.sentence;
    return field !== 'email' && missing.includes(field) ? t(`signUp.missing.${field}`) : undefined;
  };
  const problem = handleProblem(form.handle);
  const isDateWrong = form.year.length === 4 && form.day !== '' && form.month !== '' && !birthDateOf(form, Date.now());
  const isElsewhere =
    attempt.error !== undefined &&
    !['handle', 'displayName', 'birthDate', 'password', 'email'].includes(refusedField ?? '');
  return (
    <FrontPage title={t('signUp.title')} foot={<Link href="/sign-in">{t('signUp.toSignIn')}</Link>}>
      <Form onSubmit={submit}>
        <TextField
          label={t('signUp.handle')}
          prefix="@"
          value={form.handle}
          onChange={(handle) => set({ handle: cleanHandle(handle) })}
          hint={t('signUp.handleHint')}
          error={errorAt('handle') ?? (problem && t(`signUp.handleProblem.${problem}`))}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={hasFocus}
        />
        <TextField
          label={t('signUp.displayName')}
          value={form.displayName}
          onChange={(displayName) => set({ displayName })}
          hint={t('signUp.displayNameHint')}
          error={errorAt('displayName')}
          autoComplete="name"
          dir="auto"
        />
        <BirthDateField
          value={form}
          onChange={set}
          error={isDateWrong ? t('signUp.birthDateWrong') : errorAt('birthDate')}
        />
        <TextField
          label={t('signUp.password')}
          type="password"
          value={form.password}
          onChange={(password) => set({ password })}
          hint={t('signUp.passwordHint', { count: limits.passwordLengthMin })}
          error={errorAt('password')}
          autoComplete="new-password"
        />
        <TextField
          label={t('signUp.email')}
          type="email"
          value={form.email}
          onChange={(email) => set({ email })}
          hint={t('signUp.emailHint')}
          error={errorAt('email')}
          autoComplete="email"
        />
        {isElsewhere && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
        <Button type="submit" variant="primary" isWide isBusy={attempt.isBusy}>
          {t('signUp.submit')}
        </Button>
      </Form>
    </FrontPage>
  );
}
