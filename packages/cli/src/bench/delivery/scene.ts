// A node, its database and a crowd, each a process of its own; the database's folder goes with them.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseAddress, migrate, startEmbeddedPostgres } from '@parley/store';
import { type Crowd, cpuSeconds, fillCrowd, type Helper, startHelper } from '@parley/testkit/load';
import pg from 'pg';

export type Scene = {
  address: DatabaseAddress;
  node: Helper;
  url: string;
  crowd: Crowd;
  /** Of node and database, where this machine tells. */
  serverCpuSeconds(): number | undefined;
  /** All tables and indexes but those of the search. */
  storedBytes(): Promise<number>;
  close(): Promise<void>;
};

/** PostgreSQL that this machine has besides the one that npm installed. */
export async function findOutsidePrograms(): Promise<string | undefined> {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? (await readdir(root)).map(Number).filter((version) => version >= 15) : [];
  const programs = join(root, String(Math.max(...versions)), 'bin');
  return existsSync(join(programs, 'initdb')) ? programs : undefined;
}

export type SceneWish = {
  people: number;
  friendsEach?: number;
  programs?: string | undefined;
  /** A migrated database that nobody uses yet, and which stays. Default: a server of its own, as its figures are to be. */
  on?: DatabaseAddress | undefined;
};

export async function openScene({ people, friendsEach = 50, programs, on }: SceneWish): Promise<Scene> {
  const { address, drop } = on === undefined ? await startOwn(programs) : { address: on, drop: async () => {} };
  const crowd = await fillCrowd(address, { people, friendsEach, nowMs: Date.now() });
  const node = startHelper('node');
  const { port } = await node.ask<{ port: number }>({ address });
  const client = new pg.Client(address);
  await client.connect();
  const postmaster = await postmasterOf(client);
  return {
    address,
    node,
    url: `http://127.0.0.1:${port}`,
    crowd,
    serverCpuSeconds: () => (postmaster === undefined ? undefined : cpuSeconds(node.pid, postmaster)),
    storedBytes: async () => {
      await client.query('vacuum');
      const { rows } = await client.query<{ bytes: string }>(STORED_BYTES);
      return Number(rows[0]?.bytes);
    },
    close: async () => {
      await client.end();
      await node.stop();
      await drop();
    },
  };
}

async function startOwn(programs: string | undefined): Promise<{ address: DatabaseAddress; drop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, ...(programs === undefined ? {} : { programs }) });
  await migrate(postgres.address);
  return {
    address: postgres.address,
    drop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const STORED_BYTES = `select sum(pg_total_relation_size(oid)) as bytes from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'search%'`;

/** Its parent is the server's first process; on another machine, or in another container, it is not to be seen. */
async function postmasterOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const stat = `/proc/${rows[0]?.pid}/stat`;
  if (!existsSync(stat)) return undefined;
  return Number(
    readFileSync(stat, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  );
}
