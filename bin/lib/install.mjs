// Brings node_modules in line with package-lock.json. npm leaves a copy of the lock file in node_modules when it is done;
// as long as the two agree there is nothing to do and no network is needed.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, say } from './project.mjs';
import { run } from './run.mjs';

// Not `npm ci`: from version 11.19 on it refuses a lock file that lacks an optional package for some other system, even if
// that package does not exist. This installs what the lock file says, too, and leaves that file as it is.
// Scripts are left out: what the only one does (links between libraries), the database's start does where it is missing.
const INSTALL = [
  'install',
  '--no-save',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-progress',
  '--loglevel=error',
];

export async function ensureInstalled() {
  if (!isInstalled()) {
    say('Installing packages ...');
    const { code, output } = await run('npm', INSTALL, { cwd: root, quiet: true });
    if (code !== 0) giveUp(`${output.trim()}\nThe packages could not be installed.`);
  }
  linkCommand();
}

function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  return existsSync(installed) && isInLine(readPackages(join(root, 'package-lock.json')), readPackages(installed));
}

/** Optional packages may be missing: most of them are for other systems. */
export function isInLine(wanted, present) {
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, { optional, integrity }]) => (path in present ? present[path].integrity === integrity : optional));
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** For `npx parley`: npm links the commands of dependencies, not those of the project itself. */
function linkCommand() {
  const link = join(root, 'node_modules/.bin/parley');
  if (existsSync(link)) return;
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync('../../bin/parley.mjs', link);
}
