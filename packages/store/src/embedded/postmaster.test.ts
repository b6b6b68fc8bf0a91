// How the server lives and dies: never longer than its program, never two on one folder, never shut out by what a crash left.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findAccount } from './account.ts';
import { findPostgresPrograms } from './binaries.ts';
import { makeTemporaryFolder, nextWords, query, start, startHolder, useDataFolder } from './fixtures/servers.ts';

const WITHOUT_FLOCK = process.platform === 'linux' ? undefined : 'flock is only on Linux';
const folder = useDataFolder();

test('a program that is killed takes its server along', async () => {
  const holder = await startHolder(folder);
  holder.kill('SIGKILL');
  await serverIsGone(folder);
});

test('where there is no death signal, a watch takes the server along', async () => {
  const holder = await startHolder(folder, await findPostgresPrograms());
  holder.kill('SIGKILL');
  await serverIsGone(folder);
});

test('a Ctrl-C for the whole group leaves the server to its program, which stops it last', async () => {
  const holder = await startHolder(folder);
  const words = nextWords(holder);
  process.kill(-(holder.pid ?? 0), 'SIGINT');
  expect(await words).toBe('answered, then stopped');
});

test('a start right after a kill finds what was written', async () => {
  const holder = await startHolder(folder);
  const address = { host: join(folder, 'postgres'), port: 5432, user: 'parley', database: 'parley' };
  await query(address, 'create table notes as select 1 as kept');
  holder.kill('SIGKILL');
  const next = await start(folder);
  expect(await query(next.address, 'select kept from notes')).toEqual([{ kept: 1 }]);
});

test.skipIf(WITHOUT_FLOCK)('a folder whose last user is still leaving is waited for', async () => {
  const leaving = spawn('flock', ['--no-fork', join(folder, 'postgres/lock'), 'sh', '-c', 'echo locked; cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await nextWords(leaving);
  await expect(start(folder, { patienceMs: 0 })).rejects.toThrow('in use');
  setTimeout(() => leaving.stdin.end(), 300);
  const { address } = await start(folder);
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second server on the same folder is refused, and the first one does not notice', async () => {
  const { address } = await start(folder);
  await expect(start(folder, { patienceMs: 0 })).rejects.toThrow(/^The folder .* is in use by another server\.$/);
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that somebody started by hand on the same folder is not shut out', async () => {
  const home = join(folder, 'postgres');
  const programs = await findPostgresPrograms();
  const byHand = spawn(
    'env',
    [
      ...findAccount({ folder: home, programs }),
      join(programs, 'postgres'),
      '-D',
      join(home, 'cluster'),
      '-k',
      home,
      '-c',
      'listen_addresses=',
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    byHand.kill('SIGINT');
    await once(byHand, 'exit');
  });
  const record = join(home, 'cluster/postmaster.pid');
  await vi.waitFor(async () => expect(await readFile(record, 'utf8')).toContain('ready'), { timeout: 10_000 });

  await expect(start(folder, { patienceMs: 0 })).rejects.toThrow('is in use by another server');
  expect(await readFile(record, 'utf8')).toContain(`${byHand.pid}\n`);
});

test('a record of a dead server whose number another program has by now shuts nobody out', async () => {
  const home = join(folder, 'postgres');
  await writeFile(
    join(home, 'cluster/postmaster.pid'),
    `${process.ppid}\n${home}/cluster\n1795300992\n5432\n${home}\n`,
  );
  await writeFile(join(home, '.s.PGSQL.5432.lock'), `${process.ppid}\n${home}/cluster\n1795300992\n5432\n${home}\n`);
  const { address } = await start(folder, { patienceMs: 0 });
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a first start that was cut off is made again', async () => {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, 'postgres/cluster.new'), { recursive: true });
  await writeFile(join(folder, 'postgres/cluster.new/PG_VERSION'), '18\n');
  const { address } = await start(folder);
  expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('nothing of the server is left when it says that it has stopped', async () => {
  const { address, stop } = await start(folder);
  const [backend] = await query(address, 'select pg_backend_pid() as pid');
  const client = query(address, 'select pg_sleep(1000)');
  await Promise.all([stop(), expect(client).rejects.toThrow()]);
  expect(existsSync(join(folder, 'postgres/cluster/postmaster.pid'))).toBe(false);
  expect(existsSync(`/proc/${String(backend?.pid)}`)).toBe(false);
});

/** PostgreSQL removes its record last. */
async function serverIsGone(folder: string): Promise<void> {
  const record = join(folder, 'postgres/cluster/postmaster.pid');
  await vi.waitFor(() => expect(existsSync(record)).toBe(false), { timeout: 10_000 });
}
