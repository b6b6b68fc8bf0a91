// What is known and not mended yet (docs/reliability.md), so that it does not hide the rest. Whoever mends it deletes it here.
import type { UserId } from '@parley/contract';
import type { History } from '../history.ts';

/**
 * Whose number of requests is not judged: where somebody who asks blocks the one they ask and makes up again, the request is there again and nobody is
 * told.
 */
export function withUnsureRequests({ facts }: History): ReadonlySet<UserId> {
  return new Set(facts.flatMap(({ what, otherId }) => (what === 'block' && otherId ? [otherId] : [])));
}
