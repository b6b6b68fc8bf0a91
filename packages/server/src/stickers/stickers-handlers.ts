import type { Handlers } from '../api/index.ts';
import type { StickerSet } from './sticker-set.ts';

export const stickersHandlers = ({ stickers }: { stickers: StickerSet }): Pick<Handlers, 'stickers.list'> => ({
  'stickers.list': () => Promise.resolve({ packs: [...stickers.packs] }),
});
