// What is true of a database before anything of ours runs on it. Judges nothing and changes nothing.
import pg from 'pg';
import { patience, type Run, translateConnecting } from '../database/index.ts';
import type { DatabaseAddress } from '../embedded/index.ts';
import { pendingMigrations } from '../migrations/index.ts';

/** Connections of one node: for sends, reads, pages, searches and transactions, and one while it migrates. */
export const connectionsPerNode = 13;

export type DatabaseFacts = {
  /** As PostgreSQL counts: 150020 is 15.20. */
  versionNumber: number;
  encoding: string;
  /** The character type, by whichever way it is provided. */
  ctype: string;
  /** Whether letters outside of ASCII have a small form. */
  foldsLetters: boolean;
  fsync: boolean;
  fullPageWrites: boolean;
  synchronousCommit: string;
  /** Of everybody; those that PostgreSQL keeps for its administrators are not among them. */
  connectionsMax: number;
  connectionsUsed: number;
  /** The server follows another one, or was told to take no writes. */
  isReadOnly: boolean;
  /** Whether this role may make tables here, and change ours where they are there. */
  mayMigrate: boolean;
  /** `pg_trgm` can be made, or is there. */
  hasTrigrams: boolean;
  /** Migrations of this version that are not there; all of them in an empty database, none for a role that may not look. */
  pendingMigrations: string[];
  /** By the database's own clock, in the middle of being asked. */
  clockMs: number;
};

/** Looks at a database. Throws a `StoreFault` where it does not answer. */
export async function inspectDatabase(address: DatabaseAddress): Promise<DatabaseFacts> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: patience.connectMs });
  // It may break while we look; the statement under way tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const run: Run = async ({ text }) => (await client.query(text)).rows;
    const [row] = await run<FactsRow>({ text: FACTS });
    if (!row) throw new Error('the database answered nothing');
    const facts = toFacts(row);
    return { ...facts, pendingMigrations: facts.mayMigrate ? await pendingMigrations(run) : [] };
  } catch (error) {
    throw translateConnecting(error);
  } finally {
    await client.end();
  }
}

type FactsRow = Record<keyof Omit<DatabaseFacts, 'pendingMigrations'>, string | number | boolean>;

function toFacts(row: FactsRow): Omit<DatabaseFacts, 'pendingMigrations'> {
  return {
    versionNumber: Number(row.versionNumber),
    encoding: String(row.encoding),
    ctype: String(row.ctype),
    foldsLetters: row.foldsLetters === true,
    fsync: row.fsync === 'on',
    fullPageWrites: row.fullPageWrites === 'on',
    synchronousCommit: String(row.synchronousCommit),
    connectionsMax: Number(row.connectionsMax),
    connectionsUsed: Number(row.connectionsUsed),
    isReadOnly: row.isReadOnly === true,
    mayMigrate: row.mayMigrate === true,
    hasTrigrams: row.hasTrigrams === true,
    clockMs: Number(row.clockMs),
  };
}

/** The one statement that asks the database for its time: that is what it wants to know. */
const FACTS = `
select current_setting('server_version_num') as "versionNumber",
  pg_encoding_to_char(encoding) as encoding,
  datctype as ctype,
  lower('ЖÉ') = 'жé' as "foldsLetters",
  current_setting('fsync') as fsync,
  current_setting('full_page_writes') as "fullPageWrites",
  current_setting('synchronous_commit') as "synchronousCommit",
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as "connectionsMax",
  (select count(*)::int - 1 from pg_stat_activity where backend_type = 'client backend') as "connectionsUsed",
  pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
  has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create')
    and coalesce(has_table_privilege(to_regclass('kysely_migration'), 'insert'), true) as "mayMigrate",
  exists (select from pg_available_extensions where name = 'pg_trgm') as "hasTrigrams",
  round(extract(epoch from clock_timestamp()) * 1000)::text as "clockMs"
from pg_database where datname = current_database()`;
