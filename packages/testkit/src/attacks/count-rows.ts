import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';

/** How many rows each table has: what an attempt left behind shows as a difference. */
export async function countRows(address: DatabaseAddress): Promise<Record<string, number>> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I', tablename) as name from pg_tables where schemaname = 'public' order by tablename`,
    );
    const counts = tables.rows.map(({ name }) => `select '${name}' as name, count(*)::int as count from ${name}`);
    const { rows } = await client.query<{ name: string; count: number }>(counts.join(' union all '));
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  } finally {
    await client.end();
  }
}
