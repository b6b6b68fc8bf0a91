// Where the picture of something is: in this page, or at the server.
import type { Attachment, Variant } from '@parley/contract';
import type { Client } from '@parley/sdk';
import { localSource } from './sources.ts';

/** The photo, or the poster of a video; undefined where there is none to show. */
export function stillOf(
  attachment: Attachment,
  size: Extract<Variant, 'large' | 'thumb'>,
  { media }: Pick<Client, 'media'>,
): string | undefined {
  const { id, kind, hasPoster } = attachment;
  const local = localSource(id);
  if (kind === 'photo') return local?.url ?? (isLocal(id) ? undefined : media.url(id, size));
  if (kind !== 'video') return undefined;
  return local?.poster ?? (hasPoster ? media.url(id, size) : undefined);
}

/** The bytes themselves, to be played or downloaded. */
export function originalOf({ id }: Attachment, { media }: Pick<Client, 'media'>): string {
  return localSource(id)?.url ?? media.url(id, 'original');
}

const isLocal = (id: string): boolean => id.startsWith('local-');
