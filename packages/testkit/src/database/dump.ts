// A database read past all code of the project: what is stored is stored, whatever anybody says.
import type { DatabaseAddress } from '@parley/store/embedded';
import pg from 'pg';

/** Rows of a statement. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
  address: DatabaseAddress,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table as text, by table. */
export async function dumpDatabase(address: DatabaseAddress): Promise<Record<string, string[]>> {
  const tables = await queryDatabase<{ name: string }>(
    address,
    `select format('%I', tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const dump: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await queryDatabase<{ row: string }>(address, `select t::text as row from ${name} t order by 1`);
    dump[name] = rows.map(({ row }) => row);
  }
  return dump;
}

/** Until some statement stands before a lock that another holds: that far its work has come, and no further. */
export async function lockIsWaitedFor(address: DatabaseAddress): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  while ((await queryDatabase(address, waiting)).length === 0) continue;
}
