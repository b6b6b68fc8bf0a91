import { limits } from '@parley/contract';
import { hashPassword } from '@parley/server';
import { newText, type Person, say, type World } from '@parley/testkit';
import {
  callOn,
  compareTimes,
  keepSilent,
  lookUpAtRandom,
  runRaces,
  runRequestRaces,
  spendMessages,
  spendNewPeople,
  type Timing,
  tryAllPaths,
} from '@parley/testkit/gates';
import { auditBlock } from '../audit/index.ts';
import { type Figure, type Gate, none } from './gate.ts';
import { inputGate } from './input-gate.ts';
import { nodeGates } from './node-gates.ts';
import { outageGate } from './outage-gate.ts';
import { rollingGate } from './rolling-gate.ts';
import { slowGate } from './slow-gate.ts';
import { socketGate } from './socket-gate.ts';
import { onStage } from './stage.ts';

/** OBS-1: what nobody may tell apart is this close at the 95th percentile. */
const p95MaxMs = 5;

const figuresOf = (name: string, { n, p50, p95, p95DifferenceMs }: Timing): Figure[] => [
  { name: `${name}: difference at p95`, value: p95DifferenceMs, unit: 'ms', max: p95MaxMs, n },
  ...p50.map((value, index): Figure => ({ name: `${name}: p50 of case ${index + 1}`, value, unit: 'ms', n })),
  ...p95.map((value, index): Figure => ({ name: `${name}: p95 of case ${index + 1}`, value, unit: 'ms', n })),
];

/** Friends with a history; one of them is blocked by the other, or the other goes away. */
async function makeHidden(world: World, viewer: Person, handle: string): Promise<Person> {
  const other = await world.person(handle);
  await world.befriend(viewer, other);
  await say(viewer, other, 'hello');
  await say(other, viewer, 'hello');
  return other;
}

async function timeBlocks(world: World, size: number): Promise<Figure[]> {
  const viewer = await world.person('viewer');
  const [blocker, away] = [await makeHidden(world, viewer, 'blocker'), await makeHidden(world, viewer, 'away')];
  await blocker.call('blocks.block', { userId: viewer.id });
  await world.server.store.transaction((write) => write.accounts.setState(away.id, 'deactivated', null));
  const on = (method: Parameters<typeof callOn>[2], about: (other: Person) => object) =>
    compareTimes(
      [blocker, away].map((other) => () => callOn(world.server.port, viewer, method, about(other))) as never,
      { n: size, warmUp: Math.ceil(size / 10) },
    );
  return [
    ...figuresOf('profile by id, blocked me or away', await on('people.profile', ({ id }) => ({ userId: id }))),
    ...figuresOf('profile by handle, blocked me or away', await on('people.profile', ({ handle }) => ({ handle }))),
    ...figuresOf('search, blocked me or away', await on('people.search', ({ handle }) => ({ query: handle }))),
    ...figuresOf('conversation, blocked me or away', await on('conversations.get', ({ id }) => ({ userId: id }))),
    ...figuresOf(
      'send, blocked me or away',
      await on('messages.send', ({ id }) => ({ recipientId: id, ...newText('x') })),
    ),
  ];
}

async function timeSignIn(world: World, size: number): Promise<Figure[]> {
  await world.person('here', { passwordHash: await hashPassword('correct horse') });
  const knock = (handle: string) => async (): Promise<void> => {
    // Guesses are counted in a window of time; each of these is in one of its own.
    world.clock.advance(limits.signInWindowMs);
    await world.request('accounts.signIn', { body: { handle, password: 'wrong' } });
  };
  const timing = await compareTimes([knock('here'), knock('nobody')], { n: size, warmUp: Math.ceil(size / 10) });
  return figuresOf('sign in, wrong password or unknown handle', timing);
}

async function timeHandles(world: World, size: number): Promise<Figure[]> {
  const [viewer, shut] = [await world.person('seeker'), await world.person('shut')];
  await shut.call('blocks.block', { userId: viewer.id });
  const look = (handle: string) => () => callOn(world.server.port, viewer, 'people.profile', { handle });
  const timing = await compareTimes([look('shut'), look('nobody')], { n: size, warmUp: Math.ceil(size / 10) });
  return figuresOf('profile by handle, blocked me or nobody', timing);
}

export const gates: Record<string, Gate> = {
  ...nodeGates,
  R23: slowGate,
  R24: rollingGate,
  R26: outageGate,
  S16: inputGate,
  S17: socketGate,
  S04: {
    about: 'who blocked the viewer is in no answer to anything that is looked up',
    size: 1_000_000,
    unit: 'queries',
    run: (size) =>
      onStage({}, async (world) => {
        const problems = await lookUpAtRandom({ world, people: 64, queries: size, seed: 4 });
        return { figures: [none('leaks', problems.length, size)], problems: problems.slice(0, 20) };
      }),
  },
  S05: {
    about: 'a block looks like absence on every surface, and takes as long',
    size: 1_000,
    unit: 'samples of each case',
    run: (size) =>
      onStage({}, async (world) => {
        const figures = await timeBlocks(world, size);
        const lines = await auditBlock(world.address, ['blocker', 'viewer']);
        const leaks = lines.filter(({ outcome }) => outcome === 'LEAK');
        const walked = lines.filter(({ outcome }) => outcome !== 'not there yet').length;
        const problems = leaks.map(({ surface, reason }) => `${surface}: ${reason}`);
        return { figures: [none('surfaces that leak', leaks.length, walked), ...figures], problems };
      }),
  },
  S07: {
    about: 'before it is accepted, a request tells its sender nothing',
    size: 1_000,
    quick: 20,
    unit: 'requests',
    run: (size) =>
      onStage({}, async (world) => {
        const problems: string[] = [];
        for (let turn = 0; turn < size; turn += 1) {
          const { heard, before, after } = await keepSilent(world);
          problems.push(...heard.map((frame) => `heard ${JSON.stringify(frame)}`));
          if (before !== after) problems.push('something that its sender reads has changed');
        }
        return { figures: [none('signals', problems.length, size)], problems: problems.slice(0, 20) };
      }),
  },
  S09: {
    about: 'nobody under 16 writes or is written to, by any path',
    size: 100,
    quick: 5,
    unit: 'accounts',
    run: (size) =>
      onStage({}, async (world) => {
        const problems: string[] = [];
        let paths = 0;
        for (let turn = 0; turn < size; turn += 1) {
          const { refused, leftBehind } = await tryAllPaths(world);
          paths += refused.length;
          problems.push(...refused.filter(({ code }) => code === 'ok').map(({ path }) => path));
          if (leftBehind > 0) problems.push('something was left behind');
        }
        return { figures: [none('paths that were open', problems.length, paths)], problems: problems.slice(0, 20) };
      }),
  },
  S10: {
    about: 'nothing arrives by a door that was shut when that was acknowledged',
    size: 100_000,
    quick: 2_000,
    unit: 'sends on their way while a door is shut',
    run: (size) =>
      onStage({ nodes: 1 }, async (world, { ports }) => {
        const rounds = Math.ceil(size / 4);
        const { races, arrived, refused, violations } = await runRaces({ world, ports, rounds, lanes: 8 });
        const requests = Math.ceil(rounds / 25);
        const asked = await runRequestRaces({ world, ports, rounds: requests });
        const figures: Figure[] = [
          none('violations', violations.length, races),
          none('requests over three, or accepted twice', asked.length, requests),
          { name: 'arrived', value: arrived, unit: 'messages' },
          { name: 'refused', value: refused, unit: 'messages' },
        ];
        return { figures, problems: [...violations, ...asked].slice(0, 20) };
      }),
  },
  S19: {
    about: 'the limits of a day are exact over nodes whose clocks differ, devices, sockets and forged addresses',
    size: 10_000,
    quick: 2_000,
    unit: 'sends at once',
    run: async (size) => {
      const { messagesPerDay, newPeoplePerDay } = limits;
      const attempts = { messages: size, people: Math.max(Math.ceil(size / 50), 40) };
      const spend = (set: object, work: typeof spendMessages, many: number) =>
        onStage({ nodes: 1, aheadMs: 30_000, limits: set }, (world, { ports }) =>
          work({ world, ports, attempts: many }),
        );
      const messages = await spend({ messagesPerDay }, spendMessages, attempts.messages);
      const people = await spend({ newPeoplePerDay }, spendNewPeople, attempts.people);
      const offBy = Math.abs(messages.taken - messagesPerDay);
      const figures = [
        none(`messages beside ${messagesPerDay}`, offBy, attempts.messages),
        none(`new people beside ${newPeoplePerDay}`, Math.abs(people.taken - newPeoplePerDay), attempts.people),
      ];
      const notExercised = ['a clock that is wrong by hours: each node counts a day of its own clock'];
      return { figures, problems: [], notExercised };
    },
  },
  S22: {
    about: 'who has an account cannot be told by the time an answer takes',
    size: 300,
    unit: 'samples of each case',
    run: (size) =>
      onStage({}, async (world) => ({
        figures: [...(await timeSignIn(world, size)), ...(await timeHandles(world, size * 3))],
        problems: [],
      })),
  },
};
