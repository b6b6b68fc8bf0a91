import type { SessionId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';

export type SessionRow = { id: SessionId; userId: UserId; device: string; createdAtMs: number };

export type SessionsReader = {
  /** The live session of a token's hash, of an active account. */
  byTokenHash(tokenHash: Buffer, nowMs: number): Promise<{ id: SessionId; userId: UserId } | undefined>;
  /** The same of many, in their order. */
  byTokenHashes(
    tokenHashes: readonly Buffer[],
    nowMs: number,
  ): Promise<({ id: SessionId; userId: UserId } | undefined)[]>;
  /** A user's live sessions, newest first. */
  list(userId: UserId, nowMs: number): Promise<SessionRow[]>;
  /**
   * Sessions that were ended since an earlier look, whose `mark` says where to go on; without one, all that are still known. No clock has a say,
   * and a session may come more than once.
   */
  revokedSince(mark: string | undefined): Promise<{ ids: SessionId[]; mark: string }>;
};

export type SessionsWriter = {
  create(session: SessionRow & { tokenHash: Buffer; expiresAtMs: number }): Promise<void>;
  /** Ends sessions of a user: all, or one, or all but one; answers those that ended. */
  end(userId: UserId, which: { only?: SessionId; except?: SessionId }, nowMs: number): Promise<SessionId[]>;
  /** Forgets what is past: expired sessions and old revocations. */
  tidy(nowMs: number): Promise<void>;
};

export const sessionsReader = (run: Run): SessionsReader => ({
  byTokenHash: async (tokenHash, nowMs) => {
    const rows = await run<{ id: SessionId; user_id: UserId }>({
      name: 'session_by_token',
      text: `select s.id, s.user_id from sessions s join users u on u.id = s.user_id
        where s.token_hash = $1 and s.expires_at > $2 and u.state = 0`,
      values: [tokenHash, toTimestamp(nowMs)],
    });
    const row = rows[0];
    return row && { id: row.id, userId: row.user_id };
  },
  byTokenHashes: async (tokenHashes, nowMs) => {
    const rows = await run<{ place: number; id: SessionId; user_id: UserId }>({
      name: 'sessions_by_token',
      text: `select t.place::int, s.id, s.user_id from unnest($1::bytea[]) with ordinality as t(token_hash, place)
        join sessions s on s.token_hash = t.token_hash join users u on u.id = s.user_id
        where s.expires_at > $2 and u.state = 0`,
      values: [tokenHashes, toTimestamp(nowMs)],
    });
    const found = new Map(rows.map((row) => [row.place - 1, { id: row.id, userId: row.user_id }]));
    return tokenHashes.map((_, place) => found.get(place));
  },
  list: async (userId, nowMs) => {
    const rows = await run<{ id: SessionId; user_id: UserId; device: string; created_at: number }>({
      text: `select id, user_id, device, created_at from sessions where user_id = $1 and expires_at > $2 order by created_at desc`,
      values: [userId, toTimestamp(nowMs)],
    });
    return rows.map((row) => ({ id: row.id, userId: row.user_id, device: row.device, createdAtMs: row.created_at }));
  },
  revokedSince: async (mark = '0') => {
    // Both of one snapshot: what it does not see yet is of a transaction from the mark on.
    const rows = await run<{ ids: SessionId[]; mark: string }>({
      name: 'revoked_since',
      text: `select array(select session_id from revocations where xid >= $1::xid8) as ids,
        pg_snapshot_xmin(pg_current_snapshot())::text as mark`,
      values: [mark],
    });
    return rows[0] ?? { ids: [], mark };
  },
});

export const sessionsWriter = (run: Run): SessionsWriter => ({
  create: async ({ tokenHash, id, userId, device, createdAtMs, expiresAtMs }) => {
    await run({
      text: `insert into sessions (token_hash, id, user_id, device, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      values: [tokenHash, id, userId, device, toTimestamp(createdAtMs), toTimestamp(expiresAtMs)],
    });
  },
  end: async (userId, { only, except }, nowMs) => {
    const rows = await run<{ id: SessionId }>({
      text: `with ended as (
          delete from sessions where user_id = $1 and ($2::text is null or id = $2) and ($3::text is null or id <> $3)
          returning id, user_id
        )
        insert into revocations (session_id, user_id, revoked_at, xid)
        select id, user_id, $4, pg_current_xact_id() from ended returning session_id as id`,
      values: [userId, only ?? null, except ?? null, toTimestamp(nowMs)],
    });
    return rows.map((row) => row.id);
  },
  tidy: async (nowMs) => {
    await run({ text: 'delete from sessions where expires_at <= $1', values: [toTimestamp(nowMs)] });
    await run({ text: 'delete from revocations where revoked_at < $1', values: [toTimestamp(nowMs - 3_600_000)] });
  },
});
