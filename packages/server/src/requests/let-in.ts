import { directConversationId, type UserId } from '@parley/contract';
import { type AdmissionDeps, gatherBoard, pairOf } from '../admission/index.ts';
import { type Announcer, announceMoved, commitThenAnnounce } from '../announce/index.ts';
import type { Clock } from '../clock.ts';

export type RequestsDeps = AdmissionDeps & { clock: Clock; announcer: Announcer };

/**
 * REQ-4: once the recipient's own setting lets somebody into the inbox (they became friends, or a contact), a request that waits goes there.
 * Their sender learns nothing of it but what friends see of each other.
 */
export async function letInIfOpen(deps: RequestsDeps, recipientId: UserId, senderId: UserId): Promise<void> {
  // Most follows have no request to let in: one read says so. A declined one takes the same way, so that no time tells (OBS-1).
  const requests = await deps.store.read.requests.get(recipientId, [senderId]);
  if (!requests.has(senderId)) return;
  const pair = pairOf(senderId, recipientId);
  const board = await gatherBoard(deps, [pair], deps.clock.now());
  if (board.outcome(pair) !== 'inbox') return;
  await commitThenAnnounce(deps, async (write, announce) => {
    const moved = await write.requests.letIn(recipientId, senderId);
    if (!moved) return;
    announceMoved(announce, moved, directConversationId(recipientId, senderId));
    announce.notice(recipientId, { type: 'requests.changed' });
  });
}
