// What is flushed together is one transaction of PostgreSQL's own making; see one-transaction.ts.
import { type FreshDatabase, freshDatabase } from '@parley/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { StoreFault } from './faults.ts';
import { Pipeline } from './pipeline.ts';
import type { Statement } from './run.ts';

let database: FreshDatabase;
let pipeline: Pipeline;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  pipeline = new Pipeline(database.address);
  await pipeline.run({
    text: 'create table if not exists notes (id int primary key, at xid8 default pg_current_xact_id())',
  });
  await pipeline.run({ text: 'truncate notes cascade' });
});
afterEach(() => pipeline.close());

const add = (...ids: number[]): Statement => ({
  name: 'add',
  text: 'insert into notes select unnest($1::int[]) returning id',
  values: [ids],
});
const count: Statement = { name: 'count', text: 'select count(*)::int as count from notes' };
const noted = async () => (await pipeline.run<{ count: number }>(count))[0]?.count;

test('each statement sees what the ones before it wrote, all have one transaction, and each has its rows', async () => {
  const rows = await pipeline.flush([add(1, 2), count, { text: 'delete from notes where id = 1' }, add(3), count]);
  expect(rows).toEqual([[{ id: 1 }, { id: 2 }], [{ count: 2 }], [], [{ id: 3 }], [{ count: 2 }]]);
  const transactions = await pipeline.run({ text: 'select distinct at from notes' });
  expect(transactions).toHaveLength(1);
  expect(await pipeline.flush([count])).toEqual([[{ count: 2 }]]);
});

test('where one fails nothing of all was done, and what comes next is as if they had not been', async () => {
  await expect(pipeline.flush([add(1), add(1), count])).rejects.toThrow(/duplicate key/);
  expect(await noted()).toBe(0);
  expect(await pipeline.flush([add(1), count])).toEqual([[{ id: 1 }], [{ count: 1 }]]);
});

test('a rule that is looked at when it commits fails it', async () => {
  await pipeline.run({ text: 'create table later (id int references notes deferrable initially deferred)' });
  await expect(pipeline.flush([add(7), { text: 'insert into later values (8)' }, count])).rejects.toThrow(
    /foreign key/,
  );
  expect(await noted()).toBe(0);
  await pipeline.run({ text: 'drop table later' });
});

test('several at once stay apart: one that fails takes no other with it', async () => {
  const ends = await Promise.allSettled([
    pipeline.flush([add(1), count]),
    pipeline.flush([add(2), add(1), count]),
    pipeline.run(count),
    pipeline.flush([add(3), count]),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await noted()).toBe(2);
});

test('a name stands for its latest text', async () => {
  await pipeline.flush([add(1), count]);
  expect(await pipeline.flush([{ ...count, text: 'select 5 as five' }])).toEqual([[{ five: 5 }]]);
});

test('OPS-7c a connection that breaks meanwhile is a lost answer, and the next flush has a new one', async () => {
  const end: Statement = { text: 'select pg_terminate_backend(pg_backend_pid())' };
  const failure: unknown = await pipeline.flush([add(1), end]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreFault);
  // Whoever comes next may be who finds out that the connection is gone.
  await Promise.allSettled([pipeline.flush([count])]);
  expect(await pipeline.flush([add(1), count])).toEqual([[{ id: 1 }], [{ count: 1 }]]);
});
