import { lazyPart } from '../app/lazy-part.ts';

export type { StickersState } from './StickerGrid.tsx';
export { StickerPicture } from './StickerPicture.tsx';
export { stickerAddress, stickerName } from './sticker-name.ts';

/** Comes when it is first opened. */
export const StickerPanel = lazyPart(async () => (await import('./StickerPanel.tsx')).StickerPanel);
/** The same without its data. */
export const StickerGrid = lazyPart(async () => (await import('./StickerGrid.tsx')).StickerGrid);
