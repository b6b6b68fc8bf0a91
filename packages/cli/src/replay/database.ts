// A database that a run may fill and leave: the embedded one in a temporary folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseAddress, openStore, startEmbeddedPostgres } from '@parley/store';
import { runWhenGone } from '@parley/store/embedded';

/** What is thrown away need not outlive a power cut: making follows one by one would wait for the disk for minutes. */
const settings = { fsync: 'off', full_page_writes: 'off' };

export type ReplayDatabase = { readonly address: DatabaseAddress; close(): Promise<void> };

/** The caller's, which stays; else a fresh one that is removed afterwards, also when this process is killed. */
export async function openReplayDatabase(address: DatabaseAddress | undefined): Promise<ReplayDatabase> {
  if (address !== undefined) return { address, close: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-replay-'));
  // Whoever serves the folder holds the lock until its last process is gone.
  const watch = runWhenGone(['sh', '-c', 'flock "$0/postgres/lock" true; rm -rf "$0"', dataDir]);
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  return {
    address: postgres.address,
    close: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true });
      watch.kill('SIGKILL');
    },
  };
}

/** A trace is played among its own people alone: numbers would not add up otherwise. */
export async function assertEmpty(address: DatabaseAddress): Promise<void> {
  const store = openStore(address);
  try {
    if (!(await store.read.accounts.isEmpty()))
      throw new Error('There are people in this database already: give an empty one.');
  } finally {
    await store.close();
  }
}
