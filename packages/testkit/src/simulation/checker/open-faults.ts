// What is known and not mended yet (docs/reliability.md), so that it does not hide the rest. Whoever mends it deletes it here.
import type { UserId } from '@parley/contract';
import type { History } from '../history.ts';

/**
 * A message that is let into the inbox leaves the request that it followed waiting. Whose conversation once left the requests that way may be
 * told a number of requests that is too high: it is not judged.
 */
export function haveRequestLeftBehind({ facts }: History): ReadonlySet<UserId> {
  const folders = new Map<string, number>();
  const left = new Set<UserId>();
  for (const { what, n, step, userId, conversationId } of facts) {
    if (what !== 'folder') continue;
    const key = `${userId} ${conversationId}`;
    const wasWaiting = (folders.get(key) ?? 0) > 0;
    folders.set(key, n);
    const isByMessage = (): boolean =>
      facts.some(
        (one) =>
          one.what === 'message' && one.step === step && one.conversationId === conversationId && one.userId !== userId,
      );
    if (n === 0 && wasWaiting && isByMessage()) left.add(userId);
  }
  return left;
}
