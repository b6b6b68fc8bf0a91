// MSG-7: what is gone is gone from storage at once; what a crash or a full queue left is swept up within a minute.
import { type AttachmentId, limits } from '@parley/contract';
import type { Store } from '@parley/store';
import type { Clock } from '../clock.ts';
import type { MediaStore } from './media-store.ts';

export type MediaDeps = { store: Store; clock: Clock; media: MediaStore; onFault(error: unknown): void };

/** Deletes the bytes of what nobody may see any more. A fault is told and left to the sweep: it takes back nothing, and stops no other. */
export async function discard({ store, media, onFault }: MediaDeps, ids: readonly AttachmentId[]): Promise<void> {
  const deleted: AttachmentId[] = [];
  for (const id of ids) {
    try {
      await media.delete(id);
      deleted.push(id);
    } catch (error) {
      onFault(error);
    }
  }
  if (deleted.length === 0) return;
  try {
    await store.transaction((write) => write.media.forget(deleted));
  } catch (error) {
    onFault(error);
  }
}

/** A send is decided on what is not older than its time; this much later none can be under way. */
const slackMs = 3_600_000;
const sweptAtOnce = 500;

export async function sweepMedia(deps: MediaDeps): Promise<void> {
  const { store, clock } = deps;
  const nowMs = clock.now();
  await store.transaction((write) => write.media.expireUnsent(nowMs - limits.unattachedMs - slackMs, nowMs));
  await discard(deps, await store.read.media.gone(sweptAtOnce));
}
