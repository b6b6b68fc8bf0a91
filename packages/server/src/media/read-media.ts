// Who may have the bytes: whoever uploaded them until they are sent, and from then on whoever sees their message at this moment.
import { type Attachment, attachmentId, type ConversationId, limits, type UserId, variant } from '@parley/contract';
import type { AttachmentRow, Store } from '@parley/store';
import type { Clock } from '../clock.ts';
import { ownerOf } from './attachments.ts';
import type { MediaKey, MediaStore } from './media-store.ts';

export type Found = { attachment: Attachment; key: MediaKey; size: number };
type Deps = { store: Store; clock: Clock; media: MediaStore };
type Asked = { id: string; variant: string };

/** Undefined for what is not there and for what is not theirs alike. */
export async function findMedia(deps: Deps, viewerId: UserId, asked: Asked): Promise<Found | undefined> {
  const id = attachmentId.safeParse(asked.id);
  const form = variant.safeParse(asked.variant);
  if (!id.success || !form.success) return undefined;
  const row = (await deps.store.read.media.byId([id.data])).get(id.data);
  const isSeen = await isInSight(deps, viewerId, row);
  if (!row || !isSeen) return undefined;
  for (const stored of formsOf(form.data, row.attachment)) {
    const key = { id: id.data, variant: stored };
    const size = await deps.media.size(key);
    if (size !== undefined) return { attachment: row.attachment, key, size };
  }
  return undefined;
}

/** Where no message can be. */
const nowhere = '00000000-0000-0000-0000-000000000000' as ConversationId;

/** OBS-1: the message is asked for in any case, also where there is nothing. */
async function isInSight({ store, clock }: Deps, viewerId: UserId, row: AttachmentRow | undefined): Promise<boolean> {
  const { conversationId, seq } = row?.sentIn ?? { conversationId: nowhere, seq: 0 };
  const seen = await store.read.messages.visibleOf([{ viewerId, conversationId, seq }]);
  if (!row) return false;
  if (row.sentIn) return seen.has(0);
  return ownerOf(row.attachment.id) === viewerId && clock.now() < row.createdAtMs + limits.unattachedMs;
}

/** A photo that is small enough has no large form of its own. */
function formsOf(form: MediaKey['variant'], { kind }: Attachment): MediaKey['variant'][] {
  if (kind !== 'photo') return form === 'original' ? ['original'] : [];
  return form === 'large' ? ['large', 'original'] : [form];
}
