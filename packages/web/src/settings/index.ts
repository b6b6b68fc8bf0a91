import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const AccountPage = lazyPart(async () => (await import('./AccountPage.tsx')).AccountPage);
export const AppearancePage = lazyPart(async () => (await import('./AppearancePage.tsx')).AppearancePage);
export const DevicesPage = lazyPart(async () => (await import('./DevicesPage.tsx')).DevicesPage);
export const EditProfilePage = lazyPart(async () => (await import('./EditProfilePage.tsx')).EditProfilePage);
export const FilterWordsPage = lazyPart(async () => (await import('./FilterWordsPage.tsx')).FilterWordsPage);
export const PrivacyPage = lazyPart(async () => (await import('./PrivacyPage.tsx')).PrivacyPage);
export const SettingsPage = lazyPart(async () => (await import('./SettingsPage.tsx')).SettingsPage);
export const StatusPage = lazyPart(async () => (await import('./StatusPage.tsx')).StatusPage);
export const InstallWay = lazyPart(async () => (await import('./InstallSection.tsx')).InstallWay);
