// The form of signing up: what can be said about a field before the server is asked. The server decides (ACC-1, ACC-4).
import { limits, type MethodInput } from '@parley/contract';

export type SignUpForm = {
  handle: string;
  displayName: string;
  year: string;
  month: string;
  day: string;
  password: string;
  email: string;
};

export const emptySignUpForm: SignUpForm = {
  handle: '',
  displayName: '',
  year: '',
  month: '',
  day: '',
  password: '',
  email: '',
};

export type HandleProblem = 'characters' | 'short' | 'long';

/** What is wrong with the form of a handle; absent when nothing is, or nothing was typed yet. */
export function handleProblem(handle: string): HandleProblem | undefined {
  if (handle === '') return undefined;
  if (!/^[a-z0-9._]+$/i.test(handle)) return 'characters';
  if (handle.length < limits.handleLengthMin) return 'short';
  return handle.length > limits.handleLengthMax ? 'long' : undefined;
}

/** The day as YYYY-MM-DD; absent while it is not a real day of the past. */
export function birthDateOf({ year, month, day }: SignUpForm, nowMs: number): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00.000Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isReal && Number(year) >= 1900 && date.getTime() < nowMs ? text : undefined;
}

export type SignUpField = 'handle' | 'displayName' | 'birthDate' | 'password';

/** What is still to be filled in, in the order of the form. */
export function missingFields(form: SignUpForm, nowMs: number): SignUpField[] {
  const missing: Record<SignUpField, boolean> = {
    handle: form.handle === '',
    displayName: form.displayName.trim() === '',
    birthDate: birthDateOf(form, nowMs) === undefined,
    password: form.password.length < limits.passwordLengthMin,
  };
  return (Object.keys(missing) as SignUpField[]).filter((field) => missing[field]);
}

/** What is sent; absent while something is missing. */
export function toSignUp(form: SignUpForm, nowMs: number): MethodInput<'accounts.signUp'> | undefined {
  const birthDate = birthDateOf(form, nowMs);
  const isComplete = missingFields(form, nowMs).length === 0 && handleProblem(form.handle) === undefined;
  if (!isComplete || birthDate === undefined) return undefined;
  const email = form.email.trim();
  return {
    handle: form.handle,
    displayName: form.displayName.trim(),
    birthDate,
    password: form.password,
    ...(email ? { email } : {}),
  };
}

/** Which field a refusal is about, so that it is said there. */
export function fieldOfRefusal({ code, field }: { code: string; field?: string | undefined }): string | undefined {
  return code === 'handle_taken' || code === 'handle_not_allowed' ? 'handle' : field;
}
