import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const HelpPage = lazyPart(async () => (await import('./HelpPage.tsx')).HelpPage);
