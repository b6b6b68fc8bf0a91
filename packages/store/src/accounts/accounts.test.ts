import { directConversationId, type UserId } from '@parley/contract';
import { freshDatabase, noMarks, plainSend } from '@parley/testkit';
import { dumpDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store.ts';
import type { NewAccount } from './index.ts';

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
const dayMs = 24 * 3_600_000;
let count = 0;
const account = (change: Partial<NewAccount> = {}): NewAccount => {
  count += 1;
  return {
    id: `${1_000 + count}` as UserId,
    handle: `somebody${count}`,
    foldedHandle: `somebody${count}`,
    displayName: `Somebody ${count}`,
    searchKey: `somebody ${count}`,
    bornOn: '1995-05-05',
    messagesFrom: 'friends',
    passwordHash: 'a hash',
    recoveryCodeHashes: ['one', 'two'],
    isDemo: false,
    createdAtMs: nowMs,
    ...change,
  };
};
const create = (one: NewAccount): Promise<boolean> => store.transaction((write) => write.accounts.create(one));

describe('handles', () => {
  test('ACC-4b of many who take one handle at once, one gets it and the others leave nothing', async () => {
    const wanting = Array.from({ length: 8 }, () => account({ foldedHandle: 'wanted' }));
    const got = await Promise.all(wanting.map(create));
    expect(got.filter(Boolean)).toHaveLength(1);
    const winner = wanting[got.indexOf(true)] as NewAccount;
    expect((await store.read.accounts.credentials('wanted'))?.userId).toBe(winner.id);
    const stored = JSON.stringify(await dumpDatabase(database.address));
    for (const loser of wanting) if (loser !== winner) expect(stored).not.toContain(loser.id);
  });
});

describe('recovery codes', () => {
  test('ACC-1d a code is spent by one of those who try at once, and the others stay good', async () => {
    const one = account();
    await create(one);
    const spend = (hash: string) => store.transaction((write) => write.accounts.spendRecoveryCode(one.id, hash));
    expect((await Promise.all([spend('one'), spend('one'), spend('one')])).filter(Boolean)).toHaveLength(1);
    expect([await spend('one'), await spend('three'), await spend('two'), await spend('two')]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});

describe('erasing', () => {
  test('ACC-5c nothing of an erased account is left but what it sent, and its handle as taken', async () => {
    const canary = 'canary';
    const gone = account({
      handle: 'thegone',
      foldedHandle: 'taken.for.ever',
      displayName: `${canary} name`,
      searchKey: `${canary} key`,
      email: `${canary}@example.com`,
      bornOn: '1971-12-24',
      passwordHash: `${canary} hash`,
      recoveryCodeHashes: [`${canary} code`],
    });
    const other = account();
    await Promise.all([create(gone), create(other)]);
    const conversationId = directConversationId(gone.id, other.id);
    await store.transaction(async (write) => {
      await write.accounts.updateProfile(gone.id, { bio: `${canary} bio` });
      await write.settings.update(gone.id, { presence: true });
      await write.presence.touch([gone.id], nowMs);
      for (const [followerId, followeeId] of [
        [gone.id, other.id],
        [other.id, gone.id],
      ] as const) {
        await write.graph.setFollowing({ followerId, followeeId, following: 'yes', atMs: nowMs });
      }
      const session = {
        id: `${canary}session` as never,
        userId: gone.id,
        device: `${canary} device`,
        createdAtMs: nowMs,
      };
      await write.requests.addFilterWord(gone.id, `${canary} word`, 10, nowMs);
      await write.admission.noteLookups([{ senderId: gone.id, recipientId: other.id }], 0, nowMs);
      await write.sessions.create({ ...session, tokenHash: Buffer.from('t'), expiresAtMs: nowMs + 90 * dayMs });
    });
    const { users } = await store.read.admission.facts([{ conversationId, senderId: gone.id, recipientId: other.id }], {
      attemptsFromMs: 0,
    });
    const pair = { senderId: gone.id, recipientId: other.id, conversationId };
    const vers = { senderVer: users.get(gone.id)?.ver ?? -1, recipientVer: users.get(other.id)?.ver ?? -1 };
    await store.sends.append(
      [{ ...pair, ...vers, ...plainSend, clientMessageId: 'c', text: 'what was sent' }],
      nowMs,
      noMarks,
    );
    await store.transaction(async (write) => {
      await write.conversations.hide({ userId: gone.id, conversationId, seqs: [1] });
      await write.drafts.save({ userId: gone.id, conversationId, text: `${canary} draft` }, nowMs);
      await write.accounts.setState(gone.id, 'deleted', nowMs + 30 * dayMs);
    });

    const erase = (atMs: number) => store.transaction((write) => write.accounts.eraseDue(atMs));
    expect(await erase(nowMs + 30 * dayMs - 1)).toBe(0);
    expect(JSON.stringify(await dumpDatabase(database.address))).toContain(canary);
    expect([await erase(nowMs + 30 * dayMs), await erase(nowMs + 31 * dayMs)]).toEqual([1, 0]);

    const dump = await dumpDatabase(database.address);
    expect(JSON.stringify(dump)).not.toMatch(/canary|thegone|1971-12-24/);
    const places = Object.entries(dump).flatMap(([table, rows]) =>
      rows.filter((row) => row.includes(gone.id)).map(() => table),
    );
    expect(places.sort()).toEqual(['handles', 'messages', 'profiles', 'users']);
    expect(JSON.stringify(dump['messages'])).toContain('what was sent');
    expect((await store.read.inbox.getForMember(other.id, [conversationId])).size).toBe(1);
    expect(await create(account({ foldedHandle: 'taken.for.ever' }))).toBe(false);
  });

  test('ACC-5b a deletion that was taken back is not carried out', async () => {
    const one = account();
    await create(one);
    await store.transaction(async (write) => {
      await write.accounts.setState(one.id, 'deleted', nowMs + dayMs);
      await write.accounts.setState(one.id, 'active', null);
    });
    expect(await store.transaction((write) => write.accounts.eraseDue(nowMs + 2 * dayMs))).toBe(0);
    expect((await store.read.accounts.credentialsOf(one.id))?.state).toBe('active');
  });
});

describe('attempts', () => {
  const tryAt = (atMs: number, key = 'account somebody') =>
    store.transaction((write) => write.attempts.count(key, 1_000, nowMs + atMs));

  test('ACC-1g attempts are counted in windows, each key for itself, also when many come at once', async () => {
    const first = await Promise.all(Array.from({ length: 5 }, () => tryAt(0)));
    expect(first.map(({ count: tries }) => tries).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await tryAt(999)).toEqual({ count: 6, endsAtMs: nowMs + 1_000 });
    expect((await tryAt(999, 'account other')).count).toBe(1);
    expect(await tryAt(1_000)).toEqual({ count: 1, endsAtMs: nowMs + 2_000 });
    await store.transaction((write) => write.attempts.forget('account somebody'));
    expect((await tryAt(1_001)).count).toBe(1);
  });

  test('ACC-1g attempts of the past are forgotten', async () => {
    await tryAt(5_000, 'account of the past');
    const keys = async (): Promise<string> => JSON.stringify((await dumpDatabase(database.address))['attempts']);
    const tidy = (beforeMs: number) => store.transaction((write) => write.attempts.tidy(nowMs + beforeMs));
    await tidy(4_999);
    expect(await keys()).toContain('account of the past');
    await tidy(5_000);
    expect(await keys()).toBe('[]');
  });
});
