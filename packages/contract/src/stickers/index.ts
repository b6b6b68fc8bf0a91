export { stickersMethods } from './methods.ts';
export {
  type Sticker,
  type StickerId,
  type StickerPack,
  type StickerShown,
  sticker,
  stickerId,
  stickerPack,
  stickerShown,
  stickerUrl,
} from './shapes.ts';
