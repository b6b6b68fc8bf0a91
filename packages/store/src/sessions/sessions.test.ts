import type { SessionId, UserId } from '@parley/contract';
import { freshDatabase } from '@parley/testkit';
import { dumpDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../store.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.address);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const hash = (token: string): Buffer => Buffer.from(`hash of ${token}`);
let count = 0;

async function somebody(): Promise<UserId> {
  count += 1;
  const id = `${count}` as UserId;
  const names = { handle: `p${count}`, foldedHandle: `p${count}`, displayName: 'P', searchKey: 'p' };
  const secrets = { passwordHash: '', recoveryCodeHashes: [], isDemo: false };
  await store.transaction((write) =>
    write.accounts.create({
      id,
      ...names,
      ...secrets,
      bornOn: '1995-05-05',
      messagesFrom: 'friends',
      createdAtMs: nowMs,
    }),
  );
  return id;
}

const open = (userId: UserId, name: string, at = nowMs): Promise<void> =>
  store.transaction((write) =>
    write.sessions.create({
      ...{ id: name as SessionId, userId, device: `device of ${name}`, tokenHash: hash(name) },
      ...{ createdAtMs: at, expiresAtMs: at + 1_000 },
    }),
  );
const end = (userId: UserId, which: { only?: SessionId; except?: SessionId }, at = nowMs): Promise<SessionId[]> =>
  store.transaction((write) => write.sessions.end(userId, which, at));
const find = (name: string, at = nowMs) => store.read.sessions.byTokenHash(hash(name), at);

test('a token opens its own session until it expires, and nobody else’s', async () => {
  const [ana, bo] = [await somebody(), await somebody()];
  await open(ana, 'ana-phone');
  await open(bo, 'bo-phone');
  expect(await find('ana-phone')).toEqual({ id: 'ana-phone', userId: ana });
  expect(await find('bo-phone', nowMs + 999)).toEqual({ id: 'bo-phone', userId: bo });
  expect([await find('bo-phone', nowMs + 1_000), await find('unknown')]).toEqual([undefined, undefined]);
});

test('ACC-5a a token is worth nothing while its account is away, whatever sessions there are', async () => {
  const ana = await somebody();
  await open(ana, 'away');
  for (const state of ['deactivated', 'deleted'] as const) {
    await store.transaction((write) => write.accounts.setState(ana, state, null));
    expect(await find('away')).toBeUndefined();
  }
  await store.transaction((write) => write.accounts.setState(ana, 'active', null));
  expect(await find('away')).toBeDefined();
});

test('ACC-5d sessions end all, one, or all but one, and only those of their owner', async () => {
  const [ana, bo] = [await somebody(), await somebody()];
  for (const name of ['a1', 'a2', 'a3', 'a4']) await open(ana, name);
  await open(bo, 'b1');
  const left = async () => (await store.read.sessions.list(ana, nowMs)).map((session) => session.id).sort();
  expect(await end(ana, { only: 'b1' as SessionId })).toEqual([]);
  expect(await end(ana, { only: 'a1' as SessionId })).toEqual(['a1']);
  expect(await left()).toEqual(['a2', 'a3', 'a4']);
  expect((await end(ana, { except: 'a3' as SessionId })).sort()).toEqual(['a2', 'a4']);
  expect(await left()).toEqual(['a3']);
  expect(await end(ana, {})).toEqual(['a3']);
  expect([await left(), (await find('b1'))?.userId]).toEqual([[], bo]);
});

test('NODE-3a ended sessions are told to whoever looks again, whatever the clocks say', async () => {
  const ana = await somebody();
  const look = (mark?: string) => store.read.sessions.revokedSince(mark);
  const first = await look();
  await open(ana, 'r1');
  await end(ana, {}, nowMs - 90_000);
  const second = await look(first.mark);
  expect(second.ids).toContain('r1');
  await open(ana, 'r2');
  await end(ana, {}, nowMs + 90_000);
  expect((await look(second.mark)).ids).toContain('r2');
  expect((await look()).ids).toEqual(expect.arrayContaining(['r1', 'r2']));
  // What is under way in any database of the server may bring them once more, and then no more.
  for (let { ids, mark } = await look(second.mark); ids.length > 0; ) ({ ids, mark } = await look(mark));
});

test('NODE-3a one that was ended by a slow transaction is not passed by', async () => {
  const ana = await somebody();
  await open(ana, 'slow');
  const { mark } = await store.read.sessions.revokedSince(undefined);
  let during: Awaited<ReturnType<typeof store.read.sessions.revokedSince>> | undefined;
  await store.transaction(async (write) => {
    await write.sessions.end(ana, {}, nowMs);
    // Others come and go meanwhile.
    const bo = await somebody();
    await open(bo, 'quick');
    await end(bo, {});
    during = await store.read.sessions.revokedSince(mark);
  });
  expect(during?.ids).toContain('quick');
  expect(during?.ids).not.toContain('slow');
  expect((await store.read.sessions.revokedSince(during?.mark)).ids).toContain('slow');
});

test('NODE-3a one that a node of the version before has ended is found by every look', async () => {
  await queryDatabase(
    database.address,
    `insert into revocations (session_id, user_id, revoked_at) values ('old', 1, '${new Date(nowMs).toISOString()}')`,
  );
  const { mark } = await store.read.sessions.revokedSince(undefined);
  expect((await store.read.sessions.revokedSince(mark)).ids).toContain('old');
});

test('the newest session is listed first, and an expired one not at all', async () => {
  const ana = await somebody();
  await open(ana, 'old', nowMs - 1_000);
  await open(ana, 'first', nowMs - 2);
  await open(ana, 'second', nowMs - 1);
  const list = await store.read.sessions.list(ana, nowMs);
  expect(list.map(({ id, device, createdAtMs }) => [id, device, createdAtMs])).toEqual([
    ['second', 'device of second', nowMs - 1],
    ['first', 'device of first', nowMs - 2],
  ]);
});

test('what is past is forgotten: expired sessions, and ended ones after an hour', async () => {
  const ana = await somebody();
  await open(ana, 'expires');
  await open(ana, 'ends');
  await end(ana, { only: 'ends' as SessionId }, nowMs + 100_000);
  const tidy = (at: number) => store.transaction((write) => write.sessions.tidy(at));
  const stored = async () => {
    const { sessions, revocations } = await dumpDatabase(database.address);
    return [sessions, revocations].map((rows) => JSON.stringify(rows));
  };
  await tidy(nowMs + 999);
  expect((await stored())[0]).toContain('expires');
  await tidy(nowMs + 100_000 + 3_600_000);
  expect(await stored()).toEqual(['[]', expect.stringContaining('ends')]);
  await tidy(nowMs + 100_001 + 3_600_000);
  expect(await stored()).toEqual(['[]', '[]']);
});

test('only the hash of a token is kept', async () => {
  const ana = await somebody();
  await open(ana, 'kept');
  const stored = JSON.stringify(await dumpDatabase(database.address));
  expect(stored).toContain(hash('kept').toString('hex'));
});
