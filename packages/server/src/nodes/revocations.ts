// NODE-3a: what ends a session ends its sockets on every node. Nothing here trusts the bus, or any clock but how long ago something was here.
import type { Gateway } from '@parley/realtime';
import type { Store } from '@parley/store';

/**
 * A socket may have been let in by what was read just before its session ended, and be greeted for a while after: looks overlap by so much.
 */
const overlapMs = 30_000;

type Deps = {
  store: Pick<Store, 'read'>;
  gateway: Pick<Gateway, 'sessionCount' | 'endSessions'>;
  monotonicNow?(): number;
};

/** One statement a look, whatever the number of sessions. */
export function createRevocationWatch({
  store,
  gateway,
  monotonicNow = () => performance.now(),
}: Deps): () => Promise<void> {
  /** Where earlier looks said to go on, oldest first; the first is the newest that is old enough. */
  let marks: { mark: string; atMs: number }[] = [];
  return async () => {
    if (gateway.sessionCount() === 0) return;
    const nowMs = monotonicNow();
    const oldEnough = marks.findLastIndex(({ atMs }) => atMs <= nowMs - overlapMs);
    if (oldEnough > 0) marks = marks.slice(oldEnough);
    const { ids, mark } = await store.read.sessions.revokedSince(marks[0]?.mark);
    gateway.endSessions(new Set(ids));
    marks.push({ mark, atMs: nowMs });
  };
}
