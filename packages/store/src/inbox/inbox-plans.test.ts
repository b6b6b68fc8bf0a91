// A page must cost what it shows, however large the inbox: what the lists read is counted, not timed.
import { type ConversationId, limits, type UserId } from '@parley/contract';
import { freshDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run, Statement } from '../database/index.ts';
import { inboxReader } from './index.ts';

const size = 10_000;
const limit = 30;
/** The pages of revisions where it begins and where it ends are read whole. */
const sortedRows = 2 * 128;
const me = '1' as UserId;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;

/** An inbox in which what is looked for lies deepest: under thousands of others. Most were muted once, and many are. */
const fill = `insert into inbox (user_id, conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq, is_archived, is_blocked, pinned_at, muted_until)
  select case when n <= ${size} then 1 else 2 + n % 500 end, gen_random_uuid(), n, n, 9, 9, case when n % 1000 < 5 then 3 else 9 end,
    n % 3 = 0, n % 20 = 19, case when n < 20 and n % 3 > 0 then timestamptz '2026-01-01Z' + n * interval '1 s' end,
    case when n % 5 > 2 then timestamptz '2020-01-01Z' when n % 5 = 2 then case when n % 2 = 0 then timestamptz 'infinity' else timestamptz '2030-01-01Z' + n * interval '1 s' end end
  from generate_series(1, ${2 * size}) n;
  insert into users (id, rev, state) values (1, ${size}, 0);
  analyze;`;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.address);
  await client.connect();
  await client.query(fill);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

type Plan = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
};

/** Rows of the inbox that a plan touched. */
const touched = (plan: Plan): number => {
  const own =
    plan['Relation Name'] === 'inbox'
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0;
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + touched(inner), 0);
};

const literal = (value: unknown): string => (value === null ? 'null' : `'${value as string | number}'`);

/** How many rows a reading touches, planned for its values or, as after many runs, for any. */
async function rowsTouched(mode: string, read: (run: Run) => Promise<unknown>): Promise<number> {
  let count = 0;
  const explain = async ({ text, values = [] }: Statement): Promise<never[]> => {
    await client.query(`deallocate all; set plan_cache_mode = ${mode}; prepare one as ${text}`);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute one(${values.map(literal).join(', ')})`,
    );
    count += rows.reduce((sum, row) => sum + touched(row['QUERY PLAN'][0].Plan), 0);
    return [];
  };
  await read(explain);
  return count;
}

const after = { messageRev: size / 2, conversationId: '00000000-0000-4000-8000-000000000000' as ConversationId };

describe.each(['force_custom_plan', 'force_generic_plan'])('%s', (mode) => {
  const pages = (['inbox', 'archived', 'blocked'] as const).flatMap((folder) =>
    [false, true].flatMap((isUnreadOnly) => [undefined, after].map((cursor) => ({ folder, isUnreadOnly, cursor }))),
  );

  test.each(pages)(
    'INB-1c INB-3i a page of $folder (unread only: $isUnreadOnly, from $cursor) reads little more than it shows',
    async (page) => {
      const { folder, isUnreadOnly, cursor } = page;
      const count = await rowsTouched(mode, (run) =>
        inboxReader(run).listForMember(me, { folder, isUnreadOnly, limit, after: cursor }),
      );
      // Of blocked conversations the unread ones are looked for among all blocked, of which there are few.
      const isSought = folder === 'blocked' && isUnreadOnly;
      expect(count).toBeLessThanOrEqual(isSought ? size / 20 + 1 : limit + limits.pinsMax + sortedRows);
      expect(count).toBeGreaterThan(0);
    },
  );

  test('INB-4a the pinned ones are found without the others', async () => {
    for (const isUnreadOnly of [false, true])
      expect(await rowsTouched(mode, (run) => inboxReader(run).pinnedForMember(me, isUnreadOnly))).toBeLessThan(30);
  });

  test('INB-2b the badge reads what is unread alone', async () => {
    const times = { nowMs: 1_800_000_000_000, filteredFromMs: 0 };
    expect(await rowsTouched(mode, (run) => inboxReader(run).standing(me, times))).toBeLessThan(60);
  });
});
