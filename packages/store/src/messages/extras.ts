// What few messages have besides their text, in one column: most have nothing there, and pay nothing for it.
import type { Attachment, Entity, Share, StickerId } from '@parley/contract';

export type Edit = { text: string; entities: readonly Entity[]; editedAtMs: number };

export type StoredShare = Omit<Share, 'cover'>;

/** Absent parts are what most messages have. */
export type Extras = {
  entities?: readonly Entity[];
  replyToSeq?: number;
  /** MSG-4: never empty. The text is their caption, and may be empty. */
  attachments?: readonly Attachment[];
  /** The text is empty then, for good. */
  sticker?: StickerId;
  /** The text is its caption. Its cover is among the attachments. */
  share?: StoredShare;
  editedAtMs?: number;
  /** What an unsent message is known by. The text is empty then, and this is all there is. */
  unsentAtMs?: number;
  /** REQ-5: what its sender made of it after a decline. Nobody else is ever shown that. */
  withheldEdit?: Edit;
};

/** As it is stored: entities alone stand as an array. */
export type StoredExtras = Entity[] | Extras | null;

export function toStoredExtras({ entities = [], ...more }: Extras): string | null {
  const others = Object.values(more).some((value) => value !== undefined);
  if (others) return JSON.stringify({ ...(entities.length > 0 ? { entities } : {}), ...more });
  return entities.length > 0 ? JSON.stringify(entities) : null;
}

export const fromStoredExtras = (stored: StoredExtras): Extras =>
  Array.isArray(stored) ? { entities: stored } : (stored ?? {});

export const isUnsent = (stored: StoredExtras): boolean => fromStoredExtras(stored).unsentAtMs !== undefined;

/** MSG-7: of an unsent message nothing is stored. Any other has a text, or something else to show; of most the text alone is looked at. */
export const notUnsent = "(text <> '' or extras ?| array['attachments', 'sticker', 'share'])";
