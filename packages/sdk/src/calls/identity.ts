import type { MethodId, MethodOutput, UserId } from '@parley/contract';

const signsIn: ReadonlySet<MethodId> = new Set([
  'accounts.signUp',
  'accounts.signIn',
  'accounts.recover',
  'demo.signIn',
]);

/** Whether the output of a method tells who is signed in. */
export const tellsIdentity = (method: MethodId): boolean => method === 'accounts.me' || signsIn.has(method);

/** Who is signed in, where the output of a method tells it. */
export function identityIn(method: MethodId, output: unknown): UserId | undefined {
  if (method === 'accounts.me') return (output as MethodOutput<'accounts.me'>).person.id;
  if (signsIn.has(method)) return (output as MethodOutput<'accounts.signIn'>).account.person.id;
  return undefined;
}
