import type { UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';

export type PresenceReader = {
  /** When these people were last connected, where they share it. The caller decides who may know. */
  lastActive(ids: readonly UserId[]): Promise<Map<UserId, number>>;
};

export type PresenceWriter = {
  /** Notes that these people are connected now; only of those who share presence, whom it answers. */
  touch(ids: readonly UserId[], nowMs: number): Promise<UserId[]>;
};

export const presenceReader = (run: Run): PresenceReader => ({
  lastActive: async (ids) => {
    const rows = await run<{ user_id: UserId; active_at: number }>({
      name: 'last_active',
      text: 'select user_id, active_at from last_active where user_id = any($1::bigint[])',
      values: [ids],
    });
    return new Map(rows.map((row) => [row.user_id, row.active_at]));
  },
});

export const presenceWriter = (run: Run): PresenceWriter => ({
  touch: async (ids, nowMs) => {
    const rows = await run<{ user_id: UserId }>({
      text: `insert into last_active as l (user_id, active_at)
        select id, $2 from users where id = any($1::bigint[]) and presence and state = 0 order by id
        on conflict (user_id) do update set active_at = greatest(l.active_at, excluded.active_at)
        returning user_id`,
      values: [ids, toTimestamp(nowMs)],
    });
    return rows.map((row) => row.user_id);
  },
});
