// What waits for the database is bounded, by time and by number, and a connection that breaks is nobody's end.
import { type FreshDatabase, freshDatabase } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoreFault } from './faults.ts';
import { pipelineBounds } from './patience.ts';
import { Pipeline } from './pipeline.ts';
import { Pool } from './pool.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const timeouts = `select name || ' ' || setting as said from pg_settings
  where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name`;

test('OPS-7f every connection has its bounds from the start, and so has the one that takes the place of a broken one', async () => {
  const pool = new Pool(database.address, 1);
  const pipeline = new Pipeline(database.address, pipelineBounds);
  const bounds = (statementMs: number) => [
    'idle_in_transaction_session_timeout 60000',
    'lock_timeout 4000',
    `statement_timeout ${statementMs}`,
  ];
  for (let round = 0; round < 2; round += 1) {
    const ofPool = await pool.transaction((run) => run<{ said: string }>({ text: timeouts }));
    expect(ofPool.map(({ said }) => said)).toEqual(bounds(60_000));
    const ofPipeline = await pipeline.run<{ said: string }>({ text: timeouts });
    expect(ofPipeline.map(({ said }) => said)).toEqual(bounds(20_000));
    const all = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await queryDatabase(database.address, all);
    // The first to meet the broken connections may fail; it is they who find out.
    await Promise.allSettled([
      pool.transaction((run) => run({ text: 'select 1' })),
      pipeline.run({ text: 'select 1' }),
    ]);
  }
  await Promise.all([pool.close(), pipeline.close()]);
});

test('OPS-7c a transaction whose connection breaks between two statements fails, and nothing else does', async () => {
  const pool = new Pool(database.address, 1);
  const broken = pool.transaction(async (run) => {
    const [row] = await run<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
    await queryDatabase(database.address, `select pg_terminate_backend(${row?.pid}, 5000)`);
    await run({ text: 'select 1' });
  });
  await expect(broken).rejects.toBeInstanceOf(StoreFault);
  expect(await pool.transaction((run) => run({ text: 'select 1 as one' }))).toEqual([{ one: 1 }]);
  await pool.close();
});

test('OPS-7f of more statements than may wait, those beyond are refused at once, and all others are answered', async () => {
  const holder = new pg.Client(database.address);
  await holder.connect();
  await holder.query('select pg_advisory_lock(1)');
  const pipeline = new Pipeline(database.address, pipelineBounds);
  const waiting = [pipeline.run({ text: 'select pg_advisory_xact_lock(1)' })];
  while (waiting.length < 10_000) waiting.push(pipeline.run({ text: 'select 1' }));
  await expect(pipeline.run({ text: 'select 1' })).rejects.toMatchObject({ kind: 'busy' });
  expect(pipeline.underWay).toBe(10_000);
  await holder.end();
  await Promise.all(waiting);
  expect(pipeline.underWay).toBe(0);
  expect(await pipeline.run({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await pipeline.close();
});

test('OPS-7f of more transactions than may wait for a connection, those beyond are refused at once', async () => {
  const pool = new Pool(database.address, 1);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const holding = pool.transaction(() => held);
  await expect.poll(() => pool.load).toEqual({ total: 1, idle: 0, waiting: 0 });
  const waiting = Array.from({ length: 1_000 }, () => pool.transaction(() => Promise.resolve('done')));
  await expect(pool.transaction(() => Promise.resolve('done'))).rejects.toMatchObject({ kind: 'busy' });
  release();
  await holding;
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['done']));
  await pool.close();
});
