// R02, R26: the database is behind, full or gone. New work is refused by name, reads go on, nothing acknowledged is lost, and it ends by itself.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directConversationId } from '@parley/contract';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@parley/store';
import { newText, type Person, startWorld, type World } from '@parley/testkit';
import { lockIsWaitedFor, queryDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchBounds } from '../batches.ts';

const connectionsMax = 30;
let dataDir: string;
let postgres: EmbeddedPostgres;
let world: World;
let ana: Person;
let bo: Person;
const lines: string[] = [];

/** A server of its own, for what is done to it. */
const startPostgres = () =>
  startEmbeddedPostgres({ dataDir, settings: { max_connections: connectionsMax, superuser_reserved_connections: 0 } });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-pressure-'));
  postgres = await startPostgres();
  const database = { address: postgres.address, drop: () => Promise.resolve() };
  world = await startWorld({ database, logTo: { write: (line) => void lines.push(line) } });
  [ana, bo] = [await world.person('ana'), await world.person('bo')];
  await world.befriend(ana, bo);
});
afterAll(async () => {
  await world.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

type Sent = { status: number; code: string; faultId: string | undefined; retryAfter: string | null };

async function send(words: string, clientMessageId = words): Promise<Sent> {
  const message = { recipientId: bo.id, ...newText(words), clientMessageId };
  const authorization = `Bearer ${ana.token}`;
  const { status, headers, refusal } = await world.request('messages.send', {
    body: message,
    headers: { authorization },
  });
  return { status, code: refusal?.code ?? 'ok', faultId: refusal?.faultId, retryAfter: headers.get('retry-after') };
}

const stored = async (): Promise<string[]> =>
  (
    await bo.call('messages.list', { conversationId: directConversationId(ana.id, bo.id), limit: 100 })
  ).messages.flatMap(({ content }) => (content && 'text' in content ? [content.text ?? ''] : []));

const isReady = async (): Promise<boolean> => (await fetch(`${world.url}/health/ready`)).ok;

/** Nobody writes messages while it is held; whoever reads does not notice. */
async function holdWrites(): Promise<() => Promise<void>> {
  const client = new pg.Client(world.address);
  await client.connect();
  await client.query('begin; lock table messages in share row exclusive mode');
  return () => client.end();
}

describe('a lock that somebody holds', () => {
  test('OPS-7a OPS-7b OPS-7c while it holds back the sends, new ones are refused by name and reads go on; then what waited is stored', async () => {
    const release = await holdWrites();
    const waiting = send('waited');
    await lockIsWaitedFor(world.address);
    world.clock.advance(batchBounds.behindMs + 1);
    expect(await send('refused')).toEqual({ status: 503, code: 'unavailable', faultId: undefined, retryAfter: '2' });
    expect(await stored()).toEqual([]);
    expect((await ana.call('inbox.list', {})).conversations).toEqual([]);
    expect(await isReady()).toBe(false);
    await release();
    expect(await waiting).toMatchObject({ status: 200 });
    expect(await send('refused')).toMatchObject({ status: 200 });
    expect(await stored()).toEqual(['waited', 'refused']);
    await expect.poll(isReady).toBe(true);
  });

  test('OPS-7c held for too long, the send is answered with the fault that the log names, and can be sent again', async () => {
    const release = await holdWrites();
    const late = send('late');
    await lockIsWaitedFor(world.address);
    world.clock.advance(batchBounds.waitMs + 1);
    const { faultId, ...answer } = await late;
    expect(answer).toEqual({ status: 503, code: 'unavailable', retryAfter: '2' });
    const line = lines.map((text) => JSON.parse(text)).find((one) => one.faultId === faultId);
    expect(line).toMatchObject({
      sqlState: '55P03',
      fault: 'busy',
      message: 'canceling statement due to lock timeout',
    });
    await release();
    expect(await send('late')).toMatchObject({ status: 200 });
    expect((await stored()).filter((text) => text === 'late')).toEqual(['late']);
  });
});

test('OPS-7c with every connection taken by others, calls are refused by name; when they are free, all goes on', async () => {
  const others: pg.Client[] = [];
  const ours = `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'parley' and pid <> pg_backend_pid()`;
  await queryDatabase(world.address, ours);
  // Ours come back as others take what is free: until none of ours is left.
  while (others.length < connectionsMax) {
    const client = new pg.Client({ ...world.address, application_name: 'hoard' });
    client.on('error', () => undefined);
    const isIn = await client.connect().then(
      () => true,
      () => false,
    );
    if (isIn) others.push(client);
    else await others[0]?.query(`${ours} and application_name <> 'hoard'`);
  }
  expect(await send('crowded-out')).toMatchObject({ status: 503, code: 'unavailable' });
  expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
  for (const client of others) await client.end();
  await expect.poll(async () => (await send('crowded-out')).status).toBe(200);
  expect((await stored()).filter((text) => text === 'crowded-out')).toEqual(['crowded-out']);
});

test('OPS-7c a database that is stopped at once and comes back has each message that was sent meanwhile, once', async () => {
  expect(await send('before')).toMatchObject({ status: 200 });
  const [pid = ''] = (await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n');
  const socket = await bo.socket();
  process.kill(Number(pid), 'SIGQUIT');
  // By a socket that is signed in already, so that it is the send which meets the database.
  const author = socket;
  const answers = Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      author.call('messages.send', { recipientId: ana.id, ...newText(`meanwhile ${index}`) }),
    ),
  );
  postgres = await startPostgres();
  expect((await answers).map(({ refusal }) => refusal?.code)).toEqual(Array(20).fill(undefined));
  const texts = await stored();
  expect(texts.filter((text) => text === 'before')).toHaveLength(1);
  expect(texts.filter((text) => text.startsWith('meanwhile'))).toEqual(
    Array.from({ length: 20 }, (_, index) => `meanwhile ${index}`),
  );
  socket.close();
});
