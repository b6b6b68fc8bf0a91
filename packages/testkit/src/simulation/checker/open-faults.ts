// What is known and not mended yet (docs/reliability.md), so that it does not hide the rest. Whoever mends it deletes it here.
import type { UserId } from '@parley/contract';
import type { History } from '../history.ts';

/**
 * Whose number of requests is not judged. A message that is let into the inbox leaves the request that it followed waiting; and where somebody who
 * asks blocks the one they ask and makes up again, the request is there again and nobody is told.
 */
export function withUnsureRequests({ facts }: History): ReadonlySet<UserId> {
  const folders = new Map<string, number>();
  const unsure = new Set<UserId>();
  for (const { what, n, step, userId, otherId, conversationId } of facts) {
    if (what === 'block' && otherId) unsure.add(otherId);
    if (what !== 'folder') continue;
    const key = `${userId} ${conversationId}`;
    const wasWaiting = (folders.get(key) ?? 0) > 0;
    folders.set(key, n);
    const isByMessage = (): boolean =>
      facts.some(
        (one) =>
          one.what === 'message' && one.step === step && one.conversationId === conversationId && one.userId !== userId,
      );
    if (n === 0 && wasWaiting && isByMessage()) unsure.add(userId);
  }
  return unsure;
}
