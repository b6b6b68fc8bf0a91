// What somebody may not know, they cannot find out by comparing answers, or the work that answers cost. Time itself is measured by the gates.
import { directConversationId, type MethodId, type MethodInput } from '@parley/contract';
import { newText, say, startWorld, type World } from '@parley/testkit';
import { recordStatements, type StatementRecorder } from '@parley/testkit/attacks';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, text } from './observer-questions.fixture.ts';
import { ask, findDifference, type Past, type Story, tell } from './observer-story.fixture.ts';

let world: World;
let recorder: StatementRecorder;
beforeAll(async () => {
  recorder = recordStatements();
  // Few of each, so that stories also reach what a limit tells.
  world = await startWorld({
    limits: { messagesPerDay: 12, newPeoplePerDay: 2, lookupsPerHour: 3, messagesPerPace: 100 },
  });
});
afterAll(async () => {
  await world.close();
  recorder.stop();
});

/** Some dozen stories each, on a machine that may be busy. */
const storiesTakeMs = 90_000;
const seed = 20_260_615;
const setting: fc.Arbitrary<MethodInput<'settings.update'>> = fc.record({
  messagesFrom: fc.constantFrom('everyone', 'friends', 'specific_people', 'no_one'),
  othersMayRequest: fc.boolean(),
});
const past: fc.Arbitrary<Past> = fc.record({
  iFollow: fc.boolean(),
  theyFollow: fc.boolean(),
  isPrivate: fc.boolean(),
  hasPresence: fc.boolean(),
  iWrote: fc.nat({ max: 2 }),
  theyWrote: fc.nat({ max: 2 }),
  iListThem: fc.boolean(),
  theyListMe: fc.boolean(),
  mine: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ messagesFrom: 'everyone' as const }) },
    { weight: 1, arbitrary: setting },
  ),
  theirs: setting,
});
const noPast: Past = {
  ...{ iFollow: false, theyFollow: false, isPrivate: false, hasPresence: false, iListThem: false, theyListMe: false },
  ...{ iWrote: 0, theyWrote: 0, mine: { messagesFrom: 'everyone' }, theirs: { messagesFrom: 'friends' } },
};

const stage = () => ({ world, recorder });
type End = Story['end'];
const between = ({ me, other }: Cast) => ({ conversationId: directConversationId(me.id, other.id) });

/** What people do with what they were sent, whatever became of it. */
const reads: End = async (cast) => {
  for (const method of ['conversations.markDelivered', 'conversations.markRead'] as const)
    await cast.other.call(method, { ...between(cast), seq: 1 });
  await cast.other.call('people.profile', { userId: cast.me.id });
  await cast.other.call('conversations.startTyping', between(cast));
  await cast.other.call('requests.list', {});
  // As a device that connects does, on its own time.
  await world.server.store.transaction((write) => write.presence.touch([cast.other.id], world.clock.now()));
};

/** Who blocks goes on living; who left does not. I hear of neither. */
const blocks: End = async (cast) => {
  await cast.other.call('blocks.block', { userId: cast.me.id });
  await reads(cast);
};
const leaves: End = ({ other }) =>
  world.server.store.transaction((write) => write.accounts.setState(other.id, 'deactivated', null));
const stays: End = async () => {};

/** Two tellings of one past tell me the same. */
async function expectAlike(stories: readonly Story[]): Promise<void> {
  const [first, ...others] = stories;
  const expected = first ? await tell(stage(), first) : [];
  for (const story of others) expect(findDifference(expected, await tell(stage(), story))).toBeUndefined();
}

test(
  'OBS-1a whatever was between us, I cannot tell whether somebody blocked me or deactivated their account',
  async () => {
    const friends: Past = {
      ...noPast,
      iFollow: true,
      theyFollow: true,
      hasPresence: true,
      iWrote: 1,
      theyWrote: 1,
      iListThem: true,
    };
    const property = fc.asyncProperty(past, async (one) =>
      expectAlike([blocks, leaves].map((end) => ({ past: one, end }))),
    );
    const asked: Past = { ...noPast, theyWrote: 2 };
    await fc.assert(property, { seed, numRuns: 6, endOnFailure: true, examples: [[friends], [asked]] });
    const [shut, open] = [
      await tell(stage(), { past: friends, end: blocks }),
      await tell(stage(), { past: friends, end: stays }),
    ];
    expect(open.filter((seen, index) => seen !== shut[index]).length).toBeGreaterThan(15);
    // MED-11: what we gave each other is there in both tellings.
    for (const given of ['fromMe', 'fromThem']) {
      expect(shut.find((seen) => seen.startsWith(`/v1/media/file ${given}/original`))).toContain('"status":200');
    }
  },
  storiesTakeMs,
);

/** What may become of a request without its sender knowing. */
const fates: Record<string, Pick<Story, 'start' | 'end'>> = {
  pending: { end: stays },
  filtered: { start: ({ other }) => other.call('filterWords.add', { word: 'offer' }), end: reads },
  read: { end: reads },
  declined: { end: (cast) => cast.other.call('requests.decline', between(cast)) },
  undone: {
    end: async (cast) => {
      await cast.other.call('requests.decline', between(cast));
      await cast.other.call('requests.undoDecline', between(cast));
    },
  },
  declinedForGood: {
    end: async (cast) => {
      await cast.other.call('requests.decline', between(cast));
      await cast.other.call('requests.undoDecline', between(cast));
      await cast.other.call('requests.decline', between(cast));
      await reads(cast);
    },
  },
  reportedAndDeleted: {
    end: async (cast) => {
      await cast.other.call('reports.create', { ...between(cast), category: 'spam' });
      await cast.other.call('conversations.delete', between(cast));
    },
  },
};

test(
  'OBS-1d REQ-3 REQ-5 whether my request is pending, filtered, read, declined or reported cannot be told',
  async () => {
    const asking = fc.record({
      iFollow: fc.boolean(),
      hasPresence: fc.boolean(),
      iWrote: fc.integer({ min: 1, max: 3 }),
      theirs: fc.constantFrom<MethodInput<'settings.update'>>(
        { messagesFrom: 'everyone' },
        { messagesFrom: 'friends', othersMayRequest: true },
        { messagesFrom: 'specific_people', othersMayRequest: true },
      ),
    });
    const property = fc.asyncProperty(asking, (one) =>
      expectAlike(Object.values(fates).map((fate) => ({ past: { ...noPast, ...one }, ...fate }))),
    );
    const theirs = { messagesFrom: 'friends', othersMayRequest: true } as const;
    const active = { iFollow: true, hasPresence: true, iWrote: 1, theirs };
    await fc.assert(property, { seed, numRuns: 2, endOnFailure: true, examples: [[active]] });
  },
  storiesTakeMs,
);

test(
  'OBS-1b somebody of 16 or 17 and an adult with the same setting are one to whoever is no friend',
  async () => {
    const property = fc.asyncProperty(past, async (one) => {
      const between: Past = { ...one, theyFollow: one.theyFollow && !one.iFollow, hasPresence: false };
      for (const messagesFrom of ['friends', 'specific_people', 'no_one'] as const) {
        const theirs = { ...one.theirs, messagesFrom };
        const ages = ['2009-01-01', '1995-05-05'];
        await expectAlike(ages.map((born) => ({ past: { ...between, theirs }, born, end: stays })));
      }
    });
    await fc.assert(property, { seed, numRuns: 1, endOnFailure: true });
  },
  storiesTakeMs,
);

test('OBS-1c what is somebody else’s answers like what does not exist, and costs the same', async () => {
  const [me, ana, bo] = await Promise.all([
    world.person('outsider'),
    world.person('insider1'),
    world.person('insider2'),
  ]);
  await world.befriend(ana, bo);
  const { conversationId } = await say(ana, bo, 'between us');
  const nothing = '00000000-0000-0001-0000-000000000002';
  const methods = [
    ...['conversations.get', 'conversations.clear', 'conversations.delete', 'conversations.startTyping'],
    ...['conversations.close', 'requests.accept', 'requests.decline', 'requests.undoDecline', 'messages.list'],
  ] as MethodId[];
  const marks = ['conversations.markRead', 'conversations.markDelivered'] as const;
  const asked: [MethodId, object][] = [
    ...methods.map((method): [MethodId, object] => [method, {}]),
    ...marks.map((method): [MethodId, object] => [method, { seq: 1 }]),
    ['messages.hide', { seqs: [1] }],
    ['messages.send', newText('x')],
    ['reports.create', { category: 'spam' }],
  ];
  for (const [method, body] of asked) {
    const [theirs, none] = [
      await recorder.during(() => ask(world, me, method, { ...body, conversationId })),
      await recorder.during(() => ask(world, me, method, { ...body, conversationId: nothing })),
    ];
    expect(theirs.result.replaceAll(conversationId, nothing)).toBe(none.result);
    expect(theirs.statements).toEqual(none.statements);
    expect(theirs.result).toContain('"not_found"');
  }
});

test('OBS-1e a handle of nobody and the handle of somebody who blocked me are one answer at one price', async () => {
  const [me, shut] = await Promise.all([world.person('seeker'), world.person('shut')]);
  await shut.call('blocks.block', { userId: me.id });
  const [there, nobody] = [
    await recorder.during(() => ask(world, me, 'people.profile', { handle: 'shut' })),
    await recorder.during(() => ask(world, me, 'people.profile', { handle: 'nope' })),
  ];
  expect(there.result.replace('shut', 'nope')).toBe(nobody.result);
  expect(there.statements).toEqual(nobody.statements);
  expect(there.result).toContain('"not_found"');
});

test('OBS-1e an id of nobody and the id of somebody who blocked me are one answer at one price, whatever is asked', async () => {
  const [one, two, shut] = await Promise.all([world.person('asks1'), world.person('asks2'), world.person('shuts')]);
  await shut.call('blocks.block', { userId: one.id });
  const nobody = '1234567';
  const byUser = [
    ...['people.profile', 'conversations.get', 'admission.explain', 'graph.listFollowers', 'graph.listFollowing'],
    ...['graph.follow', 'graph.unfollow', 'graph.acceptFollow', 'contacts.add', 'contacts.remove'],
  ] as MethodId[];
  const asked: [MethodId, (id: string) => object][] = [
    ...byUser.map((method): [MethodId, (id: string) => object] => [method, (userId) => ({ userId })]),
    ['presence.list', (id) => ({ userIds: [id] })],
    ['messages.send', (recipientId) => ({ recipientId, clientMessageId: 'x', content: text('x') })],
    ['accounts.limits', () => ({})],
  ];
  for (const [method, body] of asked) {
    const [there, none] = [
      await recorder.during(() => ask(world, one, method, body(shut.id))),
      await recorder.during(() => ask(world, two, method, body(nobody))),
    ];
    expect(there.result.replaceAll(shut.id, nobody)).toBe(none.result);
    expect([method, ...there.statements]).toEqual([method, ...none.statements]);
  }
});
