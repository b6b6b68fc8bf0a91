// Databases by cloning: migrations run once for a whole test run, and every file gets a copy in some 20 ms.
import { randomUUID } from 'node:crypto';
import type { DatabaseAddress } from '@parley/store/embedded';
import pg from 'pg';

export interface FreshDatabase {
  address: DatabaseAddress;
  /** Ends whatever is still connected. */
  drop(): Promise<void>;
}

/** A server, and the database on it that is copied. Nobody may be connected to that one while a copy is made. */
export interface Template {
  server: DatabaseAddress;
  name: string;
}

/** An empty database like the one that the embedded server makes. */
export function createEmptyDatabase(server: DatabaseAddress): Promise<FreshDatabase> {
  return create(server, "template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'");
}

export function cloneTemplate({ server, name }: Template): Promise<FreshDatabase> {
  return create(server, `template ${name} strategy wal_log`);
}

async function create(server: DatabaseAddress, how: string): Promise<FreshDatabase> {
  const database = `parley_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${database} ${how}`);
  return {
    address: { ...server, database },
    drop: () => run(server, `drop database ${database} with (force)`),
  };
}

async function run(server: DatabaseAddress, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
