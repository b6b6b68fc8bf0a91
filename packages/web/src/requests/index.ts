import { lazyPart } from '../app/lazy-part.ts';

export { ReportDialog } from './parts.ts';
export { requestFolderOf } from './request-folder.ts';

// Each comes when it is first asked for.
export const RequestsPage = lazyPart(async () => (await import('./RequestsPage.tsx')).RequestsPage);
export const RequestPanel = lazyPart(async () => (await import('./RequestPanel.tsx')).RequestPanel);
export const RequestIntroduction = lazyPart(
  async () => (await import('./RequestIntroduction.tsx')).RequestIntroduction,
);
