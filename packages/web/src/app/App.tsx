import type { Account } from '@parley/contract';
import type { Client } from '@parley/sdk';
import { Suspense, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import {
  FirstChoicePage,
  RecoverPage,
  RecoveryCodesPage,
  type SessionState,
  type SessionStore,
  SessionStoreContext,
  SignInPage,
  SignUpPage,
  WelcomePage,
} from '../accounts/index.ts';
import { GalleryPage } from '../gallery/index.ts';
import { HelpPage } from '../help/index.ts';
import { PresenceContext, PresenceStore } from '../presence/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Announcer } from './Announcer.tsx';
import styles from './App.module.css';
import { Boundary } from './Boundary.tsx';
import { SessionContext } from './client-context.tsx';
import { partsAreAsked } from './lazy-part.ts';
import { patiently } from './patiently.ts';
import { Shell } from './Shell.tsx';
import { Toaster } from './Toaster.tsx';
import { UnhurriedRouter } from './UnhurriedRouter.tsx';
import { useViewHeight } from './use-view-height.ts';

type Props = { session: SessionStore };

/** The whole app. */
export function App({ session }: Props) {
  useViewHeight();
  return (
    <SessionStoreContext value={session}>
      <Boundary>
        <Suspense fallback={null}>
          <UnhurriedRouter>
            <Switch>
              <Route path="/gallery">
                <GalleryPage />
              </Route>
              <Route>
                <Door session={session} />
              </Route>
            </Switch>
          </UnhurriedRouter>
        </Suspense>
      </Boundary>
      <Toaster />
    </SessionStoreContext>
  );
}

/** Outside, on the way in, or inside. */
function Door({ session }: { session: SessionStore }) {
  const { t } = useTranslation();
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  const state = useSyncExternalStore(subscribe, () => session.state);
  switch (state.status) {
    case 'starting':
      return null;
    case 'unreachable':
      return (
        <EmptyState
          picture={<Mark size={64} />}
          title={t('app.unreachable')}
          action={
            <Button variant="primary" onClick={() => void session.start()}>
              {t('ui.retry')}
            </Button>
          }
        >
          {t('app.unreachableBody')}
        </EmptyState>
      );
    case 'signedOut':
      return <Outside isEnded={state.isEnded} />;
    case 'signedIn':
      return <Inside key={state.account.person.id} session={session} state={state} />;
  }
}

function Outside({ isEnded }: { isEnded: boolean }) {
  return (
    <Switch>
      <Route path="/sign-up">
        <SignUpPage />
      </Route>
      <Route path="/sign-in">
        <SignInPage />
      </Route>
      <Route path="/recover">
        <RecoverPage />
      </Route>
      <Route path="/help">
        <main className={styles.alone}>
          <HelpPage />
        </main>
      </Route>
      <Route>
        <WelcomePage isEnded={isEnded} />
      </Route>
    </Switch>
  );
}

type Inside = { session: SessionStore; state: Extract<SessionState, { status: 'signedIn' }> };

function Inside({ session, state: { client, account, recoveryCodes } }: Inside) {
  const setAccount = useCallback((changed: Account) => session.setAccount(changed), [session]);
  const value = useMemo(() => ({ client, account, setAccount }), [client, account, setAccount]);
  const presence = useMemo(() => new PresenceStore(client), [client]);
  useEffect(() => presence.start(), [presence]);
  useQueriesOf(client);
  const [path] = useLocation();
  const mustChoose = !account.settings.hasChosenMessagesFrom && account.ageBand !== 'under16';
  if (recoveryCodes) {
    return (
      <RecoveryCodesPage
        handle={account.person.handle}
        codes={recoveryCodes}
        onDone={() => session.dropRecoveryCodes()}
      />
    );
  }
  return (
    <SessionContext value={value}>
      <PresenceContext value={presence}>
        {mustChoose && path === '/help' ? (
          <main className={styles.alone}>
            <HelpPage />
          </main>
        ) : mustChoose ? (
          <FirstChoicePage />
        ) : isDoorPath(path) ? (
          <Redirect to="/" replace />
        ) : (
          <>
            <Shell />
            <Announcer />
          </>
        )}
      </PresenceContext>
    </SessionContext>
  );
}

/** Pages of the way in have nothing to show to who is in. */
function isDoorPath(path: string): boolean {
  return ['/welcome', '/sign-in', '/sign-up', '/recover'].includes(path);
}

/** What other pages read with is kept true from when the first of them is asked for. */
function useQueriesOf(client: Client): void {
  useEffect(() => {
    let isOver = false;
    let stop = () => {};
    const follow = async () => {
      await partsAreAsked;
      const { followNotices } = await patiently(() => import('./queries.tsx'));
      if (!isOver) stop = followNotices(client);
    };
    void follow();
    return () => {
      isOver = true;
      stop();
    };
  }, [client]);
}
