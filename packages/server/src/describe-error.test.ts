// Errors as they are thrown, by PostgreSQL, by Node.js and by us: what of each may be told.
import { type FreshDatabase, freshDatabase } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test.each([
  ["select 'hush'::bigint", '22P02'],
  ["select to_tsquery('hush (')", '42601'],
  ["select json 'hush'", '22P02'],
  ["select 'x' ~ 'hush('", '2201B'],
  ["do $$ begin raise exception 'hush'; end $$", 'P0001'],
])('OPS-4a of %s the code is told, and not what it quotes', async (statement, sqlState) => {
  const told = describeError(await thrownBy(() => queryDatabase(database.address, statement)));
  expect([told.sqlState, told.message]).toEqual([sqlState, undefined]);
  expect(JSON.stringify(told)).not.toContain('hush');
});

test.each([
  ['select * from nowhere', 'relation "nowhere" does not exist'],
  ['set statement_timeout = 1; select pg_sleep(9)', 'canceling statement due to statement timeout'],
])('OPS-4b of %s the message is told, because it can quote nobody', async (statement, message) => {
  expect(describeError(await thrownBy(() => queryDatabase(database.address, statement))).message).toBe(message);
});

test.each<[string, () => unknown]>([
  ['what is no JSON', () => JSON.parse('hush {')],
  ['a bad argument', () => Buffer.alloc('hush' as never)],
  ['a file of that name', () => import('node:fs').then(({ readFileSync }) => readFileSync('/nowhere/hush'))],
  ['an error of ours', () => Promise.reject(new Error('about hush\n    at hush (file.ts:1:1)'))],
  ['a name given to it', () => Promise.reject(Object.assign(new Error('x'), { name: 'hush hush', code: 'hush' }))],
  ['what is no error', () => Promise.reject('hush')],
])('OPS-4a of an error about %s its kind and place are told alone', async (_, work) => {
  const told = describeError(await thrownBy(work));
  expect(JSON.stringify(told)).not.toContain('hush');
  expect(told.error).not.toBe('');
});
