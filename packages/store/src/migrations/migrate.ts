// Migrations are numbered SQL texts, applied once each, in order, by any number of nodes at once (the migrator takes a lock).
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { type Run, translate } from '../database/index.ts';
import type { DatabaseAddress } from '../embedded/index.ts';
import { peopleAndMessages } from './0001-people-and-messages.ts';
import { untoldDeliveries } from './0002-untold-deliveries.ts';
import { requestsAndLimits } from './0003-requests-and-limits.ts';
import { arrangedInbox } from './0004-arranged-inbox.ts';
import { search } from './0005-search.ts';
import { messageExtras } from './0006-message-extras.ts';
import { attachments } from './0007-attachments.ts';
import { muteEnds } from './0008-mute-ends.ts';
import { revocationOrder } from './0009-revocation-order.ts';
import { searchInBulk } from './0010-search-in-bulk.ts';
import { inboxInPages } from './0011-inbox-in-pages.ts';
import { searchAtOnce } from './0012-search-at-once.ts';

const up = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db);
  },
});

const migrations: Record<string, Migration> = {
  '0001-people-and-messages': up(peopleAndMessages),
  '0002-untold-deliveries': up(untoldDeliveries),
  '0003-requests-and-limits': up(requestsAndLimits),
  '0004-arranged-inbox': up(arrangedInbox),
  '0005-search': up(search),
  '0006-message-extras': up(messageExtras),
  '0007-attachments': up(attachments),
  '0008-mute-ends': up(muteEnds),
  '0009-revocation-order': up(revocationOrder),
  '0010-search-in-bulk': up(searchInBulk),
  '0011-inbox-in-pages': up(inboxInPages),
  '0012-search-at-once': up(searchAtOnce),
};

/** Brings the database to this version's schema; answers the names of the migrations that it applied. */
export async function migrate(address: DatabaseAddress): Promise<string[]> {
  const pool = new pg.Pool({ ...address, max: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    // Outside the migrations: two nodes that create an extension at once collide even with "if not exists".
    await createExtension(pool);
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw translate(error);
    return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** The migrations of this version that a database does not have. One that a later version has migrated already lacks none. */
export async function pendingMigrations(run: Run): Promise<string[]> {
  const [table] = await run<{ found: string | null }>({ text: "select to_regclass('kysely_migration') as found" });
  if (table?.found === null) return Object.keys(migrations);
  const applied = await run<{ name: string }>({ text: 'select name from kysely_migration' });
  const names = new Set(applied.map(({ name }) => name));
  return Object.keys(migrations).filter((name) => !names.has(name));
}

async function createExtension(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7258043, 1)');
    await client.query('create extension if not exists pg_trgm');
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw translate(error);
  }
}
