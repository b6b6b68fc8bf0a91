import type { UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';

export type FilterWordsWriter = {
  /** Adds a word unless there are `max`; false when there are. */
  addFilterWord(userId: UserId, word: string, max: number, nowMs: number): Promise<boolean>;
  removeFilterWord(userId: UserId, word: string): Promise<void>;
};

export const filterWordsWriter = (run: Run): FilterWordsWriter => ({
  addFilterWord: async (userId, word, max, nowMs) => {
    // The user's row orders this with other additions, and no request decided on the old words is stored after it.
    await run({ text: 'update users set ver = ver + 1 where id = $1', values: [userId] });
    const rows = await run<{ count: number; has: boolean }>({
      text: `select count(*)::int as count, coalesce(bool_or(word = $2), false) as has from filter_words where user_id = $1`,
      values: [userId, word],
    });
    if (rows[0]?.has) return true;
    if ((rows[0]?.count ?? 0) >= max) return false;
    await run({
      text: 'insert into filter_words (user_id, word, added_at) values ($1, $2, $3)',
      values: [userId, word, toTimestamp(nowMs)],
    });
    return true;
  },
  removeFilterWord: async (userId, word) => {
    await run({ text: 'update users set ver = ver + 1 where id = $1', values: [userId] });
    await run({ text: 'delete from filter_words where user_id = $1 and word = $2', values: [userId, word] });
  },
});
