import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A file of the project; the path is relative to its root, with slashes. */
export interface ProjectFile {
  path: string;
  text: string;
}

/** Every file that is in version control or about to be: neither ignored nor deleted. */
export function listPaths(): string[] {
  // A checkout may belong to somebody else, and git wants to be told that this is known.
  const args = [
    '-c',
    'safe.directory=*',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  ];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

export function readProjectFile(path: string): ProjectFile {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** Where an offset is, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
