// What comes when it is first needed.
import { lazyPart } from '../app/lazy-part.ts';

export const Tray = lazyPart(async () => (await import('./Tray.tsx')).Tray);
export const RecordBar = lazyPart(async () => (await import('./RecordBar.tsx')).RecordBar);
export const NudgeDialog = lazyPart(async () => (await import('./NudgeDialog.tsx')).NudgeDialog);
export const Viewer = lazyPart(async () => (await import('./Viewer.tsx')).Viewer);
