// PostgreSQL refuses to run as root, and many containers have nobody else.
import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { findPostgresPrograms } from './binaries.ts';
import { makeTemporaryFolder, query, start, useDataFolder } from './fixtures/servers.ts';

const NOBODY = 65534;
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const hasNamespaces = spawnSync('unshare', ['--user', '--map-user=1', 'true']).status === 0;

describe.skipIf(!isRoot)(`started by root${isRoot ? '' : ' (needs root on Linux)'}`, () => {
  const used = useDataFolder();
  // The project may lie where no other account can read it.
  const open = usePrograms();

  test('inside of a folder of somebody else, it runs as that person and its files are theirs', async () => {
    const folder = await makeTemporaryFolder();
    await chown(folder, NOBODY, NOBODY);
    await start(join(folder, 'data'), { programs: open.programs });
    expect(await ownersOf(join(folder, 'data'), join(folder, 'data/postgres/cluster'))).toEqual([NOBODY, NOBODY]);
  });

  const why = hasNamespaces ? '' : ' (needs user namespaces)';
  test.skipIf(!hasNamespaces)(
    `in a folder of root, it needs no other account and the files stay with root${why}`,
    async () => {
      await start(used);
      expect(await ownersOf(join(used, 'postgres/cluster'), join(used, 'postgres/log'))).toEqual([0, 0]);
    },
  );

  test('where user namespaces are forbidden, it runs as another account, and the files change hands', async () => {
    await chmod(used, 0o755);
    await forbidUserNamespaces();
    const { address, stop } = await start(used, { programs: open.programs });
    expect(await ownersOf(join(used, 'postgres/cluster'))).not.toEqual([0]);
    await stop();
    await start(used, { programs: open.programs });
    expect(await query(address, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('where that account cannot reach the folder, one sentence tells what to do', async () => {
    const folder = await makeTemporaryFolder();
    await forbidUserNamespaces();
    await expect(start(folder, { programs: open.programs })).rejects.toThrow(
      'PostgreSQL refuses to run as root and no other account can be used here: set DATABASE_URL to a PostgreSQL server (15 or later) instead.',
    );
    expect(await ownersOf(join(folder, 'postgres'))).toEqual([0]);
  });
});

/** A copy of the programs that everybody can read. */
function usePrograms(): { programs: string } {
  const copy = { programs: '' };
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-programs-'));
    await chmod(folder, 0o755);
    await cp(join(await findPostgresPrograms(), '..'), folder, { recursive: true, verbatimSymlinks: true });
    copy.programs = join(folder, 'bin');
  });
  afterAll(() => rm(join(copy.programs, '..'), { recursive: true }));
  return copy;
}

/** As where the kernel refuses: the command fails. */
async function forbidUserNamespaces(): Promise<void> {
  const commands = await makeTemporaryFolder();
  await chmod(commands, 0o755);
  await symlink('/bin/false', join(commands, 'unshare'));
  vi.stubEnv('PATH', `${commands}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

async function ownersOf(...paths: string[]): Promise<number[]> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  return stats.map(({ uid }) => uid);
}
