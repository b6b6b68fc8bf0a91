import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const AddPeoplePage = lazyPart(async () => (await import('./AddPeoplePage.tsx')).AddPeoplePage);
export const ReachPage = lazyPart(async () => (await import('./ReachPage.tsx')).ReachPage);
export const WhyPage = lazyPart(async () => (await import('./WhyPage.tsx')).WhyPage);
