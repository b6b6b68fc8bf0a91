import { lazyPart } from '../app/lazy-part.ts';

export type { EmojiState } from './EmojiPicker.tsx';

/** Comes when it is first opened. */
export const EmojiPanel = lazyPart(async () => (await import('./EmojiPanel.tsx')).EmojiPanel);
/** The same without its data and memory. */
export const EmojiPicker = lazyPart(async () => (await import('./EmojiPicker.tsx')).EmojiPicker);
