// How a member arranges their own inbox (INB-4). Nothing here reaches anybody else.
import type { ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { type Arrangement, type InboxRow, pageOf, type Row, SELECT, STANDS, toInboxRow, UNREAD } from './inbox-row.ts';
import type { InboxCursor } from './inbox-store.ts';

/** What is to change; what is absent stays. `mutedUntilMs`: null is off, Infinity always. */
export type ArrangementPatch = {
  isPinned?: boolean | undefined;
  mutedUntilMs?: number | null | undefined;
  isArchived?: boolean | undefined;
  isMarkedUnread?: boolean | undefined;
};

export type Arranged = Arrangement & { conversationId: ConversationId };
/** The user's inbox moved to `rev`, and these rows changed. */
export type ArrangedMoved = { rev: number; rows: Arranged[] };

export type ArrangeInput = {
  userId: UserId;
  ids: readonly ConversationId[];
  patch: ArrangementPatch;
  pinsMax: number;
  nowMs: number;
};

export type ArchivedPage = { moved: ArrangedMoved | undefined; next: InboxCursor | undefined };

export type InboxWriter = {
  /**
   * Arranges all of these or none: `not_found` where one does not stand in the member's inbox or archive, `pinnedCount` where there would be
   * too many pins. Nothing, and no new revision, where all is so already.
   */
  arrange(input: ArrangeInput): Promise<ArrangedMoved | 'not_found' | { pinnedCount: number } | undefined>;
  /** Archives what is old, read and not pinned among the next conversations of the inbox, oldest first; the rest begins at `next`. */
  archiveOlder(
    userId: UserId,
    page: { beforeMs: number; limit: number; after: InboxCursor | undefined },
  ): Promise<ArchivedPage>;
};

export const inboxWriter = (run: Run): InboxWriter => ({
  arrange: async ({ userId, ids, patch, pinsMax, nowMs }) => {
    await lockOwn(run, userId);
    const rows = await run<Row>({
      text: `${SELECT} and ${STANDS} and conversation_id = any($2::uuid[])`,
      values: [userId, ids],
    });
    if (rows.length < new Set(ids).size) return 'not_found';
    const known = rows.map(toInboxRow);
    const changed = known.map((row) => arranged(row, patch, nowMs)).filter((row, at) => differs(row, known[at], nowMs));
    if (changed.length === 0) return undefined;
    const newPins = known.filter((row) => patch.isPinned && row.pinnedAtMs === null).length;
    if (newPins > 0) {
      const pinnedCount = await countPinned(run, userId);
      if (pinnedCount + newPins > pinsMax) return { pinnedCount };
    }
    return { rev: await store(run, userId, changed), rows: changed };
  },

  archiveOlder: async (userId, { beforeMs, limit, after }) => {
    await lockOwn(run, userId);
    const found = await run<Row>({
      text: `${SELECT} and ${STANDS} and not is_archived and pinned_at is null and not ${UNREAD}
        and ($2::bigint is null or message_page >= ${pageOf('$2')} and (message_rev, conversation_id) > ($2, $3::uuid))
        order by message_page, message_rev, conversation_id limit $4`,
      values: [userId, after?.messageRev ?? null, after?.conversationId ?? null, limit],
    });
    const rows = found.map(toInboxRow);
    const sentAt = await lastSentAt(run, rows);
    const old = rows
      .filter((row) => (sentAt.get(row.conversationId) ?? Number.POSITIVE_INFINITY) < beforeMs)
      .map((row): Arranged => ({ ...toArranged(row), isArchived: true }));
    const last = rows.at(-1);
    return {
      moved: old.length === 0 ? undefined : { rev: await store(run, userId, old), rows: old },
      next: rows.length < limit ? undefined : last,
    };
  },
});

/** The member's own row first, as every writer of inboxes does. */
async function lockOwn(run: Run, userId: UserId): Promise<void> {
  await run({ text: 'select 1 from users where id = $1 for update', values: [userId] });
}

async function countPinned(run: Run, userId: UserId): Promise<number> {
  const text = `select count(*)::int as count from inbox where user_id = $1 and pinned_at is not null and ${STANDS}`;
  return (await run<{ count: number }>({ text, values: [userId] }))[0]?.count ?? 0;
}

const toArranged = ({ conversationId, pinnedAtMs, mutedUntilMs, isArchived, isMarkedUnread }: InboxRow): Arranged => ({
  ...{ conversationId, pinnedAtMs, mutedUntilMs, isArchived, isMarkedUnread },
});

/** What is archived is not pinned: pinning brings it back, archiving takes the pin. */
function arranged(row: InboxRow, patch: ArrangementPatch, nowMs: number): Arranged {
  const isPinned = !patch.isArchived && (patch.isPinned ?? row.pinnedAtMs !== null);
  return {
    conversationId: row.conversationId,
    pinnedAtMs: isPinned ? (row.pinnedAtMs ?? nowMs) : null,
    mutedUntilMs: patch.mutedUntilMs === undefined ? row.mutedUntilMs : patch.mutedUntilMs,
    isArchived: !isPinned && (patch.isArchived ?? row.isArchived),
    isMarkedUnread: patch.isMarkedUnread ?? row.isMarkedUnread,
  };
}

const differs = (a: Arranged, b: Arrangement | undefined, nowMs: number): boolean =>
  b === undefined ||
  a.pinnedAtMs !== b.pinnedAtMs ||
  muteOf(a, nowMs) !== muteOf(b, nowMs) ||
  a.isArchived !== b.isArchived ||
  a.isMarkedUnread !== b.isMarkedUnread;

const muteOf = ({ mutedUntilMs }: Arrangement, nowMs: number): number | null =>
  mutedUntilMs !== null && mutedUntilMs > nowMs ? mutedUntilMs : null;

const STORE = `with raised as (update users set rev = rev + 1 where id = $1 returning rev),
  stored as (
    update inbox i set rev = raised.rev, pinned_at = t.pinned_at, muted_until = t.muted_until, is_archived = t.is_archived,
      is_marked_unread = t.is_marked_unread
    from raised, unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::boolean[], $6::boolean[])
      as t(conversation_id, pinned_at, muted_until, is_archived, is_marked_unread)
    where i.user_id = $1 and i.conversation_id = t.conversation_id
  )
  select rev from raised`;

async function store(run: Run, userId: UserId, rows: readonly Arranged[]): Promise<number> {
  const toInstant = (ms: number | null): string | null => (ms === null ? null : toTimestamp(ms));
  const values = [
    userId,
    rows.map((row) => row.conversationId),
    rows.map((row) => toInstant(row.pinnedAtMs)),
    rows.map((row) => toInstant(row.mutedUntilMs)),
    rows.map((row) => row.isArchived),
    rows.map((row) => row.isMarkedUnread),
  ];
  return Number((await run<{ rev: string }>({ text: STORE, values }))[0]?.rev);
}

/** Read beside the inbox, which is of another key. */
async function lastSentAt(run: Run, rows: readonly InboxRow[]): Promise<Map<ConversationId, number>> {
  if (rows.length === 0) return new Map();
  const found = await run<{ conversation_id: ConversationId; sent_at: number }>({
    text: `select t.conversation_id, m.sent_at from unnest($1::uuid[], $2::bigint[]) as t(conversation_id, seq)
      cross join lateral (
        select sent_at from messages m where m.conversation_id = t.conversation_id and m.seq <= t.seq order by seq desc limit 1
      ) m`,
    values: [rows.map((row) => row.conversationId), rows.map((row) => row.lastSeq)],
  });
  return new Map(found.map((row) => [row.conversation_id, row.sent_at]));
}
