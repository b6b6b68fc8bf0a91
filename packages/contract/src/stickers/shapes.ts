import { z } from 'zod';

/** A sticker's name: the same on every server for those that come with the product, an operator's choice for others. */
export const stickerId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a sticker id')
  .brand<'StickerId'>()
  .meta({ id: 'StickerId', description: 'Words of a-z and 0-9, joined by hyphens.' });
export type StickerId = z.infer<typeof stickerId>;

/** A sticker in a message: where its picture is. For what it is called see `stickers.list`; it may be gone from there. */
export const stickerShown = z.object({ id: stickerId, url: z.string() }).meta({ id: 'StickerShown' });
export type StickerShown = z.infer<typeof stickerShown>;

/** A sticker that can be sent. */
export const sticker = z
  .object({
    id: stickerId,
    /** What it shows, in English: for whoever cannot see it, where an app has no words of its own for its id. */
    label: z.string(),
    /** Its picture, of equal sides, without a ground: an address on this server. */
    url: z.string(),
  })
  .meta({ id: 'Sticker' });
export type Sticker = z.infer<typeof sticker>;

/** Stickers that belong together. `blobs` comes with the product; `own` is the operator's. */
export const stickerPack = z
  .object({ id: z.string(), name: z.string(), stickers: z.array(sticker) })
  .meta({ id: 'StickerPack' });
export type StickerPack = z.infer<typeof stickerPack>;

/** Where a sticker's picture is. */
export const stickerUrl = (id: StickerId): string => `/v1/stickers/${id}`;
