import type { UserId } from '@parley/contract';
import { toTimestamp, type Run } from '../database/index.ts';
import type { Following } from '../people/index.ts';

/** Where a list goes on: the time and id of its last entry. */
export type GraphCursor = { atMs: number; id: UserId };
export type GraphEntry = { id: UserId; atMs: number };
type Page = { limit: number; after?: GraphCursor | undefined };

export type GraphReader = {
  /** Active followers, newest first. */
  followers(userId: UserId, page: Page): Promise<GraphEntry[]>;
  /** Active people followed, newest first. */
  following(userId: UserId, page: Page): Promise<GraphEntry[]>;
  /** Active people who ask to follow, newest first. */
  requests(userId: UserId, page: Page): Promise<GraphEntry[]>;
  blocked(userId: UserId, page: Page): Promise<GraphEntry[]>;
  counts(userId: UserId): Promise<{ followers: number; following: number; requests: number }>;
  /** Everybody that the user follows and is followed by. */
  friendIds(userId: UserId): Promise<UserId[]>;
};

export type GraphWriter = {
  /** Sets what `followerId` is to `followeeId`; answers what it was before. Raises the follower's version. */
  setFollowing(change: {
    followerId: UserId;
    followeeId: UserId;
    following: Following;
    atMs: number;
  }): Promise<Following>;
  /** Blocks, ends follows and follow requests both ways, and raises the blocker's version. */
  block(blockerId: UserId, blockedId: UserId, atMs: number): Promise<void>;
  unblock(blockerId: UserId, blockedId: UserId): Promise<void>;
};

const followingCodes: Record<Following, number> = { no: 0, requested: 1, yes: 2 };
const followingNames: readonly Following[] = ['no', 'requested', 'yes'];

const list = (own: string, other: string, condition: string, time: string): string =>
  `select r.${other} as id, r.${time} as at_ms from relations r join users u on u.id = r.${other}
   where r.${own} = $1 and ${condition} and u.state = 0
     and ($3::timestamptz is null or (r.${time}, r.${other}) < ($3, $4::bigint))
   order by r.${time} desc, r.${other} desc limit $2`;

const lists = {
  followers: list('other_id', 'user_id', 'r.following = 2', 'followed_at'),
  following: list('user_id', 'other_id', 'r.following = 2', 'followed_at'),
  requests: list('other_id', 'user_id', 'r.following = 1', 'followed_at'),
  blocked: list('user_id', 'other_id', 'r.blocked_at is not null', 'blocked_at').replace('and u.state = 0', ''),
};

export const graphReader = (run: Run): GraphReader => {
  const read =
    (name: keyof typeof lists) =>
    async (userId: UserId, { limit, after }: Page) => {
      const values = [userId, limit, after ? toTimestamp(after.atMs) : null, after?.id ?? null];
      const rows = await run<{ id: UserId; at_ms: number }>({ text: lists[name], values });
      return rows.map((row) => ({ id: row.id, atMs: row.at_ms }));
    };
  return {
    followers: read('followers'),
    following: read('following'),
    requests: read('requests'),
    blocked: read('blocked'),
    counts: async (userId) => {
      const rows = await run<{ followers: string; following: string; requests: string }>({
        name: 'graph_counts',
        text: `select
          (select count(*) from relations r join users u on u.id = r.user_id where r.other_id = $1 and r.following = 2 and u.state = 0) as followers,
          (select count(*) from relations r join users u on u.id = r.other_id where r.user_id = $1 and r.following = 2 and u.state = 0) as following,
          (select count(*) from relations r join users u on u.id = r.user_id where r.other_id = $1 and r.following = 1 and u.state = 0) as requests`,
        values: [userId],
      });
      const row = rows[0];
      return { followers: Number(row?.followers), following: Number(row?.following), requests: Number(row?.requests) };
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

const raiseVersion = (run: Run, userId: UserId): Promise<unknown> =>
  run({ text: 'update users set ver = ver + 1 where id = $1', values: [userId] });

export const graphWriter = (run: Run): GraphWriter => ({
  setFollowing: async ({ followerId, followeeId, following, atMs }) => {
    // The user's row first: it orders this with every send and every other change of the pair's facts by the same person.
    await raiseVersion(run, followerId);
    const before = await run<{ following: number }>({
      text: 'select following from relations where user_id = $1 and other_id = $2',
      values: [followerId, followeeId],
    });
    await run({
      text: `insert into relations (user_id, other_id, following, followed_at) values ($1, $2, $3, $4)
        on conflict (user_id, other_id) do update set following = excluded.following,
          followed_at = case when relations.following = excluded.following then relations.followed_at else excluded.followed_at end`,
      values: [followerId, followeeId, followingCodes[following], toTimestamp(atMs)],
    });
    return followingNames[before[0]?.following ?? 0] ?? 'no';
  },

  block: async (blockerId, blockedId, atMs) => {
    // Both rows, in the order of their ids: their follows of each other end too.
    await run({
      text: `insert into users (id) select unnest($1::bigint[]) order by 1 on conflict (id) do update set ver = users.ver + 1`,
      values: [[blockerId, blockedId]],
    });
    await run({
      text: `insert into relations (user_id, other_id, following, blocked_at) values ($1, $2, 0, $3)
        on conflict (user_id, other_id) do update set following = 0, blocked_at = coalesce(relations.blocked_at, excluded.blocked_at)`,
      values: [blockerId, blockedId, toTimestamp(atMs)],
    });
    await run({
      text: 'update relations set following = 0 where user_id = $1 and other_id = $2',
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
});
