// What ends a session ends it everywhere: its token at once, its sockets on this node at once and on any other within its next poll.
import { closeCodes } from '@parley/contract';
import type { CredentialsRow } from '@parley/store';
import { createPerson, createVirtualClock, type FreshDatabase, freshDatabase, openRawSocket } from '@parley/testkit';
import { type Exchange, exchange, opcodes, openWire, wireFrame } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type RunningServer, startServer } from '../main.ts';
import { hashPassword, hashRecoveryCode, hashToken, newSessionId, newToken } from '../secrets.ts';

let database: FreshDatabase;
let near: RunningServer;
let far: RunningServer;
let secrets: { passwordHash: string; recoveryCodeHashes: string[] };
const clock = createVirtualClock();

beforeAll(async () => {
  database = await freshDatabase();
  const config = { address: database.address, port: 0, clock, logLevel: 'error' } as const;
  [near, far] = await Promise.all([startServer(config), startServer(config)]);
  secrets = { passwordHash: await hashPassword(password), recoveryCodeHashes: [hashRecoveryCode(recoveryCode)] };
});
afterAll(async () => {
  await Promise.all([near.close(), far.close()]);
  await database.drop();
});

const password = 'correct horse';
const newPassword = 'battery staple';
const recoveryCode = 'ABCD-EFGH-JKLM-NPQR';
const urlOf = (node: RunningServer): string => `http://localhost:${node.port}`;
let count = 0;

/** Somebody signed in on two devices, each with a socket on both nodes. */
async function someone() {
  count += 1;
  const handle = `someone${count}`;
  const { id, token } = await createPerson(near, clock, handle, secrets);
  const other = newToken();
  const times = { createdAtMs: clock.now(), expiresAtMs: clock.now() + 60_000 };
  await near.store.transaction((write) =>
    write.sessions.create({ id: newSessionId(), userId: id, device: 'other', tokenHash: hashToken(other), ...times }),
  );
  const sockets = async (own: string) => Promise.all([near, far].map((node) => openRawSocket(urlOf(node), own)));
  return { handle, token, other, mine: await sockets(token), others: await sockets(other) };
}
type Someone = Awaited<ReturnType<typeof someone>>;

const me = (node: RunningServer, token: string): Promise<Exchange> => exchange(node.port, 'accounts.me', { token });

async function expectEnded(token: string, sockets: Someone['mine']): Promise<void> {
  for (const node of [near, far]) expect((await me(node, token)).status).toBe(401);
  for (const socket of sockets) expect(await socket.closed).toBe(closeCodes.signedOut);
}

async function expectAlive(token: string, sockets: Someone['mine']): Promise<void> {
  for (const node of [near, far]) expect((await me(node, token)).status).toBe(200);
  for (const socket of sockets) {
    expect((await socket.call('accounts.me', {})).refusal).toBeUndefined();
    socket.close();
  }
}

type Ends = { method: string; body(who: Someone): object; isSignedIn: boolean; ends: 'mine' | 'others' | 'all' };

test.each<Ends>([
  { method: 'accounts.signOut', body: () => ({}), isSignedIn: true, ends: 'mine' },
  { method: 'accounts.signOutEverywhere', body: () => ({}), isSignedIn: true, ends: 'all' },
  { method: 'accounts.changePassword', body: () => ({ password, newPassword }), isSignedIn: true, ends: 'others' },
  {
    method: 'accounts.recover',
    body: ({ handle }) => ({ handle, recoveryCode, newPassword }),
    isSignedIn: false,
    ends: 'all',
  },
  { method: 'accounts.deactivate', body: () => ({ password }), isSignedIn: true, ends: 'all' },
  { method: 'accounts.delete', body: () => ({ password }), isSignedIn: true, ends: 'all' },
])('S18 $method ends $ends on every node', async ({ method, body, isSignedIn, ends }) => {
  const who = await someone();
  const { status } = await exchange(near.port, method, { token: isSignedIn ? who.token : undefined, body: body(who) });
  expect(status).toBe(200);
  await (ends === 'others' ? expectAlive(who.token, who.mine) : expectEnded(who.token, who.mine));
  await (ends === 'mine' ? expectAlive(who.other, who.others) : expectEnded(who.other, who.others));
});

test('S18 a password changed over a socket ends the other sessions, and not the one that changed it', async () => {
  const who = await someone();
  expect((await who.mine[1]?.call('accounts.changePassword', { password, newPassword }))?.refusal).toBeUndefined();
  await expectEnded(who.other, who.others);
  await expectAlive(who.token, who.mine);
});

test('S18 an ended session says and hears nothing more, though its client ignores the goodbye', async () => {
  const who = await someone();
  const wire = await openWire(near.port, { token: who.token, ignoresGoodbye: true });
  await exchange(near.port, 'accounts.signOut', { token: who.token });
  const late = { type: 'call', id: 1, method: 'accounts.updateProfile', input: { bio: 'after the end' } };
  wire.write(wireFrame(opcodes.text, JSON.stringify(late)));
  expect(await wire.ended).toBe(closeCodes.signedOut);
  await expect(wire.next('result')).rejects.toThrow('over');
  expect(JSON.parse((await me(near, who.other)).text)).toMatchObject({ bio: '' });
});

test('S18 a token whose time is over opens nothing any more', async () => {
  const who = await someone();
  clock.advance(60_000);
  expect([(await me(near, who.other)).status, (await me(near, who.token)).status]).toEqual([401, 200]);
  const wire = await openWire(far.port);
  wire.say({ type: 'hello', protocol: 1, token: who.other });
  expect(await wire.ended).toBe(closeCodes.unauthenticated);
});

/** Runs `meanwhile` right after the node has read the password's hash, before it has compared anything with it. */
function afterCredentials(
  node: RunningServer,
  read: 'credentials' | 'credentialsOf',
  meanwhile: () => Promise<unknown>,
): void {
  const { accounts } = node.store.read;
  const original = accounts[read] as (key: string) => Promise<CredentialsRow | undefined>;
  vi.spyOn(accounts, read).mockImplementationOnce(async (key: string) => {
    const row = await original(key);
    await meanwhile();
    return row;
  });
}

test('S18 a sign-in that was under way when the password changed opens nothing', async () => {
  const { handle, token } = await someone();
  const change = { token, body: { password, newPassword } };
  afterCredentials(far, 'credentials', () => exchange(near.port, 'accounts.changePassword', change));
  const body = { handle, password, session: 'token' };
  expect((await exchange(far.port, 'accounts.signIn', { body })).status).toBe(401);
  expect((await exchange(far.port, 'accounts.signIn', { body: { ...body, password: newPassword } })).status).toBe(200);
});

test('S18 somebody who knew the password cannot change it back after a recovery, though they asked before it', async () => {
  const { handle, token } = await someone();
  const body = { handle, recoveryCode, newPassword, session: 'token' };
  const recovered: Exchange[] = [];
  afterCredentials(near, 'credentialsOf', async () => {
    recovered.push(await exchange(far.port, 'accounts.recover', { body }));
  });
  const theirs = { token, body: { password, newPassword: 'of the intruder' } };
  expect((await exchange(near.port, 'accounts.changePassword', theirs)).status).toBe(403);
  const own = JSON.parse(recovered[0]?.text ?? '{}') as { token: string };
  expect((await me(near, own.token)).status).toBe(200);
});
