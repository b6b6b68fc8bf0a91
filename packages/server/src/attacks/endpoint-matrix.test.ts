// Every method of the contract, called by everybody who may call it.
import { commonRefusals, type Method, methods, refusal as refusalSchema } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { type Caller, createCaller, exchange, type Role, roles } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword, hashRecoveryCode } from '../secrets.ts';
import { type Outcome, password, recoveryCode, rows } from './endpoint-rows.fixture.ts';

let world: World;
let target: Person;
let other: Person;
let secrets: { passwordHash: string; recoveryCodeHashes: string[] };

beforeAll(async () => {
  world = await startWorld();
  [target, other] = await Promise.all([world.person('target'), world.person('other')]);
  await world.befriend(target, other);
  const content = { kind: 'text', text: 'not for strangers' } as const;
  await target.call('messages.send', { recipientId: other.id, clientMessageId: 'c', content });
  secrets = { passwordHash: await hashPassword(password), recoveryCodeHashes: [hashRecoveryCode(recoveryCode)] };
});
afterAll(() => world.close());

const pairs = methods.flatMap(({ id }) =>
  rows[id].flatMap((row, index) =>
    (Object.entries(row.outcomes) as [Role, Outcome][]).map(([role, outcome]) => ({ id, index, row, role, outcome })),
  ),
);
let count = 0;
const newCaller = (role: Role): Promise<Caller> => {
  count += 1;
  return createCaller({ world, target, other }, role, { handle: `caller${count}`, ...secrets });
};
/** Whoever is turned away at the door changes nothing, so that one of each role is enough. */
const turnedAway = new Map<Role, Promise<Caller>>();
const callerFor = (role: Role, outcome: Outcome): Promise<Caller> => {
  if (outcome !== 'unauthenticated') return newCaller(role);
  const caller = turnedAway.get(role) ?? newCaller(role);
  turnedAway.set(role, caller);
  return caller;
};

test('S01 every method has a row, and every role a place in its first', () => {
  expect(Object.keys(rows).sort()).toEqual(methods.map((method) => method.id).sort());
  for (const [first] of Object.values(rows)) expect(Object.keys(first?.outcomes ?? {})).toEqual([...roles]);
});

test.concurrent.each(pairs)('S01 $id ($index) by $role: $outcome', async ({ id, role, row, outcome }) => {
  const caller = await callerFor(role, outcome);
  const input = row.input({ ...caller, targetId: target.id });
  const { status, text } = await exchange(world.server.port, id, { token: caller.token, body: input });
  const method = methods.find((one) => one.id === id) as Method;
  const body = JSON.parse(text) as { refusal?: unknown };
  if (outcome === 'ok') {
    expect([status, method.output.safeParse(body).error]).toEqual([200, undefined]);
  } else {
    expect(refusalSchema.parse(body.refusal).code).toBe(outcome);
    expect([...method.refusals, ...commonRefusals]).toContain(outcome);
  }
});

test('S01 a method that changes cookies is not there on the socket', async () => {
  const socket = await target.socket();
  const { refusal: absent } = await socket.call('no.such', {});
  const httpOnly = methods.filter((method: Method) => method.httpOnly);
  expect([httpOnly.length > 0, absent?.code]).toEqual([true, 'no_such_method']);
  for (const { id } of httpOnly) expect((await socket.call(id, {})).refusal).toEqual(absent);
  socket.close();
});
