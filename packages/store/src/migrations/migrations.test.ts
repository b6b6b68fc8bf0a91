// The schema as the database itself tells it, so that no table can be forgotten.

import { directConversationId, type UserId } from '@parley/contract';
import { emptyDatabase, freshDatabase, queryDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleAndMessages } from './0001-people-and-messages.ts';
import { untoldDeliveries } from './0002-untold-deliveries.ts';
import { requestsAndLimits } from './0003-requests-and-limits.ts';
import { migrate } from './index.ts';

type Database = Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

type Table = { name: string; columns: string[] };

const readTables = ({ address }: Database): Promise<Table[]> =>
  queryDatabase<Table>(
    address,
    `select c.relname as name, array_agg(a.attname::text || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`,
  );

describe('running them', () => {
  test('a second run finds nothing to do', async () => {
    const empty = await emptyDatabase();
    const names = await migrate(empty.address);
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual([...names].sort());
    expect(await migrate(empty.address)).toEqual([]);
    expect(await readTables(empty)).toEqual(await readTables(database));
    await empty.drop();
  });

  test('eight nodes at once do the work of one', async () => {
    const empty = await emptyDatabase();
    const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(empty.address)));
    const [first] = applied.filter((names) => names.length > 0);
    expect(applied.flat()).toEqual(first);
    expect(await readTables(empty)).toEqual(await readTables(database));
    await empty.drop();
  });

  test('who had written before consent had a place of its own keeps it, each side for itself', async () => {
    const empty = await emptyDatabase();
    const client = new pg.Client(empty.address);
    await client.connect();
    await client.query(`create extension if not exists pg_trgm; ${peopleAndMessages} ${untoldDeliveries}`);
    const [low, high] = ['4611686018427387', '4611686018427387903'] as [UserId, UserId];
    await client.query(
      `insert into conversations (id, last_at, low_wrote, high_wrote) values ($1, '2026-01-01Z', true, false)`,
      [directConversationId(low, high)],
    );
    await client.query(requestsAndLimits);
    const { rows } = await client.query(
      'select user_id, other_id, consented_at is not null as has, consent_reason from relations',
    );
    expect(rows).toEqual([{ user_id: low, other_id: high, has: true, consent_reason: 1 }]);
    await client.end();
    await empty.drop();
  });

  test('a database that does not answer is said so, and not waited for', async () => {
    await expect(migrate({ ...database.address, database: 'no_such_database' })).rejects.toThrow(/does not exist/);
  });
});

test('the database makes up no value: no clock, no chance, no sequence', async () => {
  const defaults = await queryDatabase<{ place: string; value: string }>(
    database.address,
    `select table_name || '.' || column_name as place, column_default as value from information_schema.columns
     where table_schema = 'public' and column_default is not null and table_name not like 'kysely%'`,
  );
  expect(defaults.length).toBeGreaterThan(0);
  expect(defaults.filter(({ value }) => !/^(-?\d+|true|false|'[^']*'(::[a-z\d[\] ]+)?)$/.test(value))).toEqual([]);
  const triggers = await queryDatabase(database.address, 'select tgname from pg_trigger where not tgisinternal');
  expect(triggers).toEqual([]);
});
