// Guessing is slowed down per account and per address; unknown account, wrong password and erased account are one answer at one price.
import { limits, type SessionId, type UserId } from '@parley/contract';
import { foldHandle } from '@parley/core';
import type { CredentialsRow, Store } from '@parley/store';
import { type Reply, WithCookie } from '../api/index.ts';
import { type Clock, toInstant } from '../clock.ts';
import { type Refused, refuse } from '../outcome.ts';
import { hashRecoveryCode, hashToken, newSessionId, newToken, verifyPassword } from '../secrets.ts';
import { showAccount } from './account-view.ts';

type Deps = { store: Store; clock: Clock };
export type SessionWish = { session: 'cookie' | 'token'; device?: string | undefined };
export type SignedInView = { account: Awaited<ReturnType<typeof showAccount>>; token?: string };

/** Counts an attempt; refuses when there were too many. A caller without an address is on a session: there the account's own count is enough. */
export async function countAttempt(
  { store, clock }: Deps,
  subject: string,
  address: string | undefined,
): Promise<Refused | undefined> {
  const nowMs = clock.now();
  const { signInWindowMs, signInAttemptsPerAccount, signInAttemptsPerAddress } = limits;
  const [own, all] = await store.transaction((write) =>
    Promise.all([
      write.attempts.count(`account ${subject}`, signInWindowMs, nowMs),
      address === undefined ? undefined : write.attempts.count(`address ${address}`, signInWindowMs, nowMs),
    ]),
  );
  if (own.count > signInAttemptsPerAccount) return tooMany(own.endsAtMs);
  if (all && all.count > signInAttemptsPerAddress) return tooMany(all.endsAtMs);
  return undefined;
}

/** Attempts on a handle: all its spellings lead to one account (ACC-4), so they share one count. */
export const countHandleAttempt = (deps: Deps, handle: string, address: string | undefined) =>
  countAttempt(deps, foldHandle(handle), address);

/** After the right password: earlier slips do not count against the account any more. */
export const forgetHandleAttempts = ({ store }: Deps, handle: string): Promise<void> =>
  store.transaction((write) => write.attempts.forget(`account ${foldHandle(handle)}`));

const tooMany = (endsAtMs: number): Refused =>
  refuse('too_many_attempts', { retryAt: toInstant(endsAtMs), remedy: 'wait' });

/** The account of a handle and password. Deleted accounts come back until they are erased. */
export async function checkPassword(deps: Deps, handle: string, password: string): Promise<CredentialsRow | undefined> {
  const row = await deps.store.read.accounts.credentials(foldHandle(handle));
  return (await verifyPassword(password, row?.passwordHash)) ? row : undefined;
}

/** ACC-1: uses a recovery code up and sets the password; answers the sessions that ended, undefined when there is no such code any more. */
export async function recoverPassword(
  { store, clock }: Deps,
  handle: string,
  spent: { recoveryCode: string; passwordHash: string },
): Promise<{ userId: UserId; ended: SessionId[] } | undefined> {
  const row = await store.read.accounts.credentials(foldHandle(handle));
  if (!row) return undefined;
  const { userId } = row;
  return store.transaction(async (write) => {
    if (!(await write.accounts.spendRecoveryCode(userId, hashRecoveryCode(spent.recoveryCode)))) return undefined;
    await write.accounts.setPassword(userId, spent.passwordHash);
    return { userId, ended: await write.sessions.end(userId, {}, clock.now()) };
  });
}

/**
 * Opens a session: as a cookie for browsers, as a token for programs. An account that was away comes back.
 * `passwordHash` is what a password was found right by. When it has changed since, all sessions have ended, and this one does not begin.
 */
export async function openSession(
  deps: Deps,
  userId: UserId,
  wish: SessionWish,
  passwordHash?: string,
): Promise<Reply<SignedInView>> {
  const { store, clock } = deps;
  const token = newToken();
  const nowMs = clock.now();
  const isOpen = await store.transaction(async (write, read) => {
    if (passwordHash !== undefined && !(await write.accounts.holdPassword(userId, passwordHash))) return false;
    const state = (await read.accounts.credentialsOf(userId))?.state;
    if (state !== 'active') await write.accounts.setState(userId, 'active', null);
    await write.sessions.create({
      tokenHash: hashToken(token),
      id: newSessionId(),
      userId,
      device: wish.device ?? '',
      createdAtMs: nowMs,
      expiresAtMs: nowMs + limits.sessionMs,
    });
    return true;
  });
  if (!isOpen) return refuse('wrong_credentials');
  const account = await showAccount(store.read, userId, nowMs);
  if (wish.session === 'token') return { account, token };
  return new WithCookie({ account }, { kind: 'signIn', token, maxAgeMs: limits.sessionMs });
}

/** Asks for the password again before something that cannot be taken back lightly; answers what it was found right by. */
export async function confirmPassword(
  deps: Deps,
  userId: UserId,
  { password, address }: { password: string; address: string | undefined },
): Promise<Refused | { passwordHash: string }> {
  const tooOften = await countAttempt(deps, userId, address);
  if (tooOften) return tooOften;
  const row = await deps.store.read.accounts.credentialsOf(userId);
  const isRight = await verifyPassword(password, row?.passwordHash);
  return row && isRight ? { passwordHash: row.passwordHash } : wrongPassword();
}

export const wrongPassword = (): Refused => refuse('wrong_password', { field: 'password' });
