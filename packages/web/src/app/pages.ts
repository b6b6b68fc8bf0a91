// Every page that is not the inbox or a conversation comes when it is first asked for.
import { lazyPart } from './lazy-part.ts';

export const AccountPage = lazyPart(async () => (await import('../settings/AccountPage.tsx')).AccountPage);
export const ActivityPage = lazyPart(async () => (await import('../graph/ActivityPage.tsx')).ActivityPage);
export const AppearancePage = lazyPart(async () => (await import('../settings/AppearancePage.tsx')).AppearancePage);
export const BlockedPage = lazyPart(async () => (await import('../blocks/BlockedPage.tsx')).BlockedPage);
export const DetailsPane = lazyPart(async () => (await import('../conversations/DetailsPane.tsx')).DetailsPane);
export const DevicesPage = lazyPart(async () => (await import('../settings/DevicesPage.tsx')).DevicesPage);
export const EditProfilePage = lazyPart(async () => (await import('../settings/EditProfilePage.tsx')).EditProfilePage);
export const FirstChoicePage = lazyPart(async () => (await import('../accounts/FirstChoicePage.tsx')).FirstChoicePage);
export const GalleryPage = lazyPart(async () => (await import('../gallery/GalleryPage.tsx')).GalleryPage);
export const HelpPage = lazyPart(async () => (await import('../help/HelpPage.tsx')).HelpPage);
export const KeyHelp = lazyPart(async () => (await import('./KeyHelp.tsx')).KeyHelp);
export const MyProfilePage = lazyPart(async () => (await import('../graph/ProfilePage.tsx')).MyProfilePage);
export const NewMessagePage = lazyPart(async () => (await import('../inbox/NewMessagePage.tsx')).NewMessagePage);
export const PeopleListPage = lazyPart(async () => (await import('../graph/PeopleListPage.tsx')).PeopleListPage);
export const PrivacyPage = lazyPart(async () => (await import('../settings/PrivacyPage.tsx')).PrivacyPage);
export const ProfilePage = lazyPart(async () => (await import('../graph/ProfilePage.tsx')).ProfilePage);
export const RecoverPage = lazyPart(async () => (await import('../accounts/RecoverPage.tsx')).RecoverPage);
export const RecoveryCodesPage = lazyPart(
  async () => (await import('../accounts/RecoveryCodesPage.tsx')).RecoveryCodesPage,
);
export const SettingsPage = lazyPart(async () => (await import('../settings/SettingsPage.tsx')).SettingsPage);
export const SignInPage = lazyPart(async () => (await import('../accounts/SignInPage.tsx')).SignInPage);
export const SignUpPage = lazyPart(async () => (await import('../accounts/SignUpPage.tsx')).SignUpPage);
export const WelcomePage = lazyPart(async () => (await import('../accounts/WelcomePage.tsx')).WelcomePage);
