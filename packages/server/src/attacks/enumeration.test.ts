// Who has an account, who is away, who blocked me: no door and no list tells by its answer or by its work.
import { createHook } from 'node:async_hooks';
import { limits, type UserId } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { countRows, type Exchange, exchange } from '@parley/testkit/attacks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword, hashRecoveryCode } from '../secrets.ts';

let world: World;
let passwordHash: string;

const password = 'correct horse';
const recoveryCode = 'ABCD-EFGH-JKLM-NPQR';

beforeAll(async () => {
  world = await startWorld();
  passwordHash = await hashPassword(password);
});
beforeEach(() => world.clock.advance(limits.signInWindowMs));
afterAll(() => world.close());

const ask = (
  method: string,
  body: object,
  more: { token?: string; headers?: Record<string, string> } = {},
): Promise<Exchange> => exchange(world.server.port, method, { body, ...more });

/** Counts what a password costs: derivations that Node was asked for meanwhile. */
async function countDerivations(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === 'SCRYPTREQUEST') count += 1;
    },
  }).enable();
  await work();
  hook.disable();
  return count;
}

async function setState(id: UserId, state: 'deactivated' | 'deleted'): Promise<void> {
  const nowMs = world.clock.now();
  await world.server.store.transaction(async (write) => {
    await write.accounts.setState(id, state, state === 'deleted' ? nowMs : null);
    await write.accounts.eraseDue(nowMs);
  });
}

describe('doors', () => {
  let handles: string[];

  beforeAll(async () => {
    const secrets = { passwordHash, recoveryCodeHashes: [hashRecoveryCode(recoveryCode)] };
    const [away, erased] = await Promise.all([
      world.person('away', secrets),
      world.person('erased', secrets),
      world.person('here', secrets),
      world.person('bare'),
    ]);
    await setState(away.id, 'deactivated');
    await setState(erased.id, 'deleted');
    handles = ['here', 'away', 'erased', 'bare', 'nobody'];
  });

  test.each<[string, (handle: string) => object]>([
    ['accounts.signIn', (handle) => ({ handle, password: 'wrong' })],
    ['accounts.recover', (handle) => ({ handle, recoveryCode: 'WRONGCODE', newPassword: password })],
  ])('S22 %s that fails is one answer at one price, whoever is asked for', async (method, bodyOf) => {
    const answers: Exchange[] = [];
    for (const handle of handles) {
      const cost = await countDerivations(async () => answers.push(await ask(method, bodyOf(handle))));
      expect([handle, cost]).toEqual([handle, 1]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
  });

  test('S22 the right password of an erased account opens nothing, at the same price', async () => {
    const wrong = await ask('accounts.signIn', { handle: 'nobody', password: 'wrong' });
    const cost = await countDerivations(async () => {
      expect(await ask('accounts.signIn', { handle: 'erased', password })).toEqual(wrong);
      expect(await ask('accounts.recover', { handle: 'erased', recoveryCode, newPassword: password })).toMatchObject({
        status: 401,
      });
    });
    expect(cost).toBe(2);
  });
});

describe('limits', () => {
  const codes = async (answers: Promise<Exchange>[]): Promise<Record<string, number>> => {
    const all = (await Promise.all(answers)).map(
      ({ text }) => (JSON.parse(text) as { refusal: { code: string } }).refusal.code,
    );
    return Object.fromEntries(
      ['wrong_credentials', 'too_many_attempts'].map((code) => [code, all.filter((one) => one === code).length]),
    );
  };
  const forged = (index: number) => ({
    'x-forwarded-for': `203.0.113.${index}`,
    'x-real-ip': `203.0.113.${index}`,
    forwarded: `for=203.0.113.${index}`,
    'cf-connecting-ip': `203.0.113.${index}`,
  });

  /** Tries that were made before, counted where the server counts them. */
  async function spend(key: string, count: number): Promise<void> {
    const nowMs = world.clock.now();
    await world.server.store.transaction(async (write) => {
      for (let spent = 0; spent < count; spent += 1) await write.attempts.count(key, limits.signInWindowMs, nowMs);
    });
  }
  const perAccount = limits.signInAttemptsPerAccount;
  const perAddress = limits.signInAttemptsPerAddress;

  test('S22 of 20 guesses at once at one account, in any spelling and from forged addresses, only those left are looked at', async () => {
    await spend('account lolo', perAccount - 5);
    const spellings = ['lolo', 'LOLO', 'l0l0', '1o1o', 'Lo1O'];
    const guesses = Array.from({ length: 20 }, (_, index) => {
      const handle = spellings[index % spellings.length];
      return ask('accounts.signIn', { handle, password: 'wrong' }, { headers: forged(index) });
    });
    expect(await codes(guesses)).toEqual({ wrong_credentials: 5, too_many_attempts: 15 });
  });

  test('S22 of 20 guesses at once from one address, whatever accounts and addresses they name, only those left are looked at', async () => {
    await spend('address 127.0.0.1', perAddress - 5);
    const guesses = Array.from({ length: 20 }, (_, index) =>
      ask('accounts.signIn', { handle: `guess${index}`, password: 'wrong' }, { headers: forged(index) }),
    );
    expect(await codes(guesses)).toEqual({ wrong_credentials: 5, too_many_attempts: 15 });
  });

  test('S22 beyond the limit no password is looked at, until the time that the refusal tells', async () => {
    await spend('account patient', perAccount);
    const guess = () => ask('accounts.signIn', { handle: 'patient', password: 'wrong' });
    const refused: Exchange[] = [];
    expect(await countDerivations(async () => refused.push(await guess()))).toBe(0);
    const { status, headers, text } = refused[0] as Exchange;
    const { refusal } = JSON.parse(text) as { refusal: { retryAt: string } };
    expect([status, headers['retry-after']]).toEqual([429, new Date(refusal.retryAt).toUTCString()]);
    world.clock.advance(Date.parse(refusal.retryAt) - world.clock.now());
    expect((await guess()).status).toBe(401);
  });
});

describe('lists', () => {
  /** What the viewer is told of a third person's followers, where the last of them is unseen for this reason. */
  async function whatIsTold(
    name: string,
    hide: (follower: Person, viewer: Person) => Promise<unknown>,
  ): Promise<string[]> {
    const [viewer, star, first, hidden] = (await Promise.all(
      ['viewer', 'star', 'first', 'hidden'].map((role) => world.person(`${role}.${name}`)),
    )) as [Person, Person, Person, Person];
    for (const follower of [first, hidden]) await follower.call('graph.follow', { userId: star.id });
    for (const friend of [first, hidden]) await world.befriend(viewer, friend);
    await hide(hidden, viewer);
    const asked: [string, object][] = [
      ['graph.listFollowers', { userId: star.id, limit: 1 }],
      ['graph.listFollowers', { userId: viewer.id }],
      ['graph.listFollowing', { userId: viewer.id }],
      ['people.profile', { userId: star.id }],
      ['people.profile', { userId: viewer.id }],
      ['people.search', { query: `hidden.${name}` }],
      ['people.profile', { handle: `hidden.${name}` }],
      ['graph.listFollowRequests', {}],
      ['blocks.list', {}],
      ['inbox.list', {}],
      ['accounts.me', {}],
    ];
    const { token } = viewer;
    const answers = await Promise.all(asked.map(async ([method, body]) => (await ask(method, body, { token })).text));
    const names = [viewer, star, first, hidden].map(({ id }, index) => [id, `id${index}`] as const);
    return answers.map((text) =>
      names.reduce((told, [id, shown]) => told.replaceAll(id, shown), text.replaceAll(`.${name}`, '')),
    );
  }

  test('S22 OBS-1 nobody can tell from any list, count or search who blocked them and who is away', async () => {
    const blocked = await whatIsTold('a', (hidden, viewer) => hidden.call('blocks.block', { userId: viewer.id }));
    const away = await whatIsTold('b', (hidden) => setState(hidden.id, 'deactivated'));
    expect(blocked).toEqual(away);
  });
});

test('S22 ACC-1 a refusal for age leaves one cookie with its browser, and not a row with us', async () => {
  const before = await countRows(world.address);
  const child = { handle: 'child', displayName: 'Child', birthDate: '2014-06-16', password };
  const refused = await fetch(`${world.url}/v1/accounts.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(child),
  });
  const [cookie = '', ...others] = refused.headers.getSetCookie();
  expect([refused.status, others]).toEqual([403, []]);
  expect(cookie).toMatch(/^parley_later=1; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/);
  const older = { ...child, birthDate: '1990-01-01' };
  const again = await ask('accounts.signUp', older, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(again).toMatchObject({ status: 403, text: await refused.text() });
  expect(await countRows(world.address)).toEqual(before);
});
