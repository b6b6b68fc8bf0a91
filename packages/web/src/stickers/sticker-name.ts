import type { StickerId } from '@parley/contract';
import type { TFunction } from 'i18next';

/** Where a sticker's picture is. The contract says so too, and would bring all of its schemas along. */
export const stickerAddress = (id: StickerId): string => `/v1/stickers/${id}`;

/** What a sticker shows, in the language in use; of an operator's own one, what its list says, or that it is one. */
export function stickerName(id: StickerId, t: TFunction, label = ''): string {
  return t(`stickers.names.${id}` as 'stickers.names.blob-wave', { defaultValue: label }) || t('media.sticker');
}
