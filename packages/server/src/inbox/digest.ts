// INB-1f: what a client shows against what the log says, as of one revision of its inbox.
import { type ConversationId, limits, type MethodOutput, type MethodParams, type UserId } from '@parley/contract';
import type { Store } from '@parley/store';
import { Pace } from '../admission/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';

/** What somebody showed and the log does not say: so many rows, and whether the badge. Nobody's name is in it. */
export type Drift = { rows: number; isOfBadge: boolean };

export type DigestDeps = {
  store: Store;
  clock: Clock;
  /** Counts what was found. */
  onDrift(drift: Drift): void;
};

type Shown = MethodParams<'inbox.digest'>;
type Digest = MethodOutput<'inbox.digest'>;
type Compared = { ids: ConversationId[]; isOfBadge: boolean; requestCounts: NonNullable<Digest['requestCounts']> };

/** Clocks may differ by this much before a mute that ends counts as drift. */
const clocksDifferMs = 24 * 3_600_000;
const later: Digest = { outcome: 'later', conversationIds: [] };

export const digestHandlers = (deps: DigestDeps): Pick<Handlers, 'inbox.digest'> => {
  const pace = new Pace(limits.digestsPerPace);
  return {
    'inbox.digest': async (shown, { actor: { userId } }) => {
      const nowMs = deps.clock.now();
      if (pace.left(userId, nowMs).count <= 0) return later;
      pace.note(userId, nowMs);
      const first = await compare(deps, userId, shown);
      // Where a commit takes hold of several machines, it may be seen on one of them before the revision is: only what lasts has drifted.
      const found = first && isDifferent(first) ? await compare(deps, userId, shown) : first;
      if (first === undefined || found === undefined) return later;
      const { requestCounts } = found;
      const conversationIds = found.ids.filter((id) => first.ids.includes(id));
      const drift = { rows: conversationIds.length, isOfBadge: first.isOfBadge && found.isOfBadge };
      if (drift.rows === 0 && !drift.isOfBadge) return { outcome: 'same', conversationIds, requestCounts };
      deps.onDrift(drift);
      return { outcome: 'differs', conversationIds, requestCounts };
    },
  };
};

const isDifferent = ({ ids, isOfBadge }: Compared): boolean => ids.length > 0 || isOfBadge;

/**
 * Undefined where the inbox is not of the revision that is shown. The revision is read last: it only rises, and every change of what was read
 * before raises it in the same commit, so all of it is as of that revision.
 */
async function compare({ store, clock }: DigestDeps, userId: UserId, shown: Shown): Promise<Compared | undefined> {
  const { inbox } = store.read;
  const nowMs = clock.now();
  const ids = [...new Set(shown.rows.map((row) => row.conversationId))];
  const mutes = { fromMs: nowMs - clocksDifferMs, untilMs: nowMs + clocksDifferMs };
  const [rows, badge] = await Promise.all([
    inbox.digestRows(userId, ids, limits.unreadCountMax),
    inbox.digestBadge(userId, mutes, limits.inboxCountMax),
  ]);
  const standing = await inbox.standing(userId, { nowMs, filteredFromMs: nowMs - limits.filteredMs });
  if (standing.rev !== shown.rev) return undefined;
  const { requestCount, filteredCount } = standing;
  const differing = shown.rows.filter(({ conversationId, lastSeq, readSeq, unreadCount }) => {
    const real = rows.get(conversationId) ?? none;
    return lastSeq !== real.lastSeq || readSeq !== real.readSeq || unreadCount !== real.unreadCount;
  });
  return {
    ids: [...new Set(differing.map((row) => row.conversationId))],
    isOfBadge:
      badge !== undefined &&
      (shown.unreadConversationCount < badge.least || shown.unreadConversationCount > badge.most),
    requestCounts: { requestCount, filteredCount },
  };
}

/** A conversation of somebody else is, like one of nobody, one without messages (OBS-1c). */
const none = { lastSeq: 0, readSeq: 0, unreadCount: 0 };
