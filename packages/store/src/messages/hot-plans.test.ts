// The statements of the send path are planned once, perhaps while the tables are empty, and must go by the keys for ever after.
import { freshDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APPLY_MARKS, LOCK_MARKED } from '../receipts/marks.sql.ts';
import { sendSettings } from '../store.ts';
import { APPEND, LOCK, STORED } from './append.sql.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.address);
  await client.connect();
  await client.query(`${sendSettings}; analyze`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Cond'?: string; Plans?: Plan[] };

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)];

/** What reads a table otherwise than by a condition on an index. */
async function wholeReads(text: string, parameterCount: number): Promise<string[]> {
  await client.query(`prepare one as ${text}`);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (format json) execute one(${Array.from({ length: parameterCount }, () => 'null').join(', ')})`,
  );
  await client.query('deallocate one');
  return rows
    .flatMap((row) => parts(row['QUERY PLAN'][0].Plan))
    .filter((part) => part['Node Type'].includes('Scan') && part['Relation Name'] !== undefined)
    .filter((part) => !part['Index Cond'] && part['Node Type'] !== 'Bitmap Heap Scan')
    .map((part) => `${part['Node Type']} on ${part['Relation Name']}`);
}

test.each([
  ['LOCK', LOCK, 2],
  ['APPEND', APPEND, 16],
  ['LOCK_MARKED', LOCK_MARKED, 1],
  ['APPLY_MARKS', APPLY_MARKS, 5],
])('%s reads no table whole, even where all are empty', async (_, text, parameterCount) => {
  expect(await wholeReads(text, parameterCount)).toEqual([]);
});

test('what joins a table to the batch would read it whole under these settings, and is seen here', async () => {
  expect(await wholeReads(STORED, 3)).not.toEqual([]);
});
