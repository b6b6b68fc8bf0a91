// What would be said to Citus. No Citus runs here: what a real one makes of these statements is not tested by this file.
import { type FreshDatabase, freshDatabase, queryDatabase } from '@parley/testkit/database';
import { describe, expect, test } from 'vitest';
import { distribute, distributionSteps, requireCitus } from './distribute.ts';
import { distributedTables } from './placements.ts';

describe('the statements', () => {
  test('begin a group with the first table of each kind, and lay all others of the kind beside it', () => {
    const texts = distributionSteps(new Map()).map(({ text }) => text);
    expect(texts).toHaveLength(distributedTables.length);
    expect(texts).toEqual(
      expect.arrayContaining([
        "select create_distributed_table('users', 'id', colocate_with => 'none')",
        "select create_distributed_table('inbox', 'user_id', colocate_with => 'users')",
        "select create_distributed_table('reports', 'reporter_id', colocate_with => 'users')",
        "select create_distributed_table('conversations', 'id', colocate_with => 'none')",
        "select create_distributed_table('messages', 'conversation_id', colocate_with => 'conversations')",
      ]),
    );
    expect(texts[0]).toContain("'users'");
    expect(texts.findIndex((text) => text.includes("'conversations', 'id'"))).toBeLessThan(
      texts.findIndex((text) => text.includes("'messages'")),
    );
    expect(texts.join()).not.toMatch(/'(sessions|credentials|handles|kysely_migration)'/);
  });

  test('go on where an earlier run broke off', () => {
    const done = new Map(distributedTables.slice(0, -1).map(({ table, key }) => [table, key]));
    expect(distributionSteps(done).map(({ table }) => table)).toEqual([distributedTables.at(-1)?.table]);
    expect(distributionSteps(new Map([...done, ['search_marks', 'conversation_id']]))).toEqual([]);
  });

  test('are none where a table is distributed by another key', () => {
    expect(() => distributionSteps(new Map([['messages', 'sender_id']]))).toThrow(
      'Table messages is distributed by sender_id and has to be by conversation_id',
    );
  });
});

/**
 * A database that says it has Citus, with the two things of it that are asked for standing in for the real ones: a list of what is distributed,
 * and the function that adds to it. It shows that PostgreSQL takes the statements, in which order, and what happens at a second run.
 */
const standIn = `
  insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    select 900001, 'citus', 10, 11, false, '0-stand-in';
  create schema stand_in;
  create table stand_in.asked (place serial, name text, key text, beside text);
  create view citus_tables as select name::regclass as table_name, 'distributed' as citus_table_type, key as distribution_column from stand_in.asked;
  create function create_distributed_table(name regclass, key text, distribution_type text default 'hash', colocate_with text default 'default')
    returns void language sql as $$ insert into stand_in.asked (name, key, beside) values (name::text, key, colocate_with) $$`;

async function withStandIn(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  await queryDatabase(database.address, standIn);
  return database;
}

const asked = ({ address }: FreshDatabase): Promise<unknown[]> =>
  queryDatabase(address, 'select name, key, beside from stand_in.asked order by place');

test('a database without Citus is refused in one sentence, and so is one that does not answer', async () => {
  const database = await freshDatabase();
  await expect(requireCitus(database.address)).rejects.toThrow(/^This database has no Citus extension/);
  await expect(requireCitus({ ...database.address, database: 'no_such_database' })).rejects.toThrow();
  await database.drop();
});

test('all tables are distributed once, by however many are told to at a time', async () => {
  const database = await withStandIn();
  await requireCitus(database.address);
  const told = await Promise.all([distribute(database.address), distribute(database.address)]);
  const tables = distributedTables.map(({ table }) => table);
  expect(told.flat()).toEqual(tables);
  expect(await asked(database)).toEqual(
    distributedTables.map(({ table, key, kind }) => {
      const anchor = kind === 'user' ? 'users' : 'conversations';
      return { name: table, key, beside: table === anchor ? 'none' : anchor };
    }),
  );
  expect(await distribute(database.address)).toEqual([]);
  await database.drop();
});

test('a database with rows is left as it is, and the tables that have some are named', async () => {
  const database = await withStandIn();
  await queryDatabase(database.address, 'insert into users (id) values (1)');
  await expect(distribute(database.address)).rejects.toThrow('there are rows in users: nothing was distributed');
  expect(await asked(database)).toEqual([]);
  await database.drop();
});
