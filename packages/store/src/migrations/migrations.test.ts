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

/** By which key each table would be distributed. A new table has to be listed here, or below as local. */
const distributed: Record<string, { key: string; kind: 'user' | 'conversation' }> = {
  users: { key: 'id', kind: 'user' },
  profiles: { key: 'user_id', kind: 'user' },
  relations: { key: 'user_id', kind: 'user' },
  inbox: { key: 'user_id', kind: 'user' },
  hidden_messages: { key: 'user_id', kind: 'user' },
  drafts: { key: 'user_id', kind: 'user' },
  attempt_marks: { key: 'user_id', kind: 'user' },
  filter_words: { key: 'user_id', kind: 'user' },
  lookups: { key: 'user_id', kind: 'user' },
  reports: { key: 'reporter_id', kind: 'user' },
  search_entries: { key: 'user_id', kind: 'user' },
  attachments: { key: 'owner_id', kind: 'user' },
  last_active: { key: 'user_id', kind: 'user' },
  conversations: { key: 'id', kind: 'conversation' },
  search_marks: { key: 'conversation_id', kind: 'conversation' },
  messages: { key: 'conversation_id', kind: 'conversation' },
};
/** Sign-in, handles, and the migrator's own: they stay on one machine. */
const local = [
  ...['handles', 'credentials', 'sessions', 'revocations', 'attempts'],
  ...['kysely_migration', 'kysely_migration_lock'],
];

type Table = { name: string; columns: string[] };
type Index = { table: string; index: string; columns: string[]; is_primary: boolean };

const readTables = ({ address }: Database): Promise<Table[]> =>
  queryDatabase<Table>(
    address,
    `select c.relname as name, array_agg(a.attname::text || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`,
  );

const readUniqueIndexes = ({ address }: Database): Promise<Index[]> =>
  queryDatabase<Index>(
    address,
    `select t.relname as table, i.relname as index, x.indisprimary as is_primary,
       array(select a.attname::text from unnest(x.indkey) with ordinality k(attnum, place)
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by k.place) as columns
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where t.relnamespace = 'public'::regnamespace and x.indisunique order by 1, 2`,
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

describe('distribution', () => {
  test('every table is listed with its key, or as local, and nothing else is', async () => {
    const names = (await readTables(database)).map((table) => table.name);
    expect(names).toEqual([...Object.keys(distributed), ...local].sort());
  });

  test('the key comes first in the primary key, and is in every unique index', async () => {
    const indexes = await readUniqueIndexes(database);
    for (const [table, { key }] of Object.entries(distributed)) {
      const own = indexes.filter((index) => index.table === table);
      expect(own.find((index) => index.is_primary)?.columns[0], table).toBe(key);
      expect(
        own.filter((index) => !index.columns.includes(key)),
        table,
      ).toEqual([]);
    }
  });

  test('keys of one kind are of one type, so that rows of one person can lie together', async () => {
    const types = { user: 'bigint', conversation: 'uuid' };
    const columns = new Map((await readTables(database)).map((table) => [table.name, table.columns]));
    for (const [table, { key, kind }] of Object.entries(distributed)) {
      expect(columns.get(table), table).toContain(`${key} ${types[kind]}`);
    }
  });

  test('no table refers to one of another key, nor to one that stays local', async () => {
    const references = await queryDatabase<{ from: string; to: string }>(
      database.address,
      `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f'`,
    );
    const kindOf = (table: string): string => distributed[table]?.kind ?? 'local';
    expect(references.filter(({ from, to }) => kindOf(from) !== kindOf(to))).toEqual([]);
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
});
