export { registerStickers } from './sticker-routes.ts';
export { noStickers, readStickers, type StickerSet } from './sticker-set.ts';
export { stickersHandlers } from './stickers-handlers.ts';
