import { limits, type SessionId } from '@parley/contract';
import { checkText, searchKey, textRules } from '@parley/core';
import { type AdmissionDeps, showLimits } from '../admission/index.ts';
import type { Announcer } from '../announce/index.ts';
import { type Handlers, type SignedInCaller, WithCookie } from '../api/index.ts';
import { type Clock, toInstant } from '../clock.ts';
import { Refused, refuse, refuseText } from '../outcome.ts';
import { hashPassword } from '../secrets.ts';
import { showAccount } from './account-view.ts';
import {
  checkPassword,
  confirmPassword,
  countHandleAttempt,
  forgetHandleAttempts,
  openSession,
  recoverPassword,
  wrongPassword,
} from './sign-in.ts';
import { signUp } from './sign-up.ts';

export type AccountsDeps = AdmissionDeps & {
  clock: Clock;
  announcer: Announcer;
  /** Closes the sockets of ended sessions on this node at once; others follow within their poll. */
  endSockets(ids: readonly SessionId[]): void;
};

type AccountsHandlers = Pick<
  Handlers,
  | 'accounts.signUp'
  | 'accounts.signIn'
  | 'accounts.recover'
  | 'accounts.signOut'
  | 'accounts.signOutEverywhere'
  | 'accounts.listSessions'
  | 'accounts.me'
  | 'accounts.limits'
  | 'accounts.updateProfile'
  | 'accounts.changePassword'
  | 'accounts.deactivate'
  | 'accounts.delete'
>;

export const accountsHandlers = (deps: AccountsDeps): AccountsHandlers => ({
  ...doorHandlers(deps),
  ...sessionHandlers(deps),
  ...profileHandlers(deps),
  ...farewellHandlers(deps),
});

/** Ways in, for people who are not signed in. */
const doorHandlers = (deps: AccountsDeps) =>
  ({
    'accounts.signUp': (input, caller) => signUp(deps, input, caller),

    'accounts.signIn': async (input, { address }) => {
      const tooOften = await countHandleAttempt(deps, input.handle, address);
      if (tooOften) return tooOften;
      const found = await checkPassword(deps, input.handle, input.password);
      if (!found) return refuse('wrong_credentials');
      await forgetHandleAttempts(deps, input.handle);
      return openSession(deps, found.userId, input, found.passwordHash);
    },

    'accounts.recover': async (input, { address }) => {
      const tooOften = await countHandleAttempt(deps, input.handle, address);
      if (tooOften) return tooOften;
      const passwordHash = await hashPassword(input.newPassword);
      const recovered = await recoverPassword(deps, input.handle, { recoveryCode: input.recoveryCode, passwordHash });
      if (!recovered) return refuse('wrong_recovery_code');
      deps.endSockets(recovered.ended);
      return openSession(deps, recovered.userId, input);
    },
  }) satisfies Partial<AccountsHandlers>;

const signedOut = new WithCookie({}, { kind: 'signOut' });

const sessionHandlers = (deps: AccountsDeps) =>
  ({
    'accounts.signOut': async (_, { actor }) => {
      await endSessions(deps, actor, { only: actor.sessionId });
      return signedOut;
    },

    'accounts.signOutEverywhere': async (_, { actor }) => {
      await endSessions(deps, actor, {});
      return signedOut;
    },

    'accounts.listSessions': async (_, { actor }) => {
      const rows = await deps.store.read.sessions.list(actor.userId, deps.clock.now());
      const sessions = rows.map(({ id, device, createdAtMs }) => ({
        id,
        device,
        createdAt: toInstant(createdAtMs),
        isCurrent: id === actor.sessionId,
      }));
      return { sessions };
    },

    'accounts.changePassword': async ({ password, newPassword }, { actor, address }) => {
      const confirmed = await confirmPassword(deps, actor.userId, { password, address });
      if (confirmed instanceof Refused) return confirmed;
      const passwordHash = await hashPassword(newPassword);
      const ended = await deps.store.transaction(async (write) => {
        if (!(await write.accounts.holdPassword(actor.userId, confirmed.passwordHash))) return undefined;
        await write.accounts.setPassword(actor.userId, passwordHash);
        return write.sessions.end(actor.userId, { except: actor.sessionId }, deps.clock.now());
      });
      if (!ended) return wrongPassword();
      deps.endSockets(ended);
      return {};
    },
  }) satisfies Partial<AccountsHandlers>;

const profileHandlers = ({ store, clock, announcer, ...deps }: AccountsDeps) =>
  ({
    'accounts.limits': (_, { actor }) => showLimits({ ...deps, store }, actor.userId, clock.now()),

    'accounts.me': (_, { actor }) => showAccount(store.read, actor.userId, clock.now()),

    'accounts.updateProfile': async ({ displayName, bio }, { actor }) => {
      const name = displayName === undefined ? undefined : checkText(displayName, textRules.displayName);
      if (name && !name.ok) return refuseText('displayName', name.problem);
      const about = bio === undefined ? undefined : checkText(bio, textRules.bio);
      if (about && !about.ok) return refuseText('bio', about.problem);
      await store.transaction((write) =>
        write.accounts.updateProfile(actor.userId, {
          ...(displayName === undefined ? {} : { displayName, searchKey: searchKey(displayName) }),
          ...(bio === undefined ? {} : { bio }),
        }),
      );
      announcer.notice(actor.userId, { type: 'account.changed' });
      return showAccount(store.read, actor.userId, clock.now());
    },
  }) satisfies Partial<AccountsHandlers>;

const farewellHandlers = (deps: AccountsDeps) =>
  ({
    'accounts.deactivate': async ({ password }, { actor, address }) => {
      const confirmed = await confirmPassword(deps, actor.userId, { password, address });
      if (confirmed instanceof Refused) return confirmed;
      await leave(deps, actor, { state: 'deactivated', eraseAtMs: null });
      return signedOut;
    },

    'accounts.delete': async ({ password }, { actor, address }) => {
      const confirmed = await confirmPassword(deps, actor.userId, { password, address });
      if (confirmed instanceof Refused) return confirmed;
      const eraseAtMs = deps.clock.now() + limits.erasureMs;
      await leave(deps, actor, { state: 'deleted', eraseAtMs });
      return new WithCookie({ erasedAt: toInstant(eraseAtMs) }, { kind: 'signOut' });
    },
  }) satisfies Partial<AccountsHandlers>;

type Actor = SignedInCaller['actor'];

async function endSessions(deps: AccountsDeps, actor: Actor, which: { only?: Actor['sessionId'] }): Promise<void> {
  deps.endSockets(await deps.store.transaction((write) => write.sessions.end(actor.userId, which, deps.clock.now())));
}

type Leaving = { state: 'deactivated' | 'deleted'; eraseAtMs: number | null };

async function leave(deps: AccountsDeps, { userId }: Actor, { state, eraseAtMs }: Leaving): Promise<void> {
  const ended = await deps.store.transaction(async (write) => {
    await write.accounts.setState(userId, state, eraseAtMs);
    return write.sessions.end(userId, {}, deps.clock.now());
  });
  deps.endSockets(ended);
}
