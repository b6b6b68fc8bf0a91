// Everything that is looked at before, or while, a server runs. Nothing is changed: an embedded database that does not run is started and stopped.
import { fileURLToPath } from 'node:url';
import {
  type DatabaseAddress,
  embeddedAddress,
  findPostgresPrograms,
  inspectDatabase,
  StoreFault,
  startEmbeddedPostgres,
  toDatabaseAddress,
} from '@parley/store';
import { type Finding, fail, fine, sentenceOf } from './finding.ts';
import { judgeDatabase } from './judge-database.ts';
import {
  type Env,
  lookAtBus,
  lookAtFiles,
  lookAtFolder,
  lookAtNode,
  lookAtSettings,
  lookAtWeb,
} from './look-at-machine.ts';

export type Patient = {
  env: Env;
  dataDir: string;
  /** Default: where the build puts it. */
  webDir?: string;
  nowMs?: () => number;
};

const builtWeb = fileURLToPath(new URL('../../../web/dist', import.meta.url));

export async function examine({ env, dataDir, webDir = builtWeb, nowMs = Date.now }: Patient): Promise<Finding[]> {
  return [
    lookAtNode(),
    ...lookAtSettings(env),
    ...(await lookAtFolder(dataDir)),
    lookAtFiles(),
    lookAtWeb(webDir),
    ...(await lookAtBus(env.NATS_URL)),
    ...(await lookAtDatabase(env.DATABASE_URL, dataDir, nowMs)),
  ];
}

async function lookAtDatabase(url: string | undefined, dataDir: string, nowMs: () => number): Promise<Finding[]> {
  if (!url) return lookAtEmbedded(dataDir, nowMs);
  try {
    return await lookInto(toDatabaseAddress(url), nowMs);
  } catch (error) {
    const remedy = 'Start it, correct DATABASE_URL, or let this machine in (pg_hba.conf, a firewall).';
    return [fail('database', `the database does not answer (${reasonOf(error)})`, remedy)];
  }
}

async function lookAtEmbedded(dataDir: string, nowMs: () => number): Promise<Finding[]> {
  const address = embeddedAddress(dataDir);
  if (!address) return [await lookAtPrograms()];
  try {
    return await lookInto(address, nowMs);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
  // Nobody runs it now.
  try {
    const server = await startEmbeddedPostgres({ dataDir, patienceMs: 0 });
    try {
      return await lookInto(server.address, nowMs);
    } finally {
      await server.stop();
    }
  } catch (error) {
    const remedy = `Read ${dataDir}/postgres/log; or set DATABASE_URL to another server.`;
    return [fail('database', `the embedded database does not run: ${sentenceOf(error)}`, remedy)];
  }
}

async function lookAtPrograms(): Promise<Finding> {
  try {
    await findPostgresPrograms();
    return fine('database', 'the embedded one; the first start makes it');
  } catch (error) {
    return fail('database', sentenceOf(error), 'Set DATABASE_URL, or install again with optional packages.');
  }
}

async function lookInto(address: DatabaseAddress, nowMs: () => number): Promise<Finding[]> {
  const facts = await inspectDatabase(address);
  return [fine('database', `${address.host} answers`), ...judgeDatabase(facts, nowMs())];
}

/** What the driver or the server says: it names addresses, roles and databases, and no password. */
const reasonOf = (error: unknown): string =>
  error instanceof StoreFault && error.cause instanceof Error
    ? error.cause.message || String((error.cause as { code?: unknown }).code)
    : sentenceOf(error);
