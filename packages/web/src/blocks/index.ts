import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const BlockDialog = lazyPart(async () => (await import('./BlockDialog.tsx')).BlockDialog);
export const BlockedPage = lazyPart(async () => (await import('./BlockedPage.tsx')).BlockedPage);
export const UnblockDialog = lazyPart(async () => (await import('./BlockDialog.tsx')).UnblockDialog);
