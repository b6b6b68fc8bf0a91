import { directConversationId } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);

/** What the second hears while the first types. */
async function heardWhile(typist: Person, listener: Person): Promise<unknown[]> {
  const socket = await listener.socket();
  await typist.call('conversations.startTyping', { conversationId: directConversationId(typist.id, listener.id) });
  await socket.call('accounts.me', {});
  const heard = [...socket.pending()];
  socket.close();
  return heard;
}

test('without a sign-in nobody types', async () => {
  const conversationId = '00000000-0000-0001-0000-000000000002';
  expect((await world.request('conversations.startTyping', { body: { conversationId } })).refusal?.code).toBe(
    'unauthenticated',
  );
});

test('RCPT-2a a friend sees that I type, and I do not see it of myself', async () => {
  const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
  await world.befriend(ana, bo);
  const own = await ana.socket();
  const conversationId = directConversationId(ana.id, bo.id);
  expect(await heardWhile(ana, bo)).toEqual([
    { type: 'notice', notice: { type: 'typing.started', conversationId, userId: ana.id } },
  ]);
  await own.call('accounts.me', {});
  expect(own.pending()).toEqual([]);
  own.close();
});

test('RCPT-2a nobody else in the world hears of it', async () => {
  const [ana, bo, cy] = await Promise.all([somebody('ana'), somebody('bo'), somebody('cy')]);
  await world.befriend(ana, bo);
  await world.befriend(ana, cy);
  const socket = await cy.socket();
  await heardWhile(ana, bo);
  await socket.call('accounts.me', {});
  expect(socket.pending()).toEqual([]);
  socket.close();
});

const make: Record<string, () => Promise<[Person, Person]>> = {
  'to strangers, also where they take messages from everyone': () =>
    Promise.all([somebody('ana'), somebody('bo', { messagesFrom: 'everyone' })]),
  'to whom I follow, who does not follow me': async () => {
    const pair = await Promise.all([somebody('ana'), somebody('bo')]);
    await pair[0].call('graph.follow', { userId: pair[1].id });
    return pair;
  },
  'to a friend of 17': async () => friends({ bornOn: '2009-01-01' }),
  'to a friend whose list I am not on, so that I may only ask': async () => {
    const [ana, bo] = await friends();
    await bo.call('settings.update', { messagesFrom: 'specific_people', othersMayRequest: true });
    return [ana, bo];
  },
  'to a friend whom I blocked': async () => {
    const [ana, bo] = await friends();
    await ana.call('blocks.block', { userId: bo.id });
    return [ana, bo];
  },
  'to a friend who blocked me': async () => {
    const [ana, bo] = await friends();
    await bo.call('blocks.block', { userId: ana.id });
    return [ana, bo];
  },
};

async function friends(options = {}): Promise<[Person, Person]> {
  const pair = await Promise.all([somebody('ana'), somebody('bo', options)]);
  await world.befriend(...pair);
  return pair;
}

test.each(Object.keys(make))('RCPT-2a typing is not told %s, nor the other way', async (title) => {
  const pair = await make[title]?.();
  if (!pair) throw new Error(`nobody makes ${title}`);
  const [ana, bo] = pair;
  expect([await heardWhile(ana, bo), await heardWhile(bo, ana)]).toEqual([[], []]);
});
