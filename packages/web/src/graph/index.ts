import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const ActivityPage = lazyPart(async () => (await import('./ActivityPage.tsx')).ActivityPage);
export const FollowRequest = lazyPart(async () => (await import('./ActivityPage.tsx')).FollowRequest);
export const MyProfilePage = lazyPart(async () => (await import('./ProfilePage.tsx')).MyProfilePage);
export const PeopleListPage = lazyPart(async () => (await import('./PeopleListPage.tsx')).PeopleListPage);
export const ProfilePage = lazyPart(async () => (await import('./ProfilePage.tsx')).ProfilePage);
