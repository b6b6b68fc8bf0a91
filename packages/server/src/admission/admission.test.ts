// The decision from outside: its order, consent, and that whoever asks before writing is told what the send would say.
import { directConversationId, type UserId } from '@parley/contract';
import type { Writers } from '@parley/store';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { lockIsWaitedFor } from '@parley/testkit/database';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);
const nobody = '1234567' as UserId;
const refusalOf = (from: Person, recipientId: UserId) =>
  from.refused('messages.send', { recipientId, ...newText('x') });
const setState = ({ id }: Person, state: 'deactivated' | 'deleted') =>
  world.server.store.transaction((write) => write.accounts.setState(id, state, null));

describe('order of reasons', () => {
  test('ADM-1 with messages off, everybody gives me the same answer: it is about me', async () => {
    const me = await somebody('me', { messagesFrom: 'no_one' });
    const [friend, closed, gone, young, blocker] = await Promise.all([
      somebody('friend', { messagesFrom: 'everyone' }),
      somebody('closed', { messagesFrom: 'no_one' }),
      somebody('gone'),
      somebody('young', { bornOn: '2011-01-01' }),
      somebody('blocker'),
    ]);
    await world.befriend(me, friend);
    await setState(gone, 'deactivated');
    await blocker.call('blocks.block', { userId: me.id });
    const answers = await Promise.all(
      [friend.id, closed.id, gone.id, young.id, blocker.id, nobody].map((id) => refusalOf(me, id)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'messages_off', remedy: 'turn_messages_on' });
  });

  test('ADM-2 blocked either way, gone, under 16 and nobody at all are one answer, before any setting', async () => {
    const me = await somebody('me');
    const people = await Promise.all(
      ['blocker', 'blocked', 'deactivated', 'deleted'].map((name) => somebody(name, { messagesFrom: 'no_one' })),
    );
    const [blocker, blocked, deactivated, deleted] = people as [Person, Person, Person, Person];
    const young = await somebody('young', { bornOn: '2011-01-01', messagesFrom: 'no_one' });
    await blocker.call('blocks.block', { userId: me.id });
    await me.call('blocks.block', { userId: blocked.id });
    await setState(deactivated, 'deactivated');
    await setState(deleted, 'deleted');
    const ids = [...people.map(({ id }) => id), young.id, nobody];
    const answers = await Promise.all(ids.map((id) => refusalOf(me, id)));
    for (const answer of answers) {
      expect(answer).toEqual({ code: 'not_available', sentence: 'This person is not available.', retry: 'no' });
    }
  });
});

describe('consent', () => {
  test('ADM-4a who wrote first may be answered, also after the follows end, and sleeps under No one', async () => {
    const [ana, bo] = await Promise.all([somebody('ana', { messagesFrom: 'everyone' }), somebody('bo')]);
    await say(bo, ana, 'I wrote first');
    await say(ana, bo, 'so I may answer');
    await world.befriend(ana, bo);
    await bo.call('graph.unfollow', { userId: ana.id });
    await say(ana, bo, 'still');
    await bo.call('settings.update', { messagesFrom: 'no_one' });
    expect((await refusalOf(ana, bo.id)).code).toBe('no_messages');
    await bo.call('settings.update', { messagesFrom: 'friends' });
    await say(ana, bo, 'awake again');
  });

  test('ADM-4b a conversation that was open among friends alone is first contact once they are none', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    await world.befriend(ana, bo);
    await say(ana, bo, 'never answered');
    await bo.call('graph.unfollow', { userId: ana.id });
    expect((await refusalOf(ana, bo.id)).code).toBe('only_friends');
    await say(bo, ana, 'I may, because you wrote to me');
    await say(ana, bo, 'and now I may');
  });
});

describe('at the moment of storing', () => {
  type Change = (write: Writers, pair: { ana: Person; bo: Person }) => Promise<unknown>;
  const changes: [what: string, code: string, change: Change][] = [
    ['a block', 'not_available', (write, { ana, bo }) => write.graph.block(ana.id, bo.id, world.clock.now())],
    ['a block of mine', 'not_available', (write, { ana, bo }) => write.graph.block(bo.id, ana.id, world.clock.now())],
    ['a setting', 'no_messages', (write, { ana }) => write.settings.update(ana.id, { messagesFrom: 'no_one' })],
    ['a setting of mine', 'messages_off', (write, { bo }) => write.settings.update(bo.id, { messagesFrom: 'no_one' })],
    ['a deactivation', 'not_available', (write, { ana }) => write.accounts.setState(ana.id, 'deactivated', null)],
    [
      'an end of friendship',
      'only_friends',
      (write, { ana, bo }) =>
        write.graph.setFollowing({ followerId: ana.id, followeeId: bo.id, following: 'no', atMs: world.clock.now() }),
    ],
  ];

  test.each(changes)(
    'ADM-5 %s that is stored first refuses a send that was decided before it (%s)',
    async (_, code, change) => {
      const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
      await world.befriend(ana, bo);
      const socket = await bo.socket();
      const sending = await world.server.store.transaction(async (write) => {
        await change(write, { ana, bo });
        const answer = socket.call('messages.send', { recipientId: ana.id, ...newText('too late') });
        // Decided on what was true, and stopped before it could be stored.
        await lockIsWaitedFor(world.address);
        return { answer };
      });
      expect((await sending.answer).refusal?.code).toBe(code);
      expect(
        (await bo.call('messages.list', { conversationId: directConversationId(ana.id, bo.id) })).messages,
      ).toEqual([]);
      socket.close();
    },
  );
});

describe('what a refusal says', () => {
  test('ADM-6a it names who, and what I could do, as long as there is something to do', async () => {
    const [me, friendly] = await Promise.all([somebody('me'), world.person('bo.named', { displayName: 'Bo Named' })]);
    const sentence = 'Only friends can message Bo Named. Follow each other to write.';
    expect(await refusalOf(me, friendly.id)).toEqual({
      ...{ code: 'only_friends', sentence, retry: 'no' },
      ...{ details: { name: 'Bo Named' }, remedy: 'follow' },
    });
    await me.call('graph.follow', { userId: friendly.id });
    expect(await refusalOf(me, friendly.id)).not.toHaveProperty('remedy');
    expect((await refusalOf(me, me.id)).code).toBe('recipient_is_self');
  });

  const ageOf = { young: '2011-01-01', minor: '2009-01-01', adult: '1995-05-05' } as const;
  const anAge = fc.constantFrom(...(['young', 'minor', 'adult', 'adult', 'adult'] as const));
  const aSetting = fc.constantFrom(...(['everyone', 'friends', 'friends', 'no_one'] as const));
  const aFollow = fc.constantFrom(...(['no', 'requested', 'yes', 'yes'] as const));
  const seldom = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);
  const aPair = fc.record({
    myAge: anAge,
    theirAge: anAge,
    mine: aSetting,
    theirs: aSetting,
    follow: aFollow,
    followBack: aFollow,
    hasWritten: fc.boolean(),
    iBlock: seldom,
    theyBlock: seldom,
    isGone: seldom,
  });
  type Pair = typeof aPair extends fc.Arbitrary<infer T> ? T : never;

  /** By way of the store, since some of it no person could bring about. */
  async function makePair(pair: Pair): Promise<[Person, Person]> {
    const [me, other] = await Promise.all([
      somebody('me', { bornOn: ageOf[pair.myAge] }),
      somebody('other', { bornOn: ageOf[pair.theirAge], displayName: 'Other One' }),
    ]);
    if (pair.hasWritten && pair.theirAge !== 'young' && pair.myAge !== 'young') {
      await world.befriend(me, other);
      await say(other, me, 'from the other');
    }
    const atMs = world.clock.now();
    await world.server.store.transaction(async (write) => {
      await write.settings.update(me.id, { messagesFrom: pair.mine });
      await write.settings.update(other.id, { messagesFrom: pair.theirs });
      await write.graph.setFollowing({ followerId: me.id, followeeId: other.id, following: pair.follow, atMs });
      await write.graph.setFollowing({ followerId: other.id, followeeId: me.id, following: pair.followBack, atMs });
      if (pair.iBlock) await write.graph.block(me.id, other.id, atMs);
      if (pair.theyBlock) await write.graph.block(other.id, me.id, atMs);
      if (pair.isGone) await write.accounts.setState(other.id, 'deactivated', null);
    });
    return [me, other];
  }

  test('ADM-6b the profile and the conversation tell beforehand exactly what the send would', async () => {
    const verdicts = new Set<string>();
    const judge = async (pair: Pair): Promise<void> => {
      const [me, other] = await makePair(pair);
      const ask = (method: string, body: object) =>
        world.request(method, { body, headers: { authorization: `Bearer ${me.token}` } });
      const conversation = await ask('conversations.get', { userId: other.id });
      const profile = await ask('people.profile', { userId: other.id });
      const { refusal } = await ask('messages.send', { recipientId: other.id, ...newText('x') });
      verdicts.add(refusal?.code ?? 'delivered');
      for (const { output, refusal: unseen } of [conversation, profile]) {
        if (unseen)
          expect([unseen.code, ['messages_off', 'too_young', 'not_available']]).toEqual([
            'not_found',
            expect.arrayContaining([refusal?.code]),
          ]);
        else expect((output as { refusal?: unknown }).refusal).toEqual(refusal);
      }
      const shown = conversation.output as { id: string; abilities: { send: boolean } } | undefined;
      if (shown)
        expect([shown.id, shown.abilities.send]).toEqual([
          directConversationId(me.id, other.id),
          refusal === undefined,
        ]);
    };
    await fc.assert(fc.asyncProperty(aPair, judge), { numRuns: 40, seed: 7, endOnFailure: true });
    expect([...verdicts].sort()).toEqual([
      'delivered',
      'messages_off',
      'no_messages',
      'not_available',
      'only_friends',
      'too_young',
    ]);
  });
});
