import { lazyPart } from '../app/lazy-part.ts';

export { SessionStoreContext, useSessionStore } from './session-context.ts';
export { type SessionState, SessionStore } from './session-store.ts';
export { useAttempt } from './use-attempt.ts';

// Each comes when it is first asked for.
export const DemoPeople = lazyPart(async () => (await import('./DemoPanel.tsx')).DemoPeople);
export const FirstChoicePage = lazyPart(async () => (await import('./FirstChoicePage.tsx')).FirstChoicePage);
export const RecoverPage = lazyPart(async () => (await import('./RecoverPage.tsx')).RecoverPage);
export const RecoveryCodesPage = lazyPart(async () => (await import('./RecoveryCodesPage.tsx')).RecoveryCodesPage);
export const SignInPage = lazyPart(async () => (await import('./SignInPage.tsx')).SignInPage);
export const SignUpPage = lazyPart(async () => (await import('./SignUpPage.tsx')).SignUpPage);
export const WelcomePage = lazyPart(async () => (await import('./WelcomePage.tsx')).WelcomePage);
