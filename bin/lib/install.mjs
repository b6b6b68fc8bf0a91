// Brings node_modules in line with package-lock.json. npm leaves a copy of the lock file in node_modules when it is done;
// as long as the two agree there is nothing to do and no network is needed.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, say } from './project.mjs';
import { run } from './run.mjs';

const MODULES = join(root, 'node_modules');
const UNFINISHED = join(MODULES, '.unfinished');

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
  if (!isInstalled()) await install();
  linkCommand();
}

async function install() {
  say('Installing packages ...');
  // An install that was cut off leaves half a package here and there, and npm does not look inside.
  if (existsSync(UNFINISHED)) rmSync(MODULES, { recursive: true });
  mkdirSync(MODULES, { recursive: true });
  writeFileSync(UNFINISHED, '');
  const { code, output } = await run('npm', INSTALL, { cwd: root, quiet: true });
  if (code !== 0) giveUp(`${output.trim()}\nThe packages could not be installed.`);
  rmSync(UNFINISHED);
}

function isInstalled() {
  const installed = join(MODULES, '.package-lock.json');
  if (existsSync(UNFINISHED) || !existsSync(installed)) return false;
  return isInLine(readPackages(join(root, 'package-lock.json')), readPackages(installed));
}

/** Of the optional packages those for other systems may be missing, and what only those need. */
export function isInLine(wanted, present) {
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, entry]) => (path in present ? present[path].integrity === entry.integrity : mayBeMissing(entry)));
}

function mayBeMissing({ optional, os, cpu, libc = ['glibc'] }) {
  const isForHere = os?.includes(process.platform) && cpu?.includes(process.arch) && libc.includes('glibc');
  return optional === true && !isForHere;
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** For `npx parley`: npm links the commands of dependencies, not those of the project itself. */
function linkCommand() {
  const link = join(MODULES, '.bin/parley');
  if (existsSync(link)) return;
  symlinkSync('../../bin/parley.mjs', link);
}
