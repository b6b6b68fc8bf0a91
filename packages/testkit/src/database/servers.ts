// The PostgreSQL servers of a test run: the one we ship, and where the machine has another one, that too.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseAddress, runWhenGone, startEmbeddedPostgres } from '@parley/store/embedded';

/** A server to make databases on. */
export interface TestServer {
  address: DatabaseAddress;
  stop(): Promise<void>;
}

const OLDEST_SUPPORTED_VERSION = 15;
const DEBIAN_PROGRAMS = '/usr/lib/postgresql';
/** What is in a test's database need not outlive a power cut. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: 200 };

/** A server in a temporary folder. If this process is killed, both go with it. */
export async function startThrowAwayServer(programs?: string): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  // The server holds the lock until its last process is gone.
  const removal = 'flock "$0/postgres/lock" true; rm -rf "$0"';
  const watch = runWhenGone(['sh', '-c', removal, dataDir]);
  const server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS, ...(programs && { programs }) });
  return {
    address: server.address,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
      watch.kill('SIGKILL');
    },
  };
}

/** A server that we do not ship, or the reason why there is none here. */
export async function startOutsideServer(): Promise<TestServer | string> {
  const url = process.env.PARLEY_TEST_DATABASE_URL;
  if (url) return { address: toAddress(new URL(url)), stop: async () => {} };
  const versions = existsSync(DEBIAN_PROGRAMS) ? await readdir(DEBIAN_PROGRAMS) : [];
  const newest = Math.max(0, ...versions.map(Number).filter((version) => version >= OLDEST_SUPPORTED_VERSION));
  const programs = join(DEBIAN_PROGRAMS, String(newest), 'bin');
  if (!existsSync(join(programs, 'initdb')))
    return 'no PARLEY_TEST_DATABASE_URL and no installed PostgreSQL 15 or later';
  return startThrowAwayServer(programs);
}

function toAddress(url: URL): DatabaseAddress {
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    database: url.pathname.slice(1),
    ...(url.password && { password: decodeURIComponent(url.password) }),
  };
}
