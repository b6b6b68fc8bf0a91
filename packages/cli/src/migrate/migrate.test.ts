// The command itself, on databases of its own.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatabaseAddress } from '@parley/store';
import { emptyDatabase, queryDatabase } from '@parley/testkit/database';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

function runMigrate(args: string[], { host, user, database }: DatabaseAddress) {
  const DATABASE_URL = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
  const options = { env: { PATH: process.env.PATH, DATABASE_URL } };
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, 'migrate', ...args],
      options,
      (error, output, errors) => resolve({ code: Number(error?.code ?? 0), output, errors }),
    );
  });
}

test('an empty database gets all migrations, each named, and the next run finds nothing to do', async () => {
  const empty = await emptyDatabase();
  const first = await runMigrate([], empty.address);
  expect(first).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^applied 0001-[^]*\napplied 0002-/),
    errors: '',
  });
  expect(await runMigrate([], empty.address)).toEqual({ code: 0, output: 'No migration was to come.\n', errors: '' });
  await empty.drop();
});

test('without Citus, --distributed ends with 1 and one sentence, and changes nothing', async () => {
  const empty = await emptyDatabase();
  expect(await runMigrate(['--distributed'], empty.address)).toEqual({
    code: 1,
    output: '',
    errors:
      'This database has no Citus extension, and tables can be distributed by nothing else: nothing was changed\n',
  });
  expect(await queryDatabase(empty.address, "select from pg_tables where schemaname = 'public'")).toEqual([]);
  await empty.drop();
});
