// Guessing is slowed down per account and per address; unknown account, wrong password and erased account are one answer at one price.
import { limits, type RefusalCode, type UserId } from '@parley/contract';
import { foldHandle } from '@parley/core';
import type { CredentialsRow, Store } from '@parley/store';
import { WithCookie, type Reply } from '../api/handler.ts';
import { toInstant, type Clock } from '../clock.ts';
import { Refused, refuse } from '../outcome.ts';
import { hashRecoveryCode, hashToken, newSessionId, newToken, verifyPassword } from '../secrets.ts';
import { showAccount } from './account-view.ts';

type Deps = { store: Store; clock: Clock };
export type SessionWish = { session: 'cookie' | 'token'; device?: string | undefined };
export type SignedInView = { account: Awaited<ReturnType<typeof showAccount>>; token?: string };

/** Counts an attempt; refuses when there were too many. */
export async function countAttempt(
  { store, clock }: Deps,
  subject: string,
  address: string,
): Promise<Refused | undefined> {
  const nowMs = clock.now();
  const { signInWindowMs, signInAttemptsPerAccount, signInAttemptsPerAddress } = limits;
  const [own, all] = await store.transaction((write) =>
    Promise.all([
      write.attempts.count(`account ${subject}`, signInWindowMs, nowMs),
      write.attempts.count(`address ${address}`, signInWindowMs, nowMs),
    ]),
  );
  if (own.count > signInAttemptsPerAccount) return tooMany(own.endsAtMs);
  if (all.count > signInAttemptsPerAddress) return tooMany(all.endsAtMs);
  return undefined;
}

const tooMany = (endsAtMs: number): Refused =>
  refuse('too_many_attempts', { retryAt: toInstant(endsAtMs), remedy: 'wait' });

/** The account of a handle and password. Deleted accounts come back until they are erased. */
export async function checkPassword(deps: Deps, handle: string, password: string): Promise<CredentialsRow | undefined> {
  const row = await deps.store.read.accounts.credentials(foldHandle(handle.toLowerCase()));
  return (await verifyPassword(password, row?.passwordHash)) ? row : undefined;
}

/** The account of a handle and recovery code; the code is used up by `spendRecoveryCode`. */
export async function checkRecoveryCode(deps: Deps, handle: string, code: string): Promise<CredentialsRow | undefined> {
  const row = await deps.store.read.accounts.credentials(foldHandle(handle.toLowerCase()));
  return row?.recoveryCodeHashes.includes(hashRecoveryCode(code)) ? row : undefined;
}

/** Opens a session: as a cookie for browsers, as a token for programs. An account that was away comes back. */
export async function openSession(deps: Deps, userId: UserId, wish: SessionWish): Promise<Reply<SignedInView>> {
  const { store, clock } = deps;
  const token = newToken();
  const nowMs = clock.now();
  await store.transaction(async (write, read) => {
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
  });
  const account = await showAccount(store.read, userId, nowMs);
  if (wish.session === 'token') return { account, token };
  return new WithCookie({ account }, { kind: 'signIn', token, maxAgeMs: limits.sessionMs });
}

/** Asks for the password again before something that cannot be taken back lightly. */
export async function confirmPassword(
  deps: Deps,
  userId: UserId,
  { password, address }: { password: string; address: string },
): Promise<Refused | undefined> {
  const tooOften = await countAttempt(deps, userId, address);
  if (tooOften) return tooOften;
  const row = await deps.store.read.accounts.credentialsOf(userId);
  const isRight = await verifyPassword(password, row?.passwordHash);
  return isRight ? undefined : refuse('wrong_password' satisfies RefusalCode, { field: 'password' });
}
