import { directConversationId, limits } from '@parley/contract';
import { announceMoved, commitThenAnnounce } from '../announce/index.ts';
import type { RequestsDeps } from './let-in.ts';

const pageSize = 200;

/** REQ-7: what was filtered 30 days ago leaves its recipient's view. It was not shown any more since its time came; this only tidies. */
export async function expireFiltered(deps: RequestsDeps): Promise<void> {
  const beforeMs = deps.clock.now() - limits.filteredMs;
  for (let isFull = true; isFull; ) {
    const expired = await deps.store.read.requests.expired(beforeMs, pageSize);
    let movedCount = 0;
    for (const { recipientId, senderId } of expired) {
      await commitThenAnnounce(deps, async (write, announce) => {
        const moved = await write.requests.expireFiltered(recipientId, senderId, beforeMs);
        if (!moved) return;
        movedCount += 1;
        announceMoved(announce, moved, directConversationId(recipientId, senderId));
      });
    }
    // A page of which nothing could be done would come again for ever.
    isFull = expired.length === pageSize && movedCount > 0;
  }
}
