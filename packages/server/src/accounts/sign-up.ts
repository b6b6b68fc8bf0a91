import { limits, type MethodOutput, type MethodParams } from '@parley/contract';
import {
  ageBand,
  checkHandle,
  checkText,
  foldHandle,
  initialMessagesFrom,
  mayHaveAccount,
  searchKey,
  textRules,
} from '@parley/core';
import type { NewAccount, Store } from '@parley/store';
import { type Caller, type Reply, WithCookie } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { Refused, refuse, refuseField, refuseText } from '../outcome.ts';
import { hashPassword, hashRecoveryCode, newRecoveryCode, newUserId } from '../secrets.ts';
import { countAttempt, openSession } from './sign-in.ts';

type Deps = { store: Store; clock: Clock };
type SignUpInput = MethodParams<'accounts.signUp'>;

/** ACC-1. Whoever is refused for age leaves nothing behind but a cookie in their own browser. */
export async function signUp(
  deps: Deps,
  input: SignUpInput,
  caller: Caller,
): Promise<Reply<MethodOutput<'accounts.signUp'>>> {
  const nowMs = deps.clock.now();
  if (Date.parse(input.birthDate) > nowMs || input.birthDate < '1900-01-01') {
    return refuseField('birthDate', 'is not a possible birth date');
  }
  if (caller.wasRefusedForAge) return refuse('under_age');
  if (!mayHaveAccount(input.birthDate, nowMs)) {
    return new WithCookie(refuse('under_age'), { kind: 'refusedForAge', maxAgeMs: limits.ageRefusalMs });
  }
  const names = checkNames(input);
  if (names instanceof Refused) return names;
  const tooOften = await countAttempt(deps, `sign-up ${names.handle}`, caller.address);
  if (tooOften) return tooOften;
  const recoveryCodes = Array.from({ length: limits.recoveryCodesCount }, newRecoveryCode);
  const account: NewAccount = {
    id: newUserId(),
    ...names,
    bornOn: input.birthDate,
    messagesFrom: initialMessagesFrom(ageBand(input.birthDate, nowMs)),
    email: input.email,
    passwordHash: await hashPassword(input.password),
    recoveryCodeHashes: recoveryCodes.map(hashRecoveryCode),
    isDemo: false,
    createdAtMs: nowMs,
  };
  const isNew = await deps.store.transaction((write) => write.accounts.create(account));
  if (!isNew) return refuse('handle_taken', { field: 'handle' });
  return withCodes(await openSession(deps, account.id, input), recoveryCodes);
}

type Names = Pick<NewAccount, 'handle' | 'foldedHandle' | 'displayName' | 'searchKey'>;

function checkNames({ handle: wanted, displayName }: SignUpInput): Names | Refused {
  const handle = checkHandle(wanted);
  if (!handle.ok) return refuse('handle_not_allowed', { field: 'handle' });
  const name = checkText(displayName, textRules.displayName);
  if (!name.ok) return refuseText('displayName', name.problem);
  return {
    handle: handle.handle,
    foldedHandle: foldHandle(handle.handle),
    displayName,
    searchKey: searchKey(displayName),
  };
}

function withCodes(reply: Awaited<ReturnType<typeof openSession>>, recoveryCodes: string[]) {
  if (reply instanceof WithCookie) {
    const outcome = reply.outcome instanceof Refused ? reply.outcome : { ...reply.outcome, recoveryCodes };
    return new WithCookie(outcome, reply.cookie);
  }
  return reply instanceof Refused ? reply : { ...reply, recoveryCodes };
}
