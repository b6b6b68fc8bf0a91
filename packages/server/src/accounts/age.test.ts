// What age opens and what it keeps shut. The virtual clock stands at noon of 15 June 2026.
import { directConversationId, type UserId } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const dayMs = 24 * 3_600_000;
/** Past any rule of the server, as a mended birth date, an old version or an operator could leave it. */
const setWide = ({ id }: { id: UserId }): Promise<void> =>
  world.server.store.transaction((write) => write.settings.update(id, { messagesFrom: 'everyone', presence: true }));

describe('under 16', () => {
  test('ACC-2a somebody of 15 has an account, but writes to nobody, by no path', async () => {
    const [young, friend] = await Promise.all([
      world.person('young', { bornOn: '2010-06-16' }),
      world.person('friend'),
    ]);
    await world.befriend(young, friend);
    await setWide(young);
    const socket = await young.socket();
    const conversationId = directConversationId(young.id, friend.id);
    const nobody = '1234567' as UserId;
    const tooYoung = { code: 'too_young', sentence: 'Messages are for people of 16 and over.', retry: 'no' };
    for (const where of [{ recipientId: friend.id }, { conversationId }, { recipientId: nobody }]) {
      expect(await young.refused('messages.send', { ...where, ...newText('x') })).toEqual(tooYoung);
      expect((await socket.call('messages.send', { ...where, ...newText('x') })).refusal).toEqual(tooYoung);
    }
    expect((await young.call('people.profile', { userId: friend.id })).refusal).toEqual(tooYoung);
    expect(await young.call('conversations.get', { userId: friend.id })).toMatchObject({
      refusal: tooYoung,
      abilities: { send: false },
    });
    socket.close();
  });

  test('ACC-2b nobody’s message reaches somebody of 15, and the answer is that of somebody who is gone', async () => {
    const [young, friend, gone] = await Promise.all([
      world.person('young2', { bornOn: '2010-06-16' }),
      world.person('friend2'),
      world.person('gone2'),
    ]);
    await Promise.all([setWide(young), world.befriend(friend, young)]);
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'deactivated', null));
    const answer = await friend.refused('messages.send', { recipientId: young.id, ...newText('x') });
    expect(answer).toEqual(await friend.refused('messages.send', { recipientId: gone.id, ...newText('x') }));
    expect(answer.code).toBe('not_available');
    expect((await young.call('inbox.list', {})).conversations).toEqual([]);
  });

  test('ACC-2b typing, presence and receipts reach nobody of 15 either, nor come from them', async () => {
    const [young, friend] = await Promise.all([
      world.person('young3', { bornOn: '2010-06-16' }),
      world.person('friend3'),
    ]);
    await world.befriend(young, friend);
    await Promise.all([setWide(young), setWide(friend)]);
    const sockets = [await young.socket(), await friend.socket()];
    const conversationId = directConversationId(young.id, friend.id);
    for (const socket of sockets) await socket.call('conversations.startTyping', { conversationId });
    for (const person of [young, friend]) {
      expect((await person.call('presence.list', { userIds: [young.id, friend.id] })).presences).toEqual([]);
    }
    for (const socket of sockets) {
      await socket.call('accounts.me', {});
      expect(socket.pending()).toEqual([]);
      socket.close();
    }
  });

  test('ACC-2c they are offered no setting of messages, and their own account says why', async () => {
    const young = await world.person('young4', { bornOn: '2010-06-16', messagesFrom: 'no_one' });
    expect(await young.call('accounts.me', {})).toMatchObject({
      ageBand: 'under16',
      settings: { messagesFrom: 'no_one', choices: { messagesFrom: [], presence: false } },
    });
    for (const messagesFrom of ['everyone', 'friends', 'specific_people', 'no_one'] as const) {
      expect((await young.refused('settings.update', { messagesFrom })).code).toBe('too_young');
    }
  });
});

describe('16 and 17', () => {
  const signUp = async (handle: string, birthDate: string): Promise<{ token: string; account: unknown }> => {
    const body = { handle, displayName: handle, birthDate, password: 'correct horse', session: 'token' };
    return (await world.request('accounts.signUp', { body })).output as { token: string; account: unknown };
  };

  test('ACC-3a at 16 and 17 messages start at No one, and Everyone is not offered', async () => {
    const { account, token } = await signUp('sixteen', '2010-06-15');
    expect(account).toMatchObject({
      ageBand: 'minor',
      settings: {
        messagesFrom: 'no_one',
        hasChosenMessagesFrom: false,
        choices: { messagesFrom: ['friends', 'specific_people', 'no_one'], presence: false },
      },
    });
    const update = (body: object) =>
      world.request('settings.update', { body, headers: { authorization: `Bearer ${token}` } });
    expect((await update({ messagesFrom: 'everyone' })).refusal).toMatchObject({
      code: 'choice_not_offered',
      field: 'messagesFrom',
    });
    expect((await update({ messagesFrom: 'friends' })).output).toMatchObject({
      messagesFrom: 'friends',
      hasChosenMessagesFrom: true,
    });
  });

  test('ACC-3a a refused choice changes nothing, also not what was asked for beside it', async () => {
    const minor = await world.person('seventeen', { bornOn: '2009-01-01', messagesFrom: 'no_one' });
    await minor.refused('settings.update', { messagesFrom: 'everyone', readReceipts: false, isPrivate: true });
    expect(await minor.call('settings.get', {})).toMatchObject({
      messagesFrom: 'no_one',
      hasChosenMessagesFrom: false,
      readReceipts: true,
      isPrivate: false,
    });
  });

  test('ACC-3a somebody of 16 on Friends writes with friends like anybody', async () => {
    const [minor, friend] = await Promise.all([
      world.person('sixteen2', { bornOn: '2010-06-15', messagesFrom: 'no_one' }),
      world.person('friend5'),
    ]);
    await world.befriend(minor, friend);
    expect((await minor.refused('messages.send', { recipientId: friend.id, ...newText('x') })).code).toBe(
      'messages_off',
    );
    await minor.call('settings.update', { messagesFrom: 'friends' });
    await say(minor, friend, 'hello');
    await say(friend, minor, 'hello you');
  });

  test('ACC-3b on the eighteenth birthday nothing opens by itself, and everything is offered', async () => {
    const bornOn = '2008-06-20';
    const silent = await world.person('birthday1', { bornOn, messagesFrom: 'no_one' });
    const amongFriends = await world.person('birthday2', { bornOn, messagesFrom: 'no_one' });
    const stranger = await world.person('stranger5');
    await amongFriends.call('settings.update', { messagesFrom: 'friends' });
    const settingsOf = (person: Person) => person.call('settings.get', {});
    const before = await Promise.all([silent, amongFriends].map(settingsOf));
    world.clock.advance(5 * dayMs);
    const after = await Promise.all([silent, amongFriends].map(settingsOf));
    const choices = { messagesFrom: ['everyone', 'friends', 'specific_people', 'no_one'], presence: true };
    expect(before.map((settings) => settings.choices)).not.toContainEqual(choices);
    expect(after).toEqual(before.map((settings) => ({ ...settings, choices })));
    expect((await silent.call('accounts.me', {})).ageBand).toBe('adult');
    const refusals = [silent, amongFriends].map(
      async ({ id }) => (await stranger.refused('messages.send', { recipientId: id, ...newText('x') })).code,
    );
    expect(await Promise.all(refusals)).toEqual(['no_messages', 'only_friends']);
    await silent.call('settings.update', { messagesFrom: 'everyone' });
    await say(stranger, silent, 'happy birthday');
  });

  test('ACC-3b nor on the sixteenth', async () => {
    const [young, friend] = await Promise.all([
      world.person('birthday3', { bornOn: '2010-06-25', messagesFrom: 'no_one' }),
      world.person('friend6'),
    ]);
    await world.befriend(young, friend);
    world.clock.advance(10 * dayMs);
    expect((await young.call('accounts.me', {})).ageBand).toBe('minor');
    expect((await friend.refused('messages.send', { recipientId: young.id, ...newText('x') })).code).toBe(
      'no_messages',
    );
  });
});
