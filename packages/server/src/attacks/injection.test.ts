// Every method with input that is right but for one hostile thing. PARLEY_FUZZ_RUNS sets how many inputs each method gets.
import { type Method, methods } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import {
  countRows,
  exchange,
  hostileCursors,
  hostileInputs,
  type Ids,
  improperOutput,
  improperRefusal,
  rightInputs,
} from '@parley/testkit/attacks';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { checkInput } from '../api/check-input.ts';

let world: World;
let alice: Person;
let bob: Person;
let ids: Ids;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  [alice, bob] = await Promise.all([world.person('alice'), world.person('bob')]);
  await world.befriend(alice, bob);
  const content = { kind: 'text', text: 'hello' } as const;
  const sent = { recipientId: bob.id, clientMessageId: 'first', content };
  const { conversationId } = await alice.call('messages.send', sent);
  ids = { UserId: [bob.id, alice.id, '1', '4611686018427387903'], ConversationId: [conversationId] };
});
afterAll(() => world.close());

const runs = Number(process.env.PARLEY_FUZZ_RUNS ?? 20);
const schemaText = (method: Method): string => JSON.stringify(z.toJSONSchema(method.input, { io: 'input' }));
/** Each try at a password costs some 100 ms. */
const runsOf = (method: Method): number => (/password/i.test(schemaText(method)) ? Math.ceil(runs / 8) : runs);
const each = methods.map((method: Method) => ({ id: method.id, method }));

test.each(each)('S16 the check of $id takes any value there is', ({ method }) => {
  const property = fc.property(hostileInputs(method, ids), (text) => {
    const input = parseOrSkip(text);
    const checked = checkInput(method, input);
    if ('refused' in checked) expect(improperRefusal(method, checked.refused.refusal)).toBeUndefined();
    // JSON writes both as escapes, so that a plain look at the text finds them.
    else expect(JSON.stringify(checked.params)).not.toMatch(/\\u0000|\\ud[89a-f]../);
  });
  fc.assert(property, { numRuns: runs * 5 });
});

/** What is no JSON never gets as far as the check. */
function parseOrSkip(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fc.pre(false);
  }
}

test.concurrent.each(each)('S16 $id answers anything, and with nothing but what it announces', async ({ method }) => {
  const newcomer = async () => {
    count += 1;
    return (await world.person(`caller${count}`)).token;
  };
  let token = await newcomer();
  const property = fc.asyncProperty(hostileInputs(method, ids), async (text) => {
    const answer = await exchange(world.server.port, method.id, { token, text });
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const body = JSON.parse(answer.text) as { refusal?: unknown };
    const improper = answer.status === 200 ? improperOutput(method, body) : improperRefusal(method, body.refusal);
    expect(improper).toBeUndefined();
    if (method.id.startsWith('accounts.signOut')) token = await newcomer();
  });
  await fc.assert(property, { numRuns: runsOf(method), endOnFailure: true });
});

test('S16 no prototype was touched', () => {
  for (const thing of [{}, [], () => 0, 'text', 1]) expect(thing).not.toHaveProperty('isPolluted');
});

const listing = each.filter(({ method }) => schemaText(method).includes('"cursor"'));

test.each(listing)('S16 a cursor that $id did not make leads to a page, not to a fault', async ({ id, method }) => {
  const socket = await alice.socket();
  const [right] = fc.sample(rightInputs(method, { ...ids, UserId: [bob.id] }), { numRuns: 1, seed: 1 });
  for (const cursor of hostileCursors) {
    const { refusal } = await socket.call(id, { ...(right as object), cursor });
    expect([cursor, refusal]).toEqual([cursor, undefined]);
  }
  socket.close();
});

const notUserIds = [
  ...['0', '-1', '+1', '01', '1.0', '1e3', ' 1', '1 ', '1\n', '٣', '１', '0x1', '', 'null', '9223372036854775807'],
  ...['4611686018427387904', '9223372036854775808', '18446744073709551616', '99999999999999999999', '1'.repeat(400)],
];
const notConversationIds = [
  ...[
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '{00000000-0000-0001-0000-000000000002}',
    '00000000000000010000000000000002',
  ],
  ...['urn:uuid:00000000-0000-0001-0000-000000000002', '0000-00000000-0001-0000-000000000002', 'g'.repeat(36), ''],
  ...[
    '00000000-0000-0001-0000-00000000000２',
    "00000000-0000-0001-0000-000000000002'",
    '00000000-0000-0001-0000-000000000002\n',
  ],
];

test('S16 an id in any form but ours is refused by its field, before the database sees it', async () => {
  const socket = await alice.socket();
  const before = await countRows(world.address);
  for (const userId of notUserIds) {
    expect((await socket.call('graph.follow', { userId })).refusal).toMatchObject({
      code: 'invalid_input',
      field: 'userId',
    });
    const list = await socket.call('presence.list', { userIds: [bob.id, userId] });
    expect(list.refusal).toMatchObject({ code: 'invalid_input', field: 'userIds.1' });
  }
  for (const conversationId of notConversationIds) {
    const refusal = { code: 'invalid_input', field: 'conversationId' };
    expect((await socket.call('conversations.clear', { conversationId })).refusal).toMatchObject(refusal);
    expect((await socket.call('messages.list', { conversationId })).refusal).toMatchObject(refusal);
  }
  expect(await countRows(world.address)).toEqual(before);
  socket.close();
});
