// Spreads the tables of an empty database over the machines of a Citus cluster, as `placements.ts` says.
import pg from 'pg';
import { patience, type Run, translateConnecting } from '../database/index.ts';
import type { DatabaseAddress } from '../embedded/index.ts';
import { type Distributed, distributedTables } from './placements.ts';

export type DistributionStep = { table: string; text: string };

/** What is distributed already, by table: the column by which. */
export type PresentDistribution = ReadonlyMap<string, string>;

/** The statements that are still to be run, in order. Throws a sentence where a table is distributed by another key. */
export function distributionSteps(present: PresentDistribution): DistributionStep[] {
  for (const { table, key } of distributedTables) {
    const column = present.get(table);
    if (column !== undefined && column !== key)
      throw new Error(`Table ${table} is distributed by ${column} and has to be by ${key}`);
  }
  return distributedTables.filter(({ table }) => !present.has(table)).map(toStep);
}

function toStep({ table, kind, key }: Distributed): DistributionStep {
  const anchor = distributedTables.find((one) => one.kind === kind)?.table;
  const beside = anchor === undefined || anchor === table ? 'none' : anchor;
  return { table, text: `select create_distributed_table('${table}', '${key}', colocate_with => '${beside}')` };
}

/** Throws a sentence where the database has no Citus. Changes nothing. */
export async function requireCitus(address: DatabaseAddress): Promise<void> {
  await withClient(address, async (run) => {
    const found = await run({ text: "select from pg_extension where extname = 'citus'" });
    if (found.length === 0) {
      throw new Error(
        'This database has no Citus extension, and tables can be distributed by nothing else: nothing was changed',
      );
    }
  });
}

/**
 * Distributes what is not distributed yet, and answers the tables. Each is a step of its own: after a break the next run goes on.
 * Throws a sentence where a table that is to be distributed has rows: the send path does not run on distributed tables.
 */
export function distribute(address: DatabaseAddress): Promise<string[]> {
  return withClient(address, async (run) => {
    // One at a time, whoever else was told to do the same; the end of the connection frees it.
    await run({ text: 'select pg_advisory_lock(7258043, 2)' });
    const steps = distributionSteps(await readPresent(run));
    const filled = await filledOf(run, steps);
    if (filled.length > 0) {
      throw new Error(
        `Only an empty database can be distributed, and there are rows in ${filled.join(', ')}: nothing was distributed`,
      );
    }
    for (const { text } of steps) await run({ text });
    return steps.map(({ table }) => table);
  });
}

async function readPresent(run: Run): Promise<PresentDistribution> {
  const rows = await run<{ name: string; column: string }>({
    text: `select table_name::text as name, distribution_column as column from citus_tables where citus_table_type = 'distributed'`,
  });
  return new Map(rows.map((row) => [row.name, row.column]));
}

async function filledOf(run: Run, steps: readonly DistributionStep[]): Promise<string[]> {
  const filled: string[] = [];
  for (const { table } of steps) {
    const rows = await run({ text: `select from ${table} limit 1` });
    if (rows.length > 0) filled.push(table);
  }
  return filled;
}

/** Without the bounds of the store's connections: making the parts of a table on many machines takes its time. */
async function withClient<Result>(address: DatabaseAddress, work: (run: Run) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: patience.connectMs });
  // It may break meanwhile; the statement under way tells.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw translateConnecting(error);
    });
    return await work(async ({ text }) => (await client.query(text)).rows);
  } finally {
    await client.end();
  }
}
