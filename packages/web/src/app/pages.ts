// Every page that is not the inbox or a conversation comes when it is first asked for.
import { lazy, type ComponentType } from 'react';

function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}

export const AccountPage = page(async () => (await import('../settings/AccountPage.tsx')).AccountPage);
export const ActivityPage = page(async () => (await import('../graph/ActivityPage.tsx')).ActivityPage);
export const AppearancePage = page(async () => (await import('../settings/AppearancePage.tsx')).AppearancePage);
export const BlockedPage = page(async () => (await import('../blocks/BlockedPage.tsx')).BlockedPage);
export const DetailsPane = page(async () => (await import('../conversations/DetailsPane.tsx')).DetailsPane);
export const DevicesPage = page(async () => (await import('../settings/DevicesPage.tsx')).DevicesPage);
export const EditProfilePage = page(async () => (await import('../settings/EditProfilePage.tsx')).EditProfilePage);
export const FirstChoicePage = page(async () => (await import('../accounts/FirstChoicePage.tsx')).FirstChoicePage);
export const GalleryPage = page(async () => (await import('../gallery/GalleryPage.tsx')).GalleryPage);
export const HelpPage = page(async () => (await import('../help/HelpPage.tsx')).HelpPage);
export const KeyHelp = page(async () => (await import('./KeyHelp.tsx')).KeyHelp);
export const MyProfilePage = page(async () => (await import('../graph/ProfilePage.tsx')).MyProfilePage);
export const NewMessagePage = page(async () => (await import('../inbox/NewMessagePage.tsx')).NewMessagePage);
export const PeopleListPage = page(async () => (await import('../graph/PeopleListPage.tsx')).PeopleListPage);
export const PrivacyPage = page(async () => (await import('../settings/PrivacyPage.tsx')).PrivacyPage);
export const ProfilePage = page(async () => (await import('../graph/ProfilePage.tsx')).ProfilePage);
export const RecoverPage = page(async () => (await import('../accounts/RecoverPage.tsx')).RecoverPage);
export const RecoveryCodesPage = page(
  async () => (await import('../accounts/RecoveryCodesPage.tsx')).RecoveryCodesPage,
);
export const SettingsPage = page(async () => (await import('../settings/SettingsPage.tsx')).SettingsPage);
export const SignInPage = page(async () => (await import('../accounts/SignInPage.tsx')).SignInPage);
export const SignUpPage = page(async () => (await import('../accounts/SignUpPage.tsx')).SignUpPage);
export const WelcomePage = page(async () => (await import('../accounts/WelcomePage.tsx')).WelcomePage);
