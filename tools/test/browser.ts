// A browser for the tests that need one.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  ...(process.env.PATH ?? '').split(':').filter(Boolean),
  '/usr/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** The path of a Chromium: the one that PARLEY_CHROMIUM names, or one that is installed. */
export function findBrowser(): string | undefined {
  const named = process.env.PARLEY_CHROMIUM;
  const installed = PLACES.flatMap((folder) => [...NAMES, 'Google Chrome'].map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...installed].find(isProgram);
}

/** Installs Debian's package where that is ours to do. What goes wrong is told by there still being no browser. */
export function installBrowser(): void {
  const isOurs = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  if (!isOurs) return;
  process.stderr.write('Installing Chromium for the browser tests ...\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('/usr/bin/apt-get', ['-qq', ...args], { env, stdio: 'ignore' });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run: it is no program for us.
    return false;
  }
}
