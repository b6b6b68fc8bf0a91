// What whoever decides where requests go is told.
import { startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthOptions, type Readiness, registerHealth } from './health.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function ready(): Promise<{ status: number; body: Readiness }> {
  const response = await fetch(`${world.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Readiness };
}
/** An answer is kept for half a second. */
const failing = async (): Promise<string[]> =>
  Object.entries((await ready()).body.checks).flatMap(([name, check]) => (check.ok ? [] : [name]));

test('OPS-2b a node that can serve says so, check by check', async () => {
  const names = ['database', 'migrations', 'staying', 'disk', 'queue'];
  const checks = Object.fromEntries(names.map((name) => [name, { ok: true }]));
  expect(await ready()).toEqual({ status: 200, body: { status: 'ready', checks } });
});

test('OPS-2b a database that lacks a migration is named, and being ready comes back with it', async () => {
  const [row] = await queryDatabase(world.address, "delete from kysely_migration where name like '0008%' returning *");
  await expect.poll(failing).toEqual(['migrations']);
  expect(await ready()).toMatchObject({
    status: 503,
    body: { status: 'not_ready', checks: { migrations: { why: 'the database is not migrated to this version' } } },
  });
  const { name, timestamp } = row as { name: string; timestamp: string };
  await queryDatabase(
    world.address,
    `insert into kysely_migration values ('${name}', '${timestamp}'), ('9999-later', 'x')`,
  );
  await expect.poll(failing).toEqual([]);
});

test('OPS-2a OPS-2b a node without its database lives, and is not ready until that is back', async () => {
  const { database } = world.address;
  const elsewhere = { ...world.address, database: 'postgres' };
  const letIn = (may: boolean) => queryDatabase(elsewhere, `alter database ${database} with allow_connections ${may}`);
  await letIn(false);
  await queryDatabase(
    elsewhere,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
  );
  await expect.poll(failing).toEqual(['database', 'migrations']);
  expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
  await letIn(true);
  await expect.poll(failing).toEqual([]);
});

const fine: HealthOptions = {
  store: { ping: () => Promise.resolve(), pendingMigrations: () => Promise.resolve([]) },
  mediaDir: undefined,
  isDraining: () => false,
  isRefusing: () => false,
};

test.each<[string, Partial<HealthOptions>, string[]]>([
  ['is being stopped', { isDraining: () => true }, ['staying']],
  ['refuses sends', { isRefusing: () => true }, ['queue']],
  ['cannot see its disk', { mediaDir: '/nowhere/at/all' }, ['disk']],
  ['waits for its database for ever', { store: { ...fine.store, ping: () => new Promise(() => {}) } }, ['database']],
])('OPS-2b a node that %s is not ready', async (_, change, expected) => {
  const app = fastify();
  registerHealth(app, { ...fine, ...change });
  const { statusCode, body } = await app.inject('/health/ready');
  const { checks } = JSON.parse(body) as Readiness;
  expect([statusCode, Object.entries(checks).flatMap(([name, { ok }]) => (ok ? [] : [name]))]).toEqual([503, expected]);
});

test('OPS-2c asking often asks the database once', async () => {
  let pings = 0;
  const app = fastify();
  const ping = (): Promise<void> => {
    pings += 1;
    return Promise.resolve();
  };
  registerHealth(app, { ...fine, store: { ...fine.store, ping } });
  for (let count = 0; count < 50; count += 1) await app.inject('/health/ready');
  expect(pings).toBeLessThan(5);
});
