import { DemoPeople, FirstChoicePage, RecoveryCodesPage, WelcomePage } from '../accounts/index.ts';
import { AccountPage, PrivacyPage } from '../settings/index.ts';
import { account, child, minor, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const codes = ['k7mq-2xwd', '9fzr-hh3t', 'pp4c-v8ne', '3jsa-6ykg', 'w2ub-dq7m', 'h5xe-r9fc', 'tt8v-4npa', 'c6gz-kj2s'];
const nothing = () => undefined;

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
      <Specimen title="privacy, adult" isScreen>
        <PrivacyPage />
      </Specimen>
      <Specimen title="privacy, 16 or 17" isScreen account={minor}>
        <PrivacyPage />
      </Specimen>
      <Specimen title="privacy, under 16" isScreen account={child}>
        <PrivacyPage />
      </Specimen>
      <Specimen title="account, demo" isScreen account={{ ...account, isDemo: true }}>
        <AccountPage />
      </Specimen>
    </>
  );
}
