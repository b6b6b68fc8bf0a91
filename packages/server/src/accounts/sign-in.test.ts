import { limits } from '@parley/contract';
import { type Answer, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword, hashRecoveryCode } from '../secrets.ts';

let world: World;
let secrets: { passwordHash: string; recoveryCodeHashes: string[] };
const password = 'correct horse';
const newPassword = 'battery staple';
const [firstCode, secondCode] = ['ABCD-EFGH-JKLM-NPQR', 'STUV-WXYZ-2345-6789'] as const;

beforeAll(async () => {
  world = await startWorld();
  secrets = {
    passwordHash: await hashPassword(password),
    recoveryCodeHashes: [firstCode, secondCode].map(hashRecoveryCode),
  };
});
afterAll(() => world.close());

const signIn = (handle: string, given = password): Promise<Answer> =>
  world.request('accounts.signIn', { body: { handle, password: given, session: 'token' } });
const recover = (handle: string, recoveryCode: string): Promise<Answer> =>
  world.request('accounts.recover', { body: { handle, recoveryCode, newPassword, session: 'token' } });
const codeOf = (answer: Answer): string | undefined => answer.refusal?.code;

describe('signing in', () => {
  test('ACC-1f the password opens the account, under any spelling of its handle', async () => {
    await world.person('bo.lo', secrets);
    expect(codeOf(await signIn('bo.lo', 'wrong horse'))).toBe('wrong_credentials');
    for (const handle of ['bo.lo', 'Bo.Lo', 'b0.1o']) expect((await signIn(handle)).status, handle).toBe(200);
  });

  test('ACC-1g unknown, wrong, without a password and erased are one answer', async () => {
    await Promise.all([world.person('known', secrets), world.person('nopassword')]);
    const erased = await world.person('erased', secrets);
    await world.server.store.transaction(async (write) => {
      await write.accounts.setState(erased.id, 'deleted', world.clock.now());
      await write.accounts.eraseDue(world.clock.now());
    });
    const answers = await Promise.all([
      signIn('nobody'),
      signIn('known', 'wrong'),
      signIn('nopassword'),
      signIn('erased'),
    ]);
    for (const { status, refusal } of answers) expect([status, refusal]).toEqual([401, answers[0]?.refusal]);
    const recoveries = await Promise.all(
      ['nobody', 'known', 'erased'].map((handle) => recover(handle, 'WXYZ-WXYZ-WXYZ-WXYZ')),
    );
    for (const { status, refusal } of recoveries) expect([status, refusal]).toEqual([401, recoveries[0]?.refusal]);
  });

  /** Attempts as the server counts them, without the price of a password each. */
  const use = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      await world.server.store.transaction((write) =>
        write.attempts.count(key, limits.signInWindowMs, world.clock.now()),
      );
    }
  };

  test('ACC-1g ten attempts on an account are all there are in a quarter of an hour, in whatever spelling', async () => {
    await world.person('loo', secrets);
    await use('account loo', limits.signInAttemptsPerAccount - 4);
    for (const spelling of ['loo', '1o0', 'L0o', '100']) {
      expect(codeOf(await signIn(spelling, 'wrong'))).toBe('wrong_credentials');
    }
    const refused = await signIn('LOO');
    expect(refused).toMatchObject({
      status: 429,
      refusal: { code: 'too_many_attempts', retry: 'after', remedy: 'wait' },
    });
    const retryAtMs = Date.parse(refused.refusal?.retryAt ?? '');
    expect(retryAtMs - world.clock.now()).toBe(limits.signInWindowMs);
    expect(Date.parse(refused.headers.get('retry-after') ?? '')).toBe(retryAtMs);
    world.clock.advance(limits.signInWindowMs);
    expect((await signIn('loo')).status).toBe(200);
  });

  test('ACC-1g the right password forgives the slips before it', async () => {
    await world.person('slips', secrets);
    await use('account slips', limits.signInAttemptsPerAccount - 2);
    expect(codeOf(await signIn('slips', 'wrong'))).toBe('wrong_credentials');
    for (let i = 0; i < 2; i += 1) expect((await signIn('slips')).status).toBe(200);
  });

  test('ACC-1g an address has a hundred attempts, over all accounts', async () => {
    world.clock.advance(limits.signInWindowMs);
    await use('address 127.0.0.1', limits.signInAttemptsPerAddress - 1);
    expect(codeOf(await signIn('nobody.there'))).toBe('wrong_credentials');
    expect(codeOf(await signIn('nobody.else'))).toBe('too_many_attempts');
    world.clock.advance(limits.signInWindowMs);
    expect(codeOf(await signIn('nobody.else'))).toBe('wrong_credentials');
  });
});

describe('recovery codes', () => {
  test('ACC-1d a code sets a new password, once, and ends every session', async () => {
    const person = await world.person('forgetful', secrets);
    const socket = await person.socket();
    expect(codeOf(await recover('forgetful', 'WXYZ-WXYZ-WXYZ-WXYZ'))).toBe('wrong_recovery_code');
    expect((await recover('forgetful', ` ${firstCode.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(200);
    expect(await socket.closed).toBe(4101);
    expect((await person.refused('accounts.me', {})).code).toBe('unauthenticated');
    expect(codeOf(await signIn('forgetful'))).toBe('wrong_credentials');
    expect((await signIn('forgetful', newPassword)).status).toBe(200);
    expect(codeOf(await recover('forgetful', firstCode))).toBe('wrong_recovery_code');
    expect((await recover('forgetful', secondCode)).status).toBe(200);
  });

  test('ACC-1d one code used twice at the same moment works once, and two codes work once each', async () => {
    await world.person('racer', secrets);
    const same = await Promise.all([1, 2, 3].map(() => recover('racer', firstCode)));
    expect(same.map((answer) => answer.status).sort()).toEqual([200, 401, 401]);
    await world.person('tworacer', secrets);
    const both = await Promise.all([firstCode, secondCode].map((code) => recover('tworacer', code)));
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
    expect((await recover('tworacer', firstCode)).status).toBe(401);
    expect((await recover('tworacer', secondCode)).status).toBe(401);
  });
});
