// What a method's handler looks like, and what it may do to the caller's cookies.
import type { AnonymousMethodId, MethodId, MethodOutput, MethodParams } from '@parley/contract';
import type { Actor } from '@parley/realtime';
import type { Refused } from '../outcome.ts';

/** Who calls. `address` is the peer's own, never one from a header; absent for calls on a socket, which are signed in already. */
export type Caller = { actor: Actor | undefined; address?: string; wasRefusedForAge: boolean };
/** Who calls a method that needs a sign-in. */
export type SignedInCaller = Caller & { actor: Actor };

/** What the answer does to the browser's cookies. */
export type CookieChange =
  | { kind: 'signIn'; token: string; maxAgeMs: number }
  | { kind: 'signOut' }
  | { kind: 'refusedForAge'; maxAgeMs: number };

/** An answer that also changes a cookie. */
export class WithCookie<T> {
  readonly outcome: T;
  readonly cookie: CookieChange;
  constructor(outcome: T, cookie: CookieChange) {
    this.outcome = outcome;
    this.cookie = cookie;
  }
}

export type Reply<T> = T | Refused | WithCookie<T | Refused>;
export type Handler<Id extends MethodId> = (
  input: MethodParams<Id>,
  caller: SignedInCaller,
) => Promise<Reply<MethodOutput<Id>>>;
export type AnonymousHandler<Id extends MethodId> = (
  input: MethodParams<Id>,
  caller: Caller,
) => Promise<Reply<MethodOutput<Id>>>;

/** A handler for each method of the contract. */
export type Handlers = {
  [Id in MethodId]: Id extends AnonymousMethodId ? AnonymousHandler<Id> : Handler<Id>;
};
