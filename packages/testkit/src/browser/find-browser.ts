import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

// Chromium without its windows: a page costs it a third of the processor's time.
const SHELL = 'chromium-headless-shell';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  ...(process.env.PATH ?? '').split(':').filter(Boolean),
  '/usr/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** The path of a Chromium: the one that PARLEY_CHROMIUM names, or one that is installed; `hasWindows`: as people have it, for what is measured. */
export function findBrowser({ hasWindows = false } = {}): string | undefined {
  const named = process.env.PARLEY_CHROMIUM;
  const names = [...(hasWindows ? [] : [SHELL]), ...NAMES, 'Google Chrome', SHELL];
  const installed = PLACES.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...installed].find(isProgram);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run: it is no program for us.
    return false;
  }
}
