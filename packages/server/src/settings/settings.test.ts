import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);
const refusalOf = (from: Person, to: Person) => from.refused('messages.send', { recipientId: to.id, ...newText('x') });

test('without a sign-in there are no settings', async () => {
  for (const method of ['settings.get', 'settings.update']) {
    expect((await world.request(method, { body: {} })).refusal?.code).toBe('unauthenticated');
  }
});

describe('changing', () => {
  test('ADM-3c only what is given changes, and the answer says what holds now', async () => {
    const ana = await somebody('ana');
    const start = await ana.call('settings.get', {});
    expect(start).toEqual({
      messagesFrom: 'friends',
      othersMayRequest: false,
      filterRequests: true,
      readReceipts: true,
      presence: false,
      isPrivate: false,
      hasChosenMessagesFrom: false,
      choices: { messagesFrom: ['everyone', 'friends', 'specific_people', 'no_one'], presence: true },
    });
    expect(await ana.call('settings.update', {})).toEqual(start);
    for (const patch of [
      { readReceipts: false },
      { othersMayRequest: true },
      { filterRequests: false },
      { presence: true },
      { isPrivate: true },
    ]) {
      const before = await ana.call('settings.get', {});
      expect(await ana.call('settings.update', patch)).toEqual({ ...before, ...patch });
    }
    expect(await ana.call('settings.update', { messagesFrom: 'everyone' })).toEqual({
      ...{
        ...start,
        readReceipts: false,
        othersMayRequest: true,
        filterRequests: false,
        presence: true,
        isPrivate: true,
      },
      ...{ messagesFrom: 'everyone', hasChosenMessagesFrom: true },
    });
  });

  test('ADM-3c my other devices hear that something changed, and nobody else does', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    await world.befriend(ana, bo);
    const [own, other] = [await ana.socket(), await bo.socket()];
    await ana.call('settings.update', { messagesFrom: 'no_one', isPrivate: true });
    expect((await own.next('notice')).notice).toEqual({ type: 'account.changed' });
    await other.call('accounts.me', {});
    expect(other.pending()).toEqual([]);
    own.close();
    other.close();
  });

  test('ADM-3c a setting holds for the first message after its answer', async () => {
    const [ana, stranger] = await Promise.all([somebody('ana'), somebody('stranger')]);
    for (const [messagesFrom, code] of [
      ['no_one', 'no_messages'],
      ['friends', 'only_friends'],
      ['no_one', 'no_messages'],
    ] as const) {
      await ana.call('settings.update', { messagesFrom: 'everyone' });
      await say(stranger, ana, 'hello');
      await ana.call('settings.update', { messagesFrom });
      expect((await refusalOf(stranger, ana)).code).toBe(code);
    }
  });
});

describe('from whom messages come', () => {
  test('ADM-3a Everyone takes anybody’s, Friends those of friends alone: no follower’s, nobody’s whom I follow', async () => {
    const [open, among] = await Promise.all([somebody('open', { messagesFrom: 'everyone' }), somebody('among')]);
    const [friend, fan, followed, stranger] = (await Promise.all(
      ['friend', 'fan', 'followed', 'stranger'].map((name) => somebody(name)),
    )) as [Person, Person, Person, Person];
    await world.befriend(among, friend);
    await fan.call('graph.follow', { userId: among.id });
    await among.call('graph.follow', { userId: followed.id });
    for (const who of [friend, fan, followed, stranger]) await say(who, open, 'hello');
    await say(friend, among, 'hello');
    for (const who of [fan, followed, stranger]) expect((await refusalOf(who, among)).code).toBe('only_friends');
  });

  test('ADM-3b No one stops messages both ways with a sentence of its own, and history stays readable', async () => {
    const [ana, friend] = await Promise.all([world.person('quiet.ana', { displayName: 'Ana Q' }), somebody('friend')]);
    await world.befriend(ana, friend);
    const { conversationId } = await say(ana, friend, 'one');
    await say(friend, ana, 'two');
    await ana.call('settings.update', { messagesFrom: 'no_one' });
    expect(await refusalOf(friend, ana)).toEqual({
      code: 'no_messages',
      sentence: 'Ana Q is not taking messages.',
      retry: 'no',
      details: { name: 'Ana Q' },
    });
    expect(await refusalOf(ana, friend)).toEqual({
      code: 'messages_off',
      sentence: 'You have turned messages off. Turn them on to write.',
      retry: 'no',
      remedy: 'turn_messages_on',
    });
    for (const who of [ana, friend]) {
      expect((await who.call('messages.list', { conversationId })).messages).toHaveLength(2);
      expect((await who.call('inbox.list', {})).conversations[0]?.lastMessage?.content.text).toBe('two');
    }
    await ana.call('settings.update', { messagesFrom: 'friends' });
    await say(friend, ana, 'three');
  });
});
