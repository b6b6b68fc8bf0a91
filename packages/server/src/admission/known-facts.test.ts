// What is remembered between two who write to each other saves the reading, and never decides.
import type { MethodInput } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { recordStatements, type StatementRecorder } from '@parley/testkit/attacks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

let world: World;
let recorder: StatementRecorder;
let [ana, bo, count] = [undefined, undefined, 0] as unknown as [Person, Person, number];

beforeAll(async () => {
  recorder = recordStatements();
  world = await startWorld();
});
afterAll(async () => {
  await world.close();
  recorder.stop();
});
beforeEach(async () => {
  count += 1;
  [ana, bo] = [await world.person(`ana${count}`), await world.person(`bo${count}`)];
  await world.befriend(ana, bo);
  // What a first message changes of how they stand is read once more.
  for (const [from, to] of [
    [ana, bo],
    [bo, ana],
    [ana, bo],
    [bo, ana],
  ] as const)
    await write(from, to);
});

const messageTo = (to: Person): MethodInput<'messages.send'> => {
  count += 1;
  return { recipientId: to.id, clientMessageId: `m${count}`, content: { kind: 'text', text: 'hello' } };
};
const write = (from: Person, to: Person) => from.call('messages.send', messageTo(to));
const refused = (from: Person, to: Person) => from.refused('messages.send', messageTo(to));
const factsRead = async (work: () => Promise<unknown>): Promise<number> => {
  const { statements } = await recorder.during(work);
  return statements.filter((one) => one.startsWith('select r.user_id, r.other_id')).length;
};

test('MSG-3 between people who have both written, a message is sent without reading how they stand', async () => {
  expect(await factsRead(() => write(ana, bo))).toBe(0);
  expect(await factsRead(() => write(bo, ana))).toBe(0);
});

test.each([
  ['BLK-1 a block', () => bo.call('blocks.block', { userId: ana.id }), 'not_available'],
  ['ADM-3 a setting', () => bo.call('settings.update', { messagesFrom: 'no_one' }), 'no_messages'],
])('%s takes hold of the next message, whatever was remembered', async (_, change, code) => {
  await write(ana, bo);
  await change();
  const read = await factsRead(async () => {
    expect(await refused(ana, bo)).toMatchObject({ code });
  });
  expect(read).toBe(1);
});

test('ADM-3 a setting of another node is found by the lock, before anything is stored', async () => {
  await write(ana, bo);
  await world.server.store.transaction((store) => store.graph.block(bo.id, ana.id, world.clock.now()));
  expect(await refused(ana, bo)).toMatchObject({ code: 'not_available' });
});

test('LIM-1 nobody is refused by what was remembered of their attempts', async () => {
  await write(ana, bo);
  world.clock.advance(49 * 3_600_000);
  expect(await write(ana, bo)).toHaveProperty('seq');
});
