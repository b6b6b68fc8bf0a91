// The audit on real databases: it finds what is wrong with the data, and nothing where nothing is.
import { type MethodId, methods } from '@parley/contract';
import { type Person, say, startWorld, type World } from '@parley/testkit';
import { dumpDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditBlock } from './audit-block.ts';
import { auditCommand } from './audit-command.ts';
import { notThereYet, surfaces } from './surfaces.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

let count = 0;

/** Friends with a history, a contact and presence, of whom one blocked the other. */
async function makeBlock(): Promise<[blocker: Person, blocked: Person]> {
  count += 1;
  const [blocker, blocked] = await Promise.all([world.person(`blocker${count}`), world.person(`blocked${count}`)]);
  await world.befriend(blocker, blocked);
  await world.acquaint(blocker, blocked);
  for (const person of [blocker, blocked]) await person.call('settings.update', { presence: true });
  await say(blocker, blocked, 'hello');
  await say(blocked, blocker, 'hello');
  await blocker.call('blocks.block', { userId: blocked.id });
  return [blocker, blocked];
}

const leaksOf = async (blocker: Person, blocked: Person, only?: MethodId[]): Promise<string[]> =>
  (await auditBlock(world.address, [blocker.handle, blocked.handle], only)).flatMap(({ surface, outcome }) =>
    outcome === 'LEAK' ? [surface] : [],
  );

test('BLK-1 every method of the contract is walked, or says nothing about two people', () => {
  expect(Object.keys(surfaces).sort()).toEqual(methods.map(({ id }) => id).sort());
});

test('S05 BLK-1 a block passes on every surface, what is not there yet is told, and the database stays as it was', async () => {
  const [blocker, blocked] = await makeBlock();
  // Whoever searches waits until what was written can be found: nothing comes later by itself.
  await blocker.call('search.messages', { query: 'hello' });
  const before = await dumpDatabase(world.address);
  const lines = await auditBlock(world.address, [`@${blocker.handle}`, blocked.handle.toUpperCase()]);
  expect(lines.filter(({ outcome }) => outcome === 'LEAK')).toEqual([]);
  const walked = Object.values(surfaces).filter((checks) => typeof checks !== 'string');
  expect(lines.map(({ outcome }) => outcome)).toEqual([
    ...walked.map(() => 'pass'),
    ...notThereYet.map(() => 'not there yet'),
  ]);
  expect(await dumpDatabase(world.address)).toEqual(before);
});

test('BLK-1 a request on its way, and blocking back, pass too', async () => {
  const [asker, asked] = await Promise.all([
    world.person('asker'),
    world.person('asked', { messagesFrom: 'everyone' }),
  ]);
  await say(asker, asked, 'may I?');
  await asked.call('blocks.block', { userId: asker.id });
  expect(await leaksOf(asked, asker)).toEqual([]);
  await asker.call('blocks.block', { userId: asked.id });
  expect(await leaksOf(asker, asked)).toEqual([]);
}, 60_000);

const between = ({ id: a }: Person, { id: b }: Person): string => `user_id = ${a} and other_id = ${b}`;

test.each<[string, MethodId, (blocker: Person, blocked: Person) => string]>([
  [
    'a follow of the blocked one',
    'people.profile',
    (a, b) => `update relations set following = 2 where ${between(b, a)}`,
  ],
  ['a follow of the blocker', 'people.profile', (a, b) => `update relations set following = 2 where ${between(a, b)}`],
  ['a follow request', 'people.profile', (a, b) => `update relations set following = 1 where ${between(b, a)}`],
  [
    'a place on the blocker’s list',
    'people.profile',
    (a, b) => `update relations set contact_at = '2026-01-01' where ${between(a, b)}`,
  ],
  [
    'consent of the blocker',
    'blocks.unblock',
    (a, b) => `update relations set consented_at = '2026-01-01' where ${between(a, b)}`,
  ],
  [
    'consent of the blocked one',
    'blocks.unblock',
    (a, b) => `update relations set consented_at = '2026-01-01' where ${between(b, a)}`,
  ],
  [
    'the conversation in the inbox',
    'conversations.get',
    ({ id }) => `update inbox set is_blocked = false where user_id = ${id}`,
  ],
])('BLK-1 a block that left %s is told at %s', async (_, surface, breaking) => {
  const [blocker, blocked] = await makeBlock();
  await queryDatabase(world.address, breaking(blocker, blocked));
  expect(await leaksOf(blocker, blocked, [surface])).toEqual([surface]);
});

test('whoever is not there, or was not blocked, is told in a sentence', async () => {
  const [a, b] = await Promise.all([world.person('one'), world.person('two')]);
  await expect(auditBlock(world.address, [a.handle, b.handle])).rejects.toThrow('one has not blocked two.');
  await expect(auditBlock(world.address, [a.handle, 'nobody'])).rejects.toThrow('There is nobody called nobody.');
});

test('BLK-1 the command prints a line for each surface, and fails when one of them leaks', async () => {
  const [blocker, blocked] = await makeBlock();
  await queryDatabase(world.address, `update relations set following = 2 where ${between(blocked, blocker)}`);
  const { host, port, user, database } = world.address;
  vi.stubEnv('DATABASE_URL', `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`);
  const printed: unknown[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line));
  await auditCommand().parseAsync(['block', blocker.handle, blocked.handle], { from: 'user' });
  log.mockRestore();
  vi.unstubAllEnvs();
  expect(process.exitCode).toBe(1);
  process.exitCode = undefined;
  expect(printed).toContainEqual(expect.stringMatching(/^LEAK {11}people\.profile: a follow/));
  expect(printed).toContainEqual('pass           people.search');
}, 60_000);
