// Who may have the bytes: whoever uploaded them until they are sent, and from then on whoever sees their message at this moment.
import { Readable } from 'node:stream';
import {
  type Attachment,
  type AttachmentId,
  attachmentId,
  type ConversationId,
  type UserId,
  variant,
} from '@parley/contract';
import type { AttachmentRow, Store } from '@parley/store';
import type { Clock } from '../clock.ts';
import { isOwnUnsent } from './attachments.ts';
import type { MediaKey, MediaStore, OpenMedia } from './media-store.ts';

export type Found = { attachment: Attachment; key: MediaKey; bytes: OpenMedia };
type Deps = { store: Store; clock: Clock; media: MediaStore };
type Asked = { id: string; variant: string };

/** Undefined for what is not there and for what is not theirs alike. */
export async function findMedia(deps: Deps, viewerId: UserId, asked: Asked): Promise<Found | undefined> {
  const id = attachmentId.safeParse(asked.id);
  const form = variant.safeParse(asked.variant);
  if (!id.success || !form.success) return undefined;
  const row = await findInSight(deps, viewerId, id.data);
  for (const stored of row ? formsOf(form.data, row.attachment) : []) {
    const key = { id: id.data, variant: stored };
    const bytes = await deps.media.open(key);
    if (row && bytes) return { attachment: row.attachment, key, bytes };
  }
  return undefined;
}

/** Where no message can be. */
const nowhere = '00000000-0000-0000-0000-000000000000' as ConversationId;

/** OBS-1: the message is asked for in any case, also where there is nothing. */
async function findInSight(
  { store, clock }: Deps,
  viewerId: UserId,
  id: AttachmentId,
): Promise<AttachmentRow | undefined> {
  const row = (await store.read.media.byId([id])).get(id);
  const { conversationId, seq } = row?.sentIn ?? { conversationId: nowhere, seq: 0 };
  const seen = await store.read.messages.visibleOf([{ viewerId, conversationId, seq }]);
  const isSeen = row?.sentIn ? seen.has(0) : row && isOwnUnsent(row, viewerId, clock.now());
  return isSeen ? row : undefined;
}

/** MSG-7: a film that takes an hour to be read may not outlive its message by an hour. */
const askAgainMs = 20_000;

/** The bytes as long as they are in sight; then they break off. */
export function readWhileSeen(deps: Deps, viewerId: UserId, { key }: Pick<Found, 'key'>, bytes: Readable): Readable {
  async function* watched(): AsyncGenerator<Buffer> {
    let askedMs = deps.clock.now();
    for await (const chunk of bytes) {
      if (deps.clock.now() - askedMs >= askAgainMs) {
        askedMs = deps.clock.now();
        if (!(await findInSight(deps, viewerId, key.id))) throw new Error('this is gone now');
      }
      yield chunk as Buffer;
    }
  }
  const given = Readable.from(watched(), { objectMode: false });
  // Whoever leaves before the first byte never lets it begin, and so never lets it end.
  given.once('close', () => bytes.destroy());
  return given;
}

/** A photo that is small enough, or moves, has no large form of its own; a video has forms where it has a poster. */
function formsOf(form: MediaKey['variant'], { kind, hasPoster }: Attachment): MediaKey['variant'][] {
  if (kind === 'photo') return form === 'large' ? ['large', 'original'] : [form];
  return form === 'original' || hasPoster ? [form] : [];
}
