import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { BlockedPage } from '../blocks/index.ts';
import { ConversationPage, DetailsPane } from '../conversations/index.ts';
import { AddPeoplePage, ReachPage, WhyPage } from '../doors/index.ts';
import { ActivityPage, MyProfilePage, PeopleListPage, ProfilePage } from '../graph/index.ts';
import { HelpPage } from '../help/index.ts';
import { InboxPane, NewMessagePage } from '../inbox/index.ts';
import { RequestsPage } from '../requests/index.ts';
import {
  AccountPage,
  AppearancePage,
  DevicesPage,
  EditProfilePage,
  FilterWordsPage,
  PrivacyPage,
  SettingsPage,
  StatusPage,
} from '../settings/index.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { useCalm } from './calm.ts';
import { useAccount } from './client-context.tsx';
import { lazyPart } from './lazy-part.ts';
import styles from './Shell.module.css';
import { conversationIdOf, shellViewOf } from './shell-view-model.ts';
import { TabBar } from './TabBar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const UpdateBar = lazyPart(async () => (await import('./UpdateBar.tsx')).UpdateBar);
const KeyHelp = lazyPart(async () => (await import('./KeyHelp.tsx')).KeyHelp);

/** The app of who is signed in: tabs, the list, and what is open beside it. */
export function Shell() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const { isDemo, person, followRequestCount } = useAccount();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen(true));
  const isCalm = useCalm();
  const view = shellViewOf(path);
  const openId = conversationIdOf(path);
  const hasDetails = openId !== undefined && path.endsWith('/details');
  return (
    <div className={styles.shell} data-view={view.kind}>
      <a className={styles.skip} href="#page">
        {t('app.skip')}
      </a>
      {isDemo && <p className={styles.demo}>{t('demo.marker', { name: person.displayName })}</p>}
      <ConnectionBar />
      <Suspense fallback={null}>{isCalm && <UpdateBar />}</Suspense>
      <div className={styles.panes}>
        <TabBar tab={view.tab} activityCount={followRequestCount} />
        <main className={styles.main}>
          <div className={styles.list}>
            <InboxPane selectedId={openId} />
          </div>
          <div id="page" className={styles.page} key={pageKey(path)} tabIndex={-1}>
            <Suspense fallback={null}>
              <Pages />
            </Suspense>
          </div>
          {hasDetails && (
            <div className={styles.details}>
              <Suspense fallback={null}>
                <DetailsPane id={openId} />
              </Suspense>
            </div>
          )}
        </main>
      </div>
      {isHelpOpen && (
        <Suspense fallback={null}>
          <KeyHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** What is opened anew slides in; the details beside a conversation do not open it anew. */
function pageKey(path: string): string {
  return path.replace(/\/details$/, '');
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={NothingOpen} />
      <Route path="/archived" component={NothingOpen} />
      <Route path="/c/:id">{({ id }) => <ConversationPage id={id} />}</Route>
      <Route path="/c/:id/details">{({ id }) => <ConversationPage id={id} />}</Route>
      <Route path="/requests">
        <RequestsPage folder="requests" />
      </Route>
      <Route path="/requests/filtered">
        <RequestsPage folder="filtered" />
      </Route>
      <Route path="/requests/declined">
        <RequestsPage folder="declined" />
      </Route>
      <Route path="/new" component={NewMessagePage} />
      <Route path="/activity" component={ActivityPage} />
      <Route path="/me" component={MyProfilePage} />
      <Route path="/me/edit" component={EditProfilePage} />
      <Route path="/u/:handle">{({ handle }) => <ProfilePage handle={handle} />}</Route>
      <Route path="/u/:handle/followers">{({ handle }) => <PeopleListPage handle={handle} which="followers" />}</Route>
      <Route path="/u/:handle/following">{({ handle }) => <PeopleListPage handle={handle} which="following" />}</Route>
      <Route path="/settings" component={SettingsPage} />
      <Route path="/settings/privacy" component={PrivacyPage} />
      <Route path="/settings/appearance" component={AppearancePage} />
      <Route path="/settings/devices" component={DevicesPage} />
      <Route path="/settings/account" component={AccountPage} />
      <Route path="/settings/reach" component={ReachPage} />
      <Route path="/settings/reach/add" component={AddPeoplePage} />
      <Route path="/settings/reach/why" component={WhyPage} />
      <Route path="/settings/words" component={FilterWordsPage} />
      <Route path="/settings/status" component={StatusPage} />
      <Route path="/settings/blocked" component={BlockedPage} />
      <Route path="/help" component={HelpPage} />
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}

function NothingOpen() {
  const { t } = useTranslation();
  return (
    <EmptyState picture={<Mark size={64} isAwake />} title={t('app.nothingOpen')}>
      {t('app.nothingOpenBody')}
    </EmptyState>
  );
}
