// What the server is like once it runs. How it lives and dies: postmaster.test.ts. Whose it is: account.test.ts.
import { chmod, cp, lstat, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPostgresPrograms, makeRunnable } from './binaries.ts';
import { makeTemporaryFolder, query, start, useDataFolder } from './fixtures/servers.ts';

const folder = useDataFolder();

test('a start finds what was written before the last stop', async () => {
  const first = await start(folder);
  await query(first.address, 'create table notes (body text)');
  await query(first.address, "insert into notes values ('kept')");
  await first.stop();
  const second = await start(folder);
  expect(await query(second.address, 'select body from notes')).toEqual([{ body: 'kept' }]);
});

test('what was answered is on disk, no port is open, and no query needs much shared memory', async () => {
  const { address } = await start(folder);
  const rows = await query(address, 'select name, setting from pg_settings');
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toMatchObject({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    max_parallel_workers_per_gather: '0',
  });
});

test('text sorts by code point, and letters of every script are letters to the trigram search', async () => {
  const { address } = await start(folder);
  await query(address, 'create extension pg_trgm');
  const seen = `select show_trgm('Привет') <> '{}' as cyrillic, show_trgm('你好') <> '{}' as han,
                       upper('ж') as upper, 'Z' < 'a' as by_code_point`;
  expect(await query(address, seen)).toEqual([{ cyrillic: true, han: true, upper: 'Ж', by_code_point: true }]);
});

test('nobody but the owner can enter the folder of the socket', async () => {
  const { address } = await start(folder);
  expect((await stat(address.host)).mode & 0o777).toBe(0o700);
});

test('a folder may have blanks, commas, quotes and letters of any script in its name', async () => {
  const { address } = await start(await moveTo(`it's "my", 数据 folder`));
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('where the path of the socket is too long for the kernel, it is in a private folder that goes away', async () => {
  const server = await start(await moveTo('long'.repeat(30)));
  expect(await query(server.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await stat(server.address.host)).mode & 0o777).toBe(0o700);
  await server.stop();
  await expect(stat(server.address.host)).rejects.toThrow('ENOENT');
});

test('it starts where npm ran no install scripts', async () => {
  const root = await makeTemporaryFolder();
  const copy = join(root, 'package', 'native');
  const isNoLink = async (path: string) => !(await lstat(path)).isSymbolicLink();
  await cp(join(await findPostgresPrograms(), '..'), copy, { recursive: true, filter: isNoLink });
  for (const program of await readdir(join(copy, 'bin'))) await chmod(join(copy, 'bin', program), 0o644);

  await makeRunnable(join(root, 'package'));
  const { address } = await start(root, { programs: join(copy, 'bin') });
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a setting that PostgreSQL refuses is told in its own words', async () => {
  await expect(start(folder, { settings: { max_connections: 'many' } })).rejects.toThrow(
    /PostgreSQL did not start \(.*max_connections.*\): set DATABASE_URL/,
  );
});

/** The data folder under another name for the length of one test. */
async function moveTo(name: string): Promise<string> {
  const moved = join(await makeTemporaryFolder(), name);
  await rename(folder, moved);
  onTestFinished(() => rename(moved, folder));
  return moved;
}
