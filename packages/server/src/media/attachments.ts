import { randomBytes } from 'node:crypto';
import { type Attachment, type AttachmentId, limits, type UserId } from '@parley/contract';
import type { AttachmentRow } from '@parley/store';

/** Its owner is the key that it is stored by. */
export const newAttachmentId = (ownerId: UserId): AttachmentId =>
  `${ownerId}-${randomBytes(16).toString('hex')}` as AttachmentId;

export const ownerOf = (id: AttachmentId): UserId => id.split('-')[0] as UserId;

/** What a message is that holds it (MSG-4). */
export function contentKindOf({ kind }: Pick<Attachment, 'kind'>): 'media' | 'file' | 'voice' {
  return kind === 'photo' || kind === 'video' ? 'media' : kind;
}

/** MED-8: for a day after it was uploaded, unless a message holds it. */
export const isUnsent = ({ sentIn, createdAtMs }: AttachmentRow, nowMs: number): boolean =>
  sentIn === undefined && nowMs < createdAtMs + limits.unattachedMs;

export const isOwnUnsent = (row: AttachmentRow, ownerId: UserId, nowMs: number): boolean =>
  isUnsent(row, nowMs) && ownerOf(row.attachment.id) === ownerId;
