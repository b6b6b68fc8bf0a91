import { join } from 'node:path';
import { isProgram } from '../browser/index.ts';

// Debian puts it where only the system looks.
const PLACES = [
  ...(process.env.PATH ?? '').split(':').filter(Boolean),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
];

/** The path of a nats-server: the one that PARLEY_NATS_SERVER names, or one that is installed. */
export function findNats(): string | undefined {
  const named = process.env.PARLEY_NATS_SERVER;
  return [...(named ? [named] : []), ...PLACES.map((folder) => join(folder, 'nats-server'))].find(isProgram);
}

/** Why tests that need one are skipped here; undefined where there is one. */
export const noNats: string | undefined = findNats() ? undefined : 'no nats-server is installed';

/** The title of such tests, which says why where they are skipped. */
export const withReason = (title: string): string => (noNats === undefined ? title : `${title} (${noNats})`);
