// The doctor before set-ups that are really broken.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseAddress, DatabaseFacts } from '@parley/store';
import { startEmbeddedPostgres } from '@parley/store';
import { freshDatabase } from '@parley/testkit';
import { emptyDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine, type Patient } from './examine.ts';
import { judgeDatabase } from './judge-database.ts';
import { judgeRoom, lookAtFiles, lookAtNode } from './look-at-machine.ts';

let folder: string;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const urlOf = ({ host, user, database: name }: DatabaseAddress): string =>
  `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(host)}`;
const on = (address: DatabaseAddress): Patient['env'] => ({ DATABASE_URL: urlOf(address) });

/** What is not as it should be, by name. */
async function complaints(patient: Partial<Patient>): Promise<Record<string, string>> {
  const findings = await examine({ env: {}, dataDir: folder, webDir: folder, ...patient });
  for (const { status, remedy } of findings) expect(remedy === undefined).toBe(status === 'ok');
  return Object.fromEntries(
    findings.flatMap(({ name, status, says }) => (status === 'ok' ? [] : [[name, `${status}: ${says}`]])),
  );
}

/** The databases of tests need not outlive a power cut, and the doctor says what that means. */
const unsafe = { durability: expect.stringMatching(/^fail: fsync = off, full_page_writes = off: messages .* lost/) };

test('OPS-6a a machine that has what it takes gets no complaint', async () => {
  expect(await complaints({})).toEqual({});
});

test('OPS-6b a database on which a crash would lose what was acknowledged is told', async () => {
  expect(await complaints({ env: on(database.address) })).toEqual(unsafe);
  const own = await freshDatabase();
  await queryDatabase(own.address, `alter database ${own.address.database} set synchronous_commit = off`);
  expect((await complaints({ env: on(own.address) })).durability).toContain('synchronous_commit = off');
  await own.drop();
});

test('OPS-6b a database in which letters have no small form is told, with the statement that makes a right one', async () => {
  const server = { ...database.address, database: 'postgres' };
  await queryDatabase(
    server,
    "create database parley_plain_c template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'",
  );
  const env = on({ ...server, database: 'parley_plain_c' });
  expect(await complaints({ env })).toMatchObject({ letters: expect.stringContaining('fail: UTF8 with lc_ctype C') });
  const findings = await examine({ env, dataDir: folder });
  expect(findings.find(({ name }) => name === 'letters')?.remedy).toContain("lc_ctype 'C.UTF-8'");
  await queryDatabase(server, 'drop database parley_plain_c');
});

test('OPS-6b an empty database lacks all migrations, which the next start brings', async () => {
  const empty = await emptyDatabase();
  const { migrations } = await complaints({ env: on(empty.address) });
  expect(migrations).toMatch(/^warn: \d+ to come, the first is 0001/);
  await empty.drop();
});

test('OPS-6b a role that may not make tables, and a database that takes no writes, are told', async () => {
  const { database: name } = database.address;
  await queryDatabase(database.address, 'create role parley_guest login');
  expect(await complaints({ env: on({ ...database.address, user: 'parley_guest' }) })).toMatchObject({
    rights: 'fail: this role may not make tables here',
  });
  await queryDatabase(database.address, 'drop role parley_guest');
  await queryDatabase(database.address, `alter database ${name} set default_transaction_read_only = on`);
  expect(await complaints({ env: on(database.address) })).toMatchObject({
    rights: 'fail: the database takes no writes',
  });
  const elsewhere = { ...database.address, database: 'postgres' };
  await queryDatabase(elsewhere, `alter database ${name} reset default_transaction_read_only`);
});

test('OPS-6b a server with too few connections for a node, and the folder of one that runs, are seen', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-few-'));
  const server = await startEmbeddedPostgres({ dataDir, settings: { max_connections: 14 } });
  expect(await complaints({ dataDir })).toEqual({
    connections: expect.stringMatching(/^fail: 11 for everybody, 0 in use, 13 for each node/),
    migrations: expect.stringMatching(/^warn/),
  });
  await server.stop();
  expect(Object.keys(await complaints({ dataDir }))).toEqual(['migrations']);
  await rm(dataDir, { recursive: true });
});

test.each([
  ['nobody listens', 'postgresql://parley:hidden@127.0.0.1:1/parley', 'ECONNREFUSED 127.0.0.1:1'],
  ['the address is none', 'mysql://127.0.0.1', 'DATABASE_URL must look like'],
])('OPS-6b where %s, the database does not answer, and no password is shown', async (_, url, reason) => {
  const { database: told } = await complaints({ env: { DATABASE_URL: url } });
  expect(told).toContain(reason);
  expect(told).not.toContain('hidden');
});

test('OPS-6b a clock that is wrong is told by how far', async () => {
  const at = (aheadMs: number) => complaints({ env: on(database.address), nowMs: () => Date.now() + aheadMs });
  expect((await at(5_000)).clock).toMatch(/^warn: [45]\.\d s/);
  expect((await at(-3_600_000)).clock).toMatch(/^fail: 3[56]\d\d\.\d s/);
  expect((await complaints({ env: on(database.address), nowMs: () => 0 })).clock).toContain('1970');
});

test('OPS-6b a bus that is away, and one that is something else, are told; one that greets is enough', async () => {
  const say = async (greeting: string): Promise<Record<string, string>> => {
    const server = createServer((socket) => void socket.end(greeting));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const found = await complaints({ env: { NATS_URL: `nats://user:hidden@127.0.0.1:${port}` } });
    await new Promise((resolve) => server.close(resolve));
    return found;
  };
  expect(await say('INFO {"server_id":"x"}\r\n')).toEqual({});
  expect((await say('HTTP/1.1 400 Bad Request\r\n')).nats).toMatch(/^fail: 127\.0\.0\.1:\d+ is no NATS server/);
  expect((await complaints({ env: { NATS_URL: '127.0.0.1:1' } })).nats).toMatch(
    /^fail: 127\.0\.0\.1:1 does not answer/,
  );
});

test('OPS-6b a data folder that is a file, an app that is not built and a setting that is none are told', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  expect((await complaints({ dataDir: file })).data).toBe(`fail: ${file} is a file`);
  expect((await complaints({ webDir: join(folder, 'none') })).web).toMatch(/^warn: the web app is not built/);
  expect((await complaints({ env: { PARLEY_METRICS_ADDR: 'here' } })).settings).toMatch(/^fail: PARLEY_METRICS_ADDR/);
  expect((await complaints({ env: { NODE_ENV: 'production' } })).settings).toMatch(/^warn: .* without TLS/);
});

test.each([
  [lookAtNode('20.20.2'), 'fail'],
  [lookAtNode('22.18.0'), 'warn'],
  [lookAtNode('24.21.0'), 'ok'],
  [judgeRoom(100 * 1024 ** 2), 'fail'],
  [judgeRoom(2 * 1024 ** 3), 'warn'],
  [judgeRoom(50 * 1024 ** 3), 'ok'],
  [lookAtFiles(1_024), 'warn'],
  [lookAtFiles(65_536), 'ok'],
])('OPS-6b $says: %s', (finding, status) => {
  expect(finding.status).toBe(status);
});

test('OPS-6b a PostgreSQL before 15 is told', () => {
  const facts: DatabaseFacts = {
    ...{
      versionNumber: 140_011,
      encoding: 'UTF8',
      ctype: 'C.UTF-8',
      foldsLetters: true,
      fsync: true,
      fullPageWrites: true,
    },
    ...{ synchronousCommit: 'on', connectionsMax: 97, connectionsUsed: 0, isReadOnly: false, mayMigrate: true },
    ...{ hasTrigrams: true, pendingMigrations: [], clockMs: Date.parse('2026-06-01') },
  };
  const found = judgeDatabase(facts, facts.clockMs).filter(({ status }) => status !== 'ok');
  expect(found.map(({ says }) => says)).toEqual(['PostgreSQL 14.11 is too old']);
});

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The command itself, with few files to open. */
function runCommand(args: string[], env: Record<string, string>): Promise<{ code: number; output: string }> {
  const command = `ulimit -n 600; exec "$0" --disable-warning=ExperimentalWarning "$@"`;
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...env } };
    execFile(
      'sh',
      ['-c', command, process.execPath, main, 'doctor', '--data', folder, ...args],
      options,
      (error, output) => resolve({ code: Number(error?.code ?? 0), output }),
    );
  });
}

test('OPS-6c the command says each thing in a line, or all in one of JSON, and ends with 1 where something fails', async () => {
  const well = await runCommand([], {});
  expect([well.code, well.output]).toEqual([0, expect.stringMatching(/^warn {2}files .*600 open files/m)]);
  const ill = await runCommand(['--json'], { DATABASE_URL: 'postgresql://127.0.0.1:1/parley' });
  const { isFit, findings } = JSON.parse(ill.output) as {
    isFit: boolean;
    findings: { name: string; status: string }[];
  };
  expect([ill.code, isFit]).toEqual([1, false]);
  expect(findings).toContainEqual(expect.objectContaining({ name: 'database', status: 'fail' }));
});
