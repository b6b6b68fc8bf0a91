// PostgreSQL as a child of ours: nothing to install, nothing to administer, nothing left behind.
// Reached through a socket in a folder that only its owner can enter, so it needs no password and opens no port.
import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findAccount, giveToOwnerOfParent } from './account.ts';
import { findPostgresPrograms } from './binaries.ts';
import { startPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseSocketFolder } from './socket-folder.ts';

export { findPostgresPrograms } from './binaries.ts';
export { runWhenGone } from './parent-death.ts';
export { PostgresUnavailable } from './unavailable.ts';

/** Where a database is; `pg` takes it as it is. */
export interface DatabaseAddress {
  /** A host name, or the folder of a Unix socket. */
  host: string;
  port: number;
  user: string;
  database: string;
  /** Absent: none is asked for. */
  password?: string;
}

export interface EmbeddedPostgresOptions {
  /** Holds everything that has to be kept; PostgreSQL gets the folder `postgres` in it. Made where it is missing. */
  dataDir: string;
  /** The number in the socket's name. Default 5432. */
  port?: number;
  /** PostgreSQL settings that replace ours. */
  settings?: Record<string, string | number>;
  /** A folder with `initdb` and `postgres` of version 15 or later. Default: those that npm installed. */
  programs?: string;
  /** How long to wait for a folder that another server has. Default 5,000: one that was killed needs a moment. */
  patienceMs?: number;
}

export interface EmbeddedPostgres {
  address: DatabaseAddress;
  /** Ends all sessions, writes everything out and waits until the last process is gone. */
  stop(): Promise<void>;
}

/** Where the server of a folder is reached while one runs there; undefined where the folder holds no database yet. */
export function embeddedAddress(dataDir: string): DatabaseAddress | undefined {
  const host = resolve(dataDir, 'postgres');
  if (!existsSync(join(host, 'cluster', 'PG_VERSION'))) return undefined;
  return { host, port: 5432, user: 'parley', database: 'parley' };
}

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  // Containers often have 64 MB of shared memory, and a parallel query fails there.
  max_parallel_workers_per_gather: 0,
  jit: 'off',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * Starts PostgreSQL on a folder and waits until it answers. The first start makes the cluster and the database `parley`.
 * PostgreSQL ends with this process, however that ends. Call from the main thread: its death is what is watched.
 * Rejects with an error whose message is for the person at the console.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, port = 5432, patienceMs = 5_000, programs = await findPostgresPrograms() } = options;
  const folder = await makeFolder(dataDir);
  const account = findAccount({ folder, programs });
  const socket = await chooseSocketFolder(folder, port);
  const settings = { ...SETTINGS, ...options.settings, port, unix_socket_directories: `"${socket.folder}"` };
  const server = await startPostmaster({ folder, account, programs, settings, patienceMs });
  return {
    address: { host: socket.folder, port, user: 'parley', database: 'parley' },
    async stop() {
      await stopPostmaster(server);
      await socket.remove();
    },
  };
}

async function makeFolder(dataDir: string): Promise<string> {
  const firstMade = await mkdir(dataDir, { recursive: true });
  const folder = join(await realpath(dataDir), 'postgres');
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const topmost = firstMade ?? made;
  if (topmost) giveToOwnerOfParent(topmost);
  return folder;
}
