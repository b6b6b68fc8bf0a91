// Leaving, coming back, and ending sessions: here, and on a second server of the same database.
import { limits, type MethodId, type SessionId, type UserId } from '@parley/contract';
import {
  type Answer,
  createPerson,
  createVirtualClock,
  freshDatabase,
  newText,
  openRawSocket,
  type Person,
  say,
  startWorld,
  type World,
} from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../main.ts';
import { hashPassword, hashToken, newSessionId, newToken } from '../secrets.ts';

let world: World;
let passwordHash: string;
const password = 'correct horse';
const newPassword = 'battery staple';

beforeAll(async () => {
  world = await startWorld();
  passwordHash = await hashPassword(password);
});
afterAll(() => world.close());

const signIn = (handle: string, given = password): Promise<Answer> =>
  world.request('accounts.signIn', { body: { handle, password: given, session: 'token' } });

let count = 0;
/** Two friends who have written to each other; the first has a password. */
async function friends(): Promise<[Person, Person]> {
  count += 1;
  const pair = await Promise.all([world.person(`leaver${count}`, { passwordHash }), world.person(`stayer${count}`)]);
  await world.befriend(...pair);
  await say(pair[0], pair[1], 'from the leaver');
  await say(pair[1], pair[0], 'from the stayer');
  return pair;
}

/** Another device of the same person. */
async function anotherToken({ id }: { id: UserId }): Promise<string> {
  const token = newToken();
  const nowMs = world.clock.now();
  const session = {
    id: newSessionId(),
    userId: id,
    device: 'other',
    createdAtMs: nowMs,
    expiresAtMs: nowMs + limits.sessionMs,
  };
  await world.server.store.transaction((write) => write.sessions.create({ ...session, tokenHash: hashToken(token) }));
  return token;
}

const eraseDue = (): Promise<number> =>
  world.server.store.transaction((write) => write.accounts.eraseDue(world.clock.now()));

describe('deactivating', () => {
  test('ACC-5a a deactivated account is nobody’s until its owner signs in again, and then all is back', async () => {
    const [leaver, stayer] = await friends();
    const known = await stayer.call('people.profile', { userId: leaver.id });
    expect((await leaver.refused('accounts.deactivate', { password: 'wrong' })).code).toBe('wrong_password');
    await leaver.call('accounts.deactivate', { password });
    expect((await leaver.refused('accounts.me', {})).code).toBe('unauthenticated');

    expect((await stayer.refused('people.profile', { userId: leaver.id })).code).toBe('not_found');
    expect((await stayer.call('people.search', { query: leaver.handle })).people).toEqual([]);
    expect((await stayer.refused('messages.send', { recipientId: leaver.id, ...newText('x') })).code).toBe(
      'not_available',
    );
    const [row] = (await stayer.call('inbox.list', {})).conversations;
    expect(row?.peer).toEqual({
      id: leaver.id,
      handle: '',
      displayName: '',
      isAvailable: false,
      isVerified: false,
      isStaff: false,
    });
    expect(row?.lastMessage?.content.text).toBe('from the stayer');
    expect((await stayer.call('people.profile', { userId: stayer.id })).followerCount).toBe(0);

    expect((await signIn(leaver.handle)).status).toBe(200);
    expect(await stayer.call('people.profile', { userId: leaver.id })).toEqual(known);
    await say(stayer, leaver, 'welcome back');
  });

  test('ACC-5a a deactivated account is never erased', async () => {
    const [leaver] = await friends();
    await leaver.call('accounts.deactivate', { password });
    world.clock.advance(2 * limits.erasureMs);
    await eraseDue();
    expect((await signIn(leaver.handle)).status).toBe(200);
  });
});

describe('deleting', () => {
  test('ACC-5b a deleted account comes back by signing in within 30 days', async () => {
    const [leaver, stayer] = await friends();
    const { erasedAt } = await leaver.call('accounts.delete', { password });
    expect(Date.parse(erasedAt)).toBe(world.clock.now() + limits.erasureMs);
    expect((await stayer.refused('people.profile', { userId: leaver.id })).code).toBe('not_found');
    world.clock.advance(limits.erasureMs - 1);
    await eraseDue();
    expect((await signIn(leaver.handle)).status).toBe(200);
    world.clock.advance(limits.erasureMs);
    expect(await eraseDue()).toBe(0);
    expect((await signIn(leaver.handle)).status).toBe(200);
  });

  test('ACC-5c after 30 days it is erased, and what it wrote stays with those who received it', async () => {
    const [leaver, stayer] = await friends();
    await leaver.call('accounts.updateProfile', { bio: 'about the leaver' });
    await leaver.call('accounts.delete', { password });
    world.clock.advance(limits.erasureMs);
    expect(await eraseDue()).toBe(1);
    expect((await signIn(leaver.handle)).refusal?.code).toBe('wrong_credentials');
    // Their session has run out in the meantime as well.
    const token = await anotherToken(stayer);
    const ask = async (method: MethodId, body: object): Promise<Answer> =>
      world.request(method, { body, headers: { authorization: `Bearer ${token}` } });
    const inbox = (await ask('inbox.list', {})).output as {
      conversations: { id: string; peer: { isAvailable: boolean } }[];
    };
    const [row] = inbox.conversations;
    expect(row?.peer).toMatchObject({ id: leaver.id, handle: '', displayName: '', isAvailable: false });
    const log = (await ask('messages.list', { conversationId: row?.id })).output as {
      messages: { content: { text: string } }[];
    };
    expect(log.messages.map((message) => message.content.text)).toEqual(['from the leaver', 'from the stayer']);
    expect((await ask('people.profile', { handle: leaver.handle })).refusal?.code).toBe('not_found');
    expect((await ask('messages.send', { recipientId: leaver.id, ...newText('x') })).refusal?.code).toBe(
      'not_available',
    );
  });
});

describe('sessions', () => {
  test('ACC-5d signing out ends this session, and everywhere all of them, sockets too', async () => {
    const [leaver] = await friends();
    const other = await openRawSocket(world.url, await anotherToken(leaver));
    const third = await openRawSocket(world.url, await anotherToken(leaver));
    const own = await leaver.socket();
    await other.call('accounts.listSessions', {});
    const { sessions } = await leaver.call('accounts.listSessions', {});
    expect(sessions.map(({ device, isCurrent }) => [device, isCurrent]).sort()).toEqual([
      ['other', false],
      ['other', false],
      ['test', true],
    ]);

    await leaver.call('accounts.signOut', {});
    expect(await own.closed).toBe(4101);
    expect((await leaver.refused('accounts.me', {})).code).toBe('unauthenticated');
    const left = (await other.call('accounts.listSessions', {})).output as { sessions: unknown[] };
    expect(left.sessions).toHaveLength(2);

    const everywhere = await world.request('accounts.signOutEverywhere', {
      headers: { authorization: `Bearer ${await anotherToken(leaver)}` },
    });
    expect(everywhere.headers.getSetCookie()[0]).toMatch(/^parley_session=; /);
    expect(await Promise.all([other.closed, third.closed])).toEqual([4101, 4101]);
  });

  test('ACC-5e a new password ends every other session and leaves this one', async () => {
    const [leaver, stayer] = await friends();
    const token = await anotherToken(leaver);
    const [other, own, unrelated] = [
      await openRawSocket(world.url, token),
      await leaver.socket(),
      await stayer.socket(),
    ];
    expect((await leaver.refused('accounts.changePassword', { password: 'wrong', newPassword })).code).toBe(
      'wrong_password',
    );
    await leaver.call('accounts.changePassword', { password, newPassword });
    expect(await other.closed).toBe(4101);
    const answer = await world.request('accounts.me', { headers: { authorization: `Bearer ${token}` } });
    expect(answer.refusal?.code).toBe('unauthenticated');
    for (const socket of [own, unrelated]) {
      expect((await socket.call('accounts.me', {})).refusal).toBeUndefined();
      socket.close();
    }
    expect((await signIn(leaver.handle)).refusal?.code).toBe('wrong_credentials');
    expect((await signIn(leaver.handle, newPassword)).status).toBe(200);
  });

  test.each(['accounts.deactivate', 'accounts.delete'] as const)(
    'ACC-5d %s closes every socket of the account',
    async (method) => {
      const [leaver] = await friends();
      const sockets = [await leaver.socket(), await openRawSocket(world.url, await anotherToken(leaver))];
      await leaver.call(method, { password });
      expect(await Promise.all(sockets.map((socket) => socket.closed))).toEqual([4101, 4101]);
    },
  );

  const use = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      await world.server.store.transaction((write) =>
        write.attempts.count(key, limits.signInWindowMs, world.clock.now()),
      );
    }
  };

  test('ACC-5f the password is asked again, and guessing it there is slowed like guessing it at the door', async () => {
    const [leaver] = await friends();
    const socket = await leaver.socket();
    await use(`account ${leaver.id}`, limits.signInAttemptsPerAccount - 1);
    const wrong = await socket.call('accounts.changePassword', { password: 'wrong', newPassword });
    expect(wrong.refusal?.code).toBe('wrong_password');
    for (const method of ['accounts.deactivate', 'accounts.delete'] as const) {
      expect((await leaver.refused(method, { password })).code).toBe('too_many_attempts');
    }
    const right = await socket.call('accounts.changePassword', { password, newPassword });
    expect(right.refusal?.code).toBe('too_many_attempts');
    socket.close();
  });

  test('ACC-5f guesses on sockets are counted by account, not all together', async () => {
    for (const key of ['address ', 'address undefined']) await use(key, limits.signInAttemptsPerAddress + 1);
    const [leaver] = await friends();
    const socket = await leaver.socket();
    const { refusal } = await socket.call('accounts.changePassword', { password, newPassword });
    expect(refusal).toBeUndefined();
    socket.close();
  });
});

test('ACC-5d a session that is ended on one server ends on another within its poll', async () => {
  const [database, clock] = [await freshDatabase(), createVirtualClock()];
  const config = { address: database.address, port: 0, clock, logLevel: 'error' } as const;
  const [here, there] = [await startServer(config), await startServer(config)];
  const { id, token } = await createPerson(here, clock, 'somebody');
  const socket = await openRawSocket(`http://localhost:${there.port}`, token);
  const ended: SessionId[] = await here.store.transaction((write) => write.sessions.end(id, {}, clock.now()));
  expect(ended).toHaveLength(1);
  expect(await socket.closed).toBe(4101);
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});
