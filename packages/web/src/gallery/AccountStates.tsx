import {
  DemoPeople,
  FirstChoicePage,
  RecoveryCodesPage,
  SignInPage,
  SignUpPage,
  WelcomePage,
} from '../accounts/index.ts';
import { ActivityPage } from '../graph/index.ts';
import { HelpPage } from '../help/index.ts';
import {
  AccountPage,
  AppearancePage,
  DevicesPage,
  EditProfilePage,
  PrivacyPage,
  SettingsPage,
} from '../settings/index.ts';
import { account, ada, at, child, minor, noRelation, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const codes = ['k7mq-2xwd', '9fzr-hh3t', 'pp4c-v8ne', '3jsa-6ykg', 'w2ub-dq7m', 'h5xe-r9fc', 'tt8v-4npa', 'c6gz-kj2s'];
const nothing = () => undefined;
const sessions = [
  {
    id: 'aaaaaaaaaaaaaaaaaaaaaa',
    device: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
    createdAt: at(0),
    isCurrent: true,
  },
  { id: 'bbbbbbbbbbbbbbbbbbbbbb', device: '', createdAt: at(0), isCurrent: false },
];

/** The way in. */
export function DoorStates() {
  return (
    <>
      <Specimen title="welcome" isScreen>
        <WelcomePage isEnded={false} />
      </Specimen>
      <Specimen title="welcome, ended" isScreen>
        <WelcomePage isEnded />
      </Specimen>
      <Specimen title="demo">
        <DemoPeople people={Object.values(people)} />
      </Specimen>
      <Specimen title="sign in" isScreen>
        <SignInPage hasFocus={false} />
      </Specimen>
      <Specimen title="sign up" isScreen>
        <SignUpPage hasFocus={false} />
      </Specimen>
      <Specimen title="recovery codes" isScreen>
        <RecoveryCodesPage handle="nele.brandt" codes={codes} onDone={nothing} />
      </Specimen>
      <Specimen title="first choice, adult" isScreen>
        <FirstChoicePage />
      </Specimen>
      <Specimen title="first choice, 16 or 17" isScreen account={minor}>
        <FirstChoicePage />
      </Specimen>
    </>
  );
}

/** What one may set. */
export function SettingsStates() {
  return (
    <>
      <Specimen title="settings" isScreen>
        <SettingsPage />
      </Specimen>
      <Specimen title="privacy, adult" isScreen>
        <PrivacyPage />
      </Specimen>
      <Specimen title="privacy, 16 or 17" isScreen account={minor}>
        <PrivacyPage />
      </Specimen>
      <Specimen title="privacy, under 16" isScreen account={child}>
        <PrivacyPage />
      </Specimen>
      <Specimen title="appearance" isScreen>
        <AppearancePage />
      </Specimen>
      <Specimen title="devices" isScreen scene={{ answers: { 'accounts.listSessions': { sessions } as never } }}>
        <DevicesPage />
      </Specimen>
      <Specimen title="account" isScreen>
        <AccountPage />
      </Specimen>
      <Specimen title="account, demo" isScreen account={{ ...account, isDemo: true }}>
        <AccountPage />
      </Specimen>
      <Specimen title="edit profile" isScreen>
        <EditProfilePage />
      </Specimen>
      <Specimen
        title="activity"
        isScreen
        scene={{ answers: { 'graph.listFollowRequests': { people: [{ person: ada, relation: noRelation }] } } }}
      >
        <ActivityPage />
      </Specimen>
      <Specimen title="activity, empty" isScreen scene={{ answers: { 'graph.listFollowRequests': { people: [] } } }}>
        <ActivityPage />
      </Specimen>
      <Specimen title="activity, failed" isScreen scene={{ answers: { 'graph.listFollowRequests': 'fail' } }}>
        <ActivityPage />
      </Specimen>
      <Specimen title="help" isScreen>
        <HelpPage />
      </Specimen>
    </>
  );
}
