import type { MethodId, methods } from '@parley/contract';

type HttpOnlyId = Extract<(typeof methods)[number], { httpOnly: true }>['id'];

// Written out, because the contract's table would bring the validation library into every browser; the types keep it complete.
const httpOnly: Record<HttpOnlyId, true> = {
  'accounts.signUp': true,
  'accounts.signIn': true,
  'accounts.recover': true,
  'accounts.signOut': true,
  'accounts.signOutEverywhere': true,
  'accounts.deactivate': true,
  'accounts.delete': true,
  'demo.signIn': true,
};

/** Whether a method sets or clears the session's cookie, so that the socket does not take it. */
export function isHttpOnly(method: MethodId): boolean {
  return method in httpOnly;
}
