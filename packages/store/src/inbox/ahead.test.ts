import type { UserId } from '@parley/contract';
import { freshDatabase } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
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

test('NODE-2b who was told less than is stored is found in one step, and nobody else', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `(${index + 1}, ${index % 7})`);
  await queryDatabase(database.address, `insert into users (id, rev) values ${rows.join(', ')}`);
  const told = (rev: number) => new Map(rows.map((_, index) => [`${index + 1}` as UserId, rev]));
  expect(await store.read.inbox.aheadOf(told(6))).toEqual(new Map());
  const ahead = await store.read.inbox.aheadOf(told(5));
  expect([ahead.size, new Set(ahead.values())]).toEqual([285, new Set([6])]);
  expect(await store.read.inbox.aheadOf(new Map([['99999' as UserId, 0]]))).toEqual(new Map());
  expect(await store.read.inbox.aheadOf(new Map())).toEqual(new Map());
});
