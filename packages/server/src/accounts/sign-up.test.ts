// Sign-up from outside, as a browser without an account does it.
import { limits } from '@parley/contract';
import { type Answer, say, startWorld, type World } from '@parley/testkit';
import { dumpDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const password = 'correct horse';
let count = 0;
const details = (change: object = {}) => {
  count += 1;
  return {
    handle: `newcomer${count}`,
    displayName: 'New Comer',
    birthDate: '1995-05-05',
    password,
    session: 'token',
    ...change,
  };
};
const signUp = (body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  world.request('accounts.signUp', { body, headers });

/** What a browser sends back of the cookies it was given. */
const cookiesOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

type SignedUp = {
  account: { person: { id: string; handle: string } } & Record<string, unknown>;
  token?: string;
  recoveryCodes: string[];
};
const outputOf = ({ output, refusal }: Answer): SignedUp => {
  if (refusal) throw new Error(`refused: ${refusal.code}`);
  return output as SignedUp;
};

describe('age', () => {
  test('ACC-1a nobody under 13 gets an account, and nothing of theirs is stored', async () => {
    const young = details({ birthDate: '2013-06-16', email: 'young@example.com' });
    const before = await dumpDatabase(world.address);
    expect((await signUp(young)).refusal).toEqual({
      code: 'under_age',
      sentence: 'You cannot make an account.',
      retry: 'no',
    });
    expect(await dumpDatabase(world.address)).toEqual(before);
    expect(outputOf(await signUp({ ...young, birthDate: '2013-06-15' })).account.person.handle).toBe(young.handle);
    expect(await dumpDatabase(world.address)).not.toEqual(before);
  });

  test('ACC-1b the browser that was refused for age stays refused for a day, whatever date it gives then', async () => {
    const refused = await signUp(details({ birthDate: '2020-01-01' }));
    expect(refused.headers.getSetCookie()).toEqual([
      `parley_later=1; Max-Age=${limits.ageRefusalMs / 1000}; Path=/; HttpOnly; SameSite=Lax`,
    ]);
    const older = details();
    const again = await signUp(older, { cookie: cookiesOf(refused) });
    expect(again.refusal?.code).toBe('under_age');
    expect(again.refusal).toEqual(refused.refusal);
    expect((await signUp(older)).status).toBe(200);
  });

  test.each(['2026-06-16', '1899-12-31', '2026-02-30', '05/05/1995', ''])(
    'ACC-1a %j is no birth date, which is said of the field and holds nothing against the browser',
    async (birthDate) => {
      const answer = await signUp(details({ birthDate }));
      expect([answer.refusal?.code, answer.refusal?.field]).toEqual(['invalid_input', 'birthDate']);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test('ACC-1c a birth date is in no answer, not even in one’s own', async () => {
    const signedUp = await signUp(details({ handle: 'bornon', birthDate: '1987-11-23' }));
    const { account, token } = outputOf(signedUp);
    const other = await world.person('reader', { messagesFrom: 'everyone' });
    const asked = ['accounts.me', 'settings.get', 'accounts.listSessions'].map((method) =>
      world.request(method, { headers: { authorization: `Bearer ${token}` } }),
    );
    const seen = [
      other.call('people.profile', { handle: 'bornon' }),
      other.call('people.search', { query: 'bornon' }),
      other.call('conversations.get', { userId: account.person.id }),
    ];
    const text = JSON.stringify([signedUp, ...(await Promise.all([...asked, ...seen]))]);
    expect(text).toContain('bornon');
    expect(text).not.toMatch(/\b1987\b|11-23/);
  });
});

describe('signing up', () => {
  test('ACC-1d recovery codes are told once, at sign-up, and nowhere again', async () => {
    const { recoveryCodes, token } = outputOf(await signUp(details()));
    expect(new Set(recoveryCodes).size).toBe(limits.recoveryCodesCount);
    for (const code of recoveryCodes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/);
    const me = await world.request('accounts.me', { headers: { authorization: `Bearer ${token}` } });
    expect(JSON.stringify(me)).not.toContain(recoveryCodes[0]);
  });

  test('ACC-1e an adult starts at Friends and is asked once, whatever the answer', async () => {
    const { account, token } = outputOf(await signUp(details()));
    expect(account).toMatchObject({
      ageBand: 'adult',
      settings: {
        messagesFrom: 'friends',
        hasChosenMessagesFrom: false,
        readReceipts: true,
        presence: false,
        isPrivate: false,
      },
    });
    const headers = { authorization: `Bearer ${token}` };
    const { output } = await world.request('settings.update', { body: { messagesFrom: 'friends' }, headers });
    expect(output).toMatchObject({ messagesFrom: 'friends', hasChosenMessagesFrom: true });
  });

  test('ACC-1f a password has 8 to 256 characters', async () => {
    expect((await signUp(details({ password: 'a'.repeat(limits.passwordLengthMin - 1) }))).refusal?.field).toBe(
      'password',
    );
    expect((await signUp(details({ password: 'a'.repeat(limits.passwordLengthMax + 1) }))).refusal?.field).toBe(
      'password',
    );
    expect((await signUp(details({ password: 'a'.repeat(limits.passwordLengthMin) }))).status).toBe(200);
  });

  test('ACC-1f a browser gets a cookie that no script reads, and no token; a program gets a token and no cookie', async () => {
    const browser = await signUp(details({ session: 'cookie' }));
    expect(outputOf(browser)).not.toHaveProperty('token');
    expect(browser.headers.getSetCookie()[0]).toMatch(
      /^parley_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await world.request('accounts.me', { headers: { cookie: cookiesOf(browser) } })).status).toBe(200);
    const program = await signUp(details());
    expect([program.headers.getSetCookie(), outputOf(program).token?.length]).toEqual([[], 43]);
  });

  test('ACC-4 a display name has to be one', async () => {
    const answer = await signUp(details({ displayName: 'a\nb' }));
    expect(answer.refusal).toMatchObject({ code: 'invalid_input', field: 'displayName' });
  });
});

describe('handles', () => {
  test('ACC-4a a handle has 2 to 24 of a-z 0-9 . _, and capitals become small ones', async () => {
    expect(outputOf(await signUp(details({ handle: 'Al.Ice_9' }))).account.person.handle).toBe('al.ice_9');
    for (const handle of ['a', 'a'.repeat(25), 'al ice', 'alicé', '.alice', 'admin']) {
      expect((await signUp(details({ handle }))).refusal, handle).toMatchObject({
        code: 'handle_not_allowed',
        field: 'handle',
      });
    }
  });

  test('ACC-4b handles that differ in case, 0 for o or 1 for l are one', async () => {
    await signUp(details({ handle: 'bolo' }));
    for (const handle of ['BOLO', 'b0lo', 'bo1o']) {
      expect((await signUp(details({ handle }))).refusal, handle).toMatchObject({
        code: 'handle_taken',
        field: 'handle',
      });
    }
    expect((await signUp(details({ handle: 'bo.lo' }))).status).toBe(200);
  });

  test('ACC-4b of two who want one handle at the same moment, one gets it', async () => {
    const answers = await Promise.all(['wanted', 'WANTED', 'wanted'].map((handle) => signUp(details({ handle }))));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  });

  test('ACC-4c the handle of an erased account is never given again, in no spelling', async () => {
    const { account } = outputOf(await signUp(details({ handle: 'l0st' })));
    const { store } = world.server;
    await store.transaction(async (write) => {
      await write.accounts.setState(account.person.id as never, 'deleted', world.clock.now());
      await write.accounts.eraseDue(world.clock.now());
    });
    for (const handle of ['l0st', '1ost']) {
      expect((await signUp(details({ handle }))).refusal?.code, handle).toBe('handle_taken');
    }
  });

  test('ACC-4e nobody makes themselves staff or verified', async () => {
    expect((await signUp(details({ isStaff: true }))).refusal).toMatchObject({
      code: 'invalid_input',
      field: 'isStaff',
    });
    const [friend, me] = await Promise.all([world.person('friend1'), world.person('plain')]);
    expect((await me.refused('accounts.updateProfile', { isVerified: true } as never)).field).toBe('isVerified');
    await world.befriend(me, friend);
    await say(me, friend, 'hello');
    const [row] = (await friend.call('inbox.list', {})).conversations;
    expect(row?.peer).toMatchObject({ isVerified: false, isStaff: false });
  });
});
