import { randomBytes } from 'node:crypto';
import type { Attachment, AttachmentId, Content, UserId } from '@parley/contract';

/** Its owner is the key that it is stored by. */
export const newAttachmentId = (ownerId: UserId): AttachmentId =>
  `${ownerId}-${randomBytes(16).toString('hex')}` as AttachmentId;

export const ownerOf = (id: AttachmentId): UserId => id.split('-')[0] as UserId;

/** What a message is that holds it (MSG-4). */
export function contentKindOf({ kind }: Pick<Attachment, 'kind'>): Exclude<Content['kind'], 'text'> {
  return kind === 'photo' || kind === 'video' ? 'media' : kind;
}
