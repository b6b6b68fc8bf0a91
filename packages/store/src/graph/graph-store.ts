import type { UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import type { Following } from '../people/index.ts';

/** Where a list goes on: the time and id of its last entry. */
export type GraphCursor = { atMs: number; id: UserId };
export type GraphEntry = { id: UserId; atMs: number };
type Page = { limit: number; after?: GraphCursor | undefined };

/** Whose list it is, and who reads it: whoever blocked the viewer is in no list and no count, like somebody who is gone (OBS-1). */
export type ListRead = { userId: UserId; viewerId: UserId };

export type GraphReader = {
  /** Active followers, newest first. */
  followers(read: ListRead, page: Page): Promise<GraphEntry[]>;
  /** Active people followed, newest first. */
  following(read: ListRead, page: Page): Promise<GraphEntry[]>;
  /** Active people who ask to follow, newest first. */
  requests(read: ListRead, page: Page): Promise<GraphEntry[]>;
  /** Active people whom the viewer blocked, newest first. */
  blocked(viewerId: UserId, page: Page): Promise<GraphEntry[]>;
  counts(read: ListRead): Promise<{ followers: number; following: number }>;
  /** Active people who ask to follow. Apart from the counts, which cost as much as somebody has followers. */
  requestCount(userId: UserId): Promise<number>;
  /** How many follow each of these, as far as they are there for the viewer. */
  followerCounts(ids: readonly UserId[], viewerId: UserId): Promise<Map<UserId, number>>;
  /** Everybody that the user follows and is followed by. */
  friendIds(userId: UserId): Promise<UserId[]>;
};

export type FollowingChange = {
  followerId: UserId;
  followeeId: UserId;
  /** Changes nothing unless this is what stands. */
  from?: Following | undefined;
  following: Following;
  atMs: number;
};

export type GraphWriter = {
  /** Sets what `followerId` is to `followeeId` and raises the follower's version; false when it changed nothing, as across a block. */
  setFollowing(change: FollowingChange): Promise<boolean>;
  /** Blocks, ends follows, follow requests and consent both ways, and raises both versions. */
  block(blockerId: UserId, blockedId: UserId, atMs: number): Promise<void>;
  unblock(blockerId: UserId, blockedId: UserId): Promise<void>;
  /** Puts somebody on the user's list of specific people, or takes them off; false when nothing changed, as across a block. */
  setContact(userId: UserId, otherId: UserId, at: { sinceMs: number } | undefined): Promise<boolean>;
};

const followingCodes: Record<Following, number> = { no: 0, requested: 1, yes: 2 };
const followingNames: readonly Following[] = ['no', 'requested', 'yes'];

/** Whether this person is there for the viewer. */
const visible = (id: string, viewer: string): string =>
  `exists (select 1 from users u where u.id = ${id} and u.state = 0)
   and not exists (select 1 from relations b where b.user_id = ${id} and b.other_id = ${viewer} and b.blocked_at is not null)`;

const list = (own: string, other: string, condition: string, time: string): string =>
  `select r.${other} as id, r.${time} as at_ms from relations r
   where r.${own} = $1 and ${condition} and ${visible(`r.${other}`, '$5')}
     and ($3::timestamptz is null or (r.${time}, r.${other}) < ($3, $4::bigint))
   order by r.${time} desc, r.${other} desc limit $2`;

const lists = {
  followers: list('other_id', 'user_id', 'r.following = 2', 'followed_at'),
  following: list('user_id', 'other_id', 'r.following = 2', 'followed_at'),
  requests: list('other_id', 'user_id', 'r.following = 1', 'followed_at'),
  blocked: list('user_id', 'other_id', 'r.blocked_at is not null', 'blocked_at'),
};

export const graphReader = (run: Run): GraphReader => {
  const read =
    (name: keyof typeof lists) =>
    async ({ userId, viewerId }: ListRead, { limit, after }: Page) => {
      const values = [userId, limit, after ? toTimestamp(after.atMs) : null, after?.id ?? null, viewerId];
      const rows = await run<{ id: UserId; at_ms: number }>({ text: lists[name], values });
      return rows.map((row) => ({ id: row.id, atMs: row.at_ms }));
    };
  return {
    followers: read('followers'),
    following: read('following'),
    requests: read('requests'),
    blocked: (viewerId, page) => read('blocked')({ userId: viewerId, viewerId }, page),
    counts: async ({ userId, viewerId }) => {
      const rows = await run<{ followers: number; following: number }>({
        name: 'graph_counts',
        text: `select
          (select count(*)::int from relations r where r.other_id = $1 and r.following = 2 and ${visible('r.user_id', '$2')}) as followers,
          (select count(*)::int from relations r where r.user_id = $1 and r.following = 2 and ${visible('r.other_id', '$2')}) as following`,
        values: [userId, viewerId],
      });
      return rows[0] ?? { followers: 0, following: 0 };
    },
    requestCount: async (userId) => {
      const rows = await run<{ count: number }>({
        name: 'follow_request_count',
        text: `select count(*)::int as count from relations r
          where r.other_id = $1 and r.following = 1 and ${visible('r.user_id', '$1')}`,
        values: [userId],
      });
      return rows[0]?.count ?? 0;
    },
    followerCounts: async (ids, viewerId) => {
      const rows = await run<{ id: UserId; count: number }>({
        name: 'follower_counts',
        text: `select r.other_id as id, count(*)::int as count from relations r
          where r.other_id = any($1::bigint[]) and r.following = 2 and ${visible('r.user_id', '$2')} group by r.other_id`,
        values: [ids, viewerId],
      });
      return new Map(rows.map((row) => [row.id, row.count]));
    },
    friendIds: async (userId) => {
      const rows = await run<{ id: UserId }>({
        text: `select mine.other_id as id from relations mine
          join relations theirs on theirs.user_id = mine.other_id and theirs.other_id = mine.user_id
          where mine.user_id = $1 and mine.following = 2 and theirs.following = 2`,
        values: [userId],
      });
      return rows.map((row) => row.id);
    },
  };
};

/** ADM-4: consent and contacts end both ways, and unblocking does not bring them back. */
const NOTHING_BETWEEN = 'contact_at = null, consented_at = null, consent_reason = null';

const raiseVersion = (run: Run, userId: UserId): Promise<unknown> =>
  run({ text: 'update users set ver = ver + 1 where id = $1', values: [userId] });

export const graphWriter = (run: Run): GraphWriter => ({
  setFollowing: async ({ followerId, followeeId, from, following, atMs }) => {
    // The user's row first: it orders this with every send, every block and every other change of this person's follows.
    await raiseVersion(run, followerId);
    const before = await run<{ user_id: UserId; following: number; is_blocked: boolean }>({
      text: `select user_id, following, blocked_at is not null as is_blocked from relations
        where (user_id, other_id) in (($1::bigint, $2::bigint), ($2::bigint, $1::bigint))`,
      values: [followerId, followeeId],
    });
    const current = followingNames[before.find((row) => row.user_id === followerId)?.following ?? 0];
    if (current === following || (from !== undefined && current !== from)) return false;
    if (following !== 'no' && before.some((row) => row.is_blocked)) return false;
    await run({
      text: `insert into relations (user_id, other_id, following, followed_at) values ($1, $2, $3, $4)
        on conflict (user_id, other_id) do update set following = excluded.following,
          followed_at = case when relations.following = excluded.following then relations.followed_at else excluded.followed_at end`,
      values: [followerId, followeeId, followingCodes[following], toTimestamp(atMs)],
    });
    return true;
  },

  block: async (blockerId, blockedId, atMs) => {
    // Both rows, in the order of their ids: their follows of each other end too.
    await run({
      text: `insert into users (id) select unnest($1::bigint[]) order by 1 on conflict (id) do update set ver = users.ver + 1`,
      values: [[blockerId, blockedId]],
    });
    await run({
      text: `insert into relations (user_id, other_id, following, blocked_at) values ($1, $2, 0, $3)
        on conflict (user_id, other_id) do update set following = 0, blocked_at = coalesce(relations.blocked_at, excluded.blocked_at),
          ${NOTHING_BETWEEN}`,
      values: [blockerId, blockedId, toTimestamp(atMs)],
    });
    await run({
      text: `update relations set following = 0, ${NOTHING_BETWEEN} where user_id = $1 and other_id = $2`,
      values: [blockedId, blockerId],
    });
  },

  unblock: async (blockerId, blockedId) => {
    await raiseVersion(run, blockerId);
    await run({
      text: 'update relations set blocked_at = null where user_id = $1 and other_id = $2',
      values: [blockerId, blockedId],
    });
  },

  setContact: async (userId, otherId, at) => {
    await raiseVersion(run, userId);
    const rows = at
      ? await run({
          text: `insert into relations as r (user_id, other_id, contact_at)
            select $1, $2, $3 where not exists (
              select 1 from relations where blocked_at is not null
                and (user_id, other_id) in (($1::bigint, $2::bigint), ($2::bigint, $1::bigint))
            )
            on conflict (user_id, other_id) do update set contact_at = excluded.contact_at where r.contact_at is null
            returning 1 as changed`,
          values: [userId, otherId, toTimestamp(at.sinceMs)],
        })
      : await run({
          text: `update relations set contact_at = null where user_id = $1 and other_id = $2 and contact_at is not null
            returning 1 as changed`,
          values: [userId, otherId],
        });
    return rows.length > 0;
  },
});
