import { limits } from '@parley/contract';
import { CallError } from '@parley/sdk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { refusalSentence, sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { TextField } from '../ui/TextField.tsx';
import { BirthDateField } from './BirthDateField.tsx';
import { Form } from './Form.tsx';
import { FrontPage } from './FrontPage.tsx';
import { cleanHandle } from './SignInPage.tsx';
import { useSessionStore } from './session-context.ts';
import {
  birthDateOf,
  emptySignUpForm,
  fieldOfRefusal,
  handleProblem,
  missingFields,
  type SignUpField,
  type SignUpForm,
  toSignUp,
} from './sign-up-view-model.ts';
import { useAttempt } from './use-attempt.ts';

/** Makes an account (ACC-1). What the server refuses is said at the field that it is about. */
export function SignUpPage({ hasFocus = true }: { hasFocus?: boolean }) {
  const { t } = useTranslation();
  const { form, set, submit, isBusy, failure, errorAt, otherError } = useSignUp();
  return (
    <FrontPage title={t('signUp.title')} foot={<Link href="/sign-in">{t('signUp.toSignIn')}</Link>}>
      <Form onSubmit={submit} failure={failure}>
        <TextField
          label={t('signUp.handle')}
          prefix="@"
          value={form.handle}
          onChange={(handle) => set({ handle: cleanHandle(handle) })}
          hint={t('signUp.handleHint')}
          error={errorAt('handle')}
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
        <BirthDateField value={form} onChange={set} error={errorAt('birthDate')} />
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
        {otherError && <Note tone="bad">{otherError}</Note>}
        <Button type="submit" variant="primary" isWide isBusy={isBusy}>
          {t('signUp.submit')}
        </Button>
      </Form>
    </FrontPage>
  );
}

const fields: readonly string[] = ['handle', 'displayName', 'birthDate', 'password', 'email'];

/** The form while it is filled in and tried: what is wrong with each field, and what is wrong with none of them. */
function useSignUp() {
  const { t } = useTranslation();
  const session = useSessionStore();
  const attempt = useAttempt();
  const [form, setForm] = useState<SignUpForm>(emptySignUpForm);
  const [triedCount, setTriedCount] = useState(0);
  const input = toSignUp(form, Date.now());
  const missing: string[] = triedCount > 0 ? missingFields(form, Date.now()) : [];
  const problem = handleProblem(form.handle);
  const isWholeDate = form.year.length === 4 && form.day !== '' && form.month !== '';
  const isDateWrong = isWholeDate && birthDateOf(form, Date.now()) === undefined;
  const refusal = attempt.error instanceof CallError ? attempt.error.refusal : undefined;
  const refusedField = refusal && fieldOfRefusal(refusal);

  const errorAt = (field: SignUpField | 'email'): string | undefined => {
    if (refusal && refusedField === field) return refusalSentence(refusal, t);
    if (field === 'handle' && problem) return t(`signUp.handleProblem.${problem}`);
    if (field === 'birthDate' && isDateWrong) return t('signUp.birthDateWrong');
    return field !== 'email' && missing.includes(field) ? t(`signUp.missing.${field}`) : undefined;
  };
  const isAboutField = fields.includes(refusedField ?? '');
  return {
    form,
    set: (part: Partial<SignUpForm>) => {
      setForm((before) => ({ ...before, ...part }));
      attempt.forget();
    },
    submit: () => {
      setTriedCount(triedCount + 1);
      if (input) void attempt.run(() => session.signUp(input));
    },
    isBusy: attempt.isBusy,
    failure: attempt.error ?? (triedCount || undefined),
    errorAt,
    otherError: attempt.error !== undefined && !isAboutField ? sentenceOf(attempt.error, t) : undefined,
  };
}
