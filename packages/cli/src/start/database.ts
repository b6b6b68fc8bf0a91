// Which database a command works on: the one that DATABASE_URL names, else the embedded one in the data folder.
import { type DatabaseAddress, startEmbeddedPostgres, toDatabaseAddress } from '@parley/store';

export type OpenDatabase = { address: DatabaseAddress; close(): Promise<void> };

export async function openDatabase(dataDir: string): Promise<OpenDatabase> {
  const url = process.env.DATABASE_URL;
  if (url) return { address: toDatabaseAddress(url), close: () => Promise.resolve() };
  const postgres = await startEmbeddedPostgres({ dataDir });
  return { address: postgres.address, close: () => postgres.stop() };
}
