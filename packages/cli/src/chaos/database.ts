// PostgreSQL on a folder, ended without a goodbye and started again on what it left.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseAddress, startEmbeddedPostgres } from '@parley/store';

export type Database = {
  address: DatabaseAddress;
  /** SIGQUIT is PostgreSQL's immediate stop, SIGKILL takes its first process alone. Kept when it answers again. */
  end(signal: 'SIGQUIT' | 'SIGKILL', forMs: number): Promise<void>;
  close(): Promise<void>;
};

/** Its processes let go of the folder one by one after a kill. */
const patienceMs = 60_000;

export async function openDatabase(dataDir: string, settings: Record<string, string | number> = {}): Promise<Database> {
  let running = await startEmbeddedPostgres({ dataDir, settings, patienceMs });
  return {
    address: running.address,
    end: async (signal, forMs) => {
      const pid = Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, signal);
      while (isThere(pid)) await delay(20);
      await running.stop();
      await delay(forMs);
      running = await startEmbeddedPostgres({ dataDir, settings, patienceMs });
    },
    close: () => running.stop(),
  };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code === 'ESRCH') return false;
    throw error;
  }
}
