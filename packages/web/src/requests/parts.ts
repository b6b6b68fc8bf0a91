// What of requests is asked for by requests as well.
import { lazyPart } from '../app/lazy-part.ts';

export const ReportDialog = lazyPart(async () => (await import('./ReportDialog.tsx')).ReportDialog);
