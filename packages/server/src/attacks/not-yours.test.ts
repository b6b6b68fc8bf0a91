// What is not there and what is not yours are one answer, to the byte. The questions are those of the endpoint matrix.
import { directConversationId, type MethodId, methods, type UserId } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { countRows, type Exchange, exchange } from '@parley/testkit/attacks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newUserId } from '../secrets.ts';
import { type Asking, rows } from './endpoint-rows.fixture.ts';

let world: World;
let asker: Person;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  count += 1;
  asker = await world.person(`asker${count}`);
});
afterAll(() => world.close());

type Field = 'conversationId' | 'userId' | 'recipientId';
type Question = { id: MethodId; about(thing: string): object };

/** Each method that names its thing by this field, once. */
function questions(field: Field): Question[] {
  const sample = { id: '1', handle: 'h', targetId: '2', conversationId: 'c' } as unknown as Asking;
  return methods.flatMap(({ id }) => {
    const row = rows[id].find(({ input }) => field in input(sample));
    return row ? [{ id, about: (thing: string) => ({ ...row.input(sample), [field]: thing }) }] : [];
  });
}

const ask = ({ id, about }: Question, thing: string): Promise<Exchange> =>
  exchange(world.server.port, id, { token: asker.token, body: about(thing) });

async function expectOneAnswer(asked: readonly Question[], things: readonly string[]): Promise<void> {
  expect(asked.length).toBeGreaterThan(0);
  for (const question of asked) {
    const answers = await Promise.all(things.map((thing) => ask(question, thing)));
    for (const answer of answers) expect([question.id, answer]).toEqual([question.id, answers[0]]);
  }
}

async function expectNotFound(asked: readonly Question[], things: readonly string[]): Promise<void> {
  await expectOneAnswer(asked, things);
  for (const question of asked)
    expect([question.id, (await ask(question, things[0] ?? '')).status]).toEqual([question.id, 404]);
}

/** Somebody who blocked the asker, who is away, who will be erased, who was erased; all have been friends, with a conversation, or not. */
async function theUnseen(wereFriends: boolean): Promise<UserId[]> {
  const names = ['blocker', 'away', 'leaving', 'erased'].map((name) => `${name}${count}`);
  const people = await Promise.all(names.map((name) => world.person(name)));
  if (wereFriends) {
    for (const person of people) await meet(person);
  }
  const [blocker, away, leaving, erased] = people as [Person, Person, Person, Person];
  await blocker.call('blocks.block', { userId: asker.id });
  const nowMs = world.clock.now();
  await world.server.store.transaction(async (write) => {
    await write.accounts.setState(away.id, 'deactivated', null);
    await write.accounts.setState(leaving.id, 'deleted', nowMs + 1);
    await write.accounts.setState(erased.id, 'deleted', nowMs);
    await write.accounts.eraseDue(nowMs);
  });
  return people.map(({ id }) => id);
}

async function meet(person: Person): Promise<void> {
  await world.befriend(asker, person);
  const content = { kind: 'text', text: 'hello' } as const;
  await asker.call('messages.send', { recipientId: person.id, clientMessageId: 'to', content });
  await person.call('messages.send', { recipientId: asker.id, clientMessageId: 'from', content });
}

const isBlocking = ({ id }: Question): boolean => id === 'blocks.block' || id === 'blocks.unblock';

test('S01 a conversation of other people is no conversation', async () => {
  const [a, b] = await Promise.all([world.person('a'), world.person('b')]);
  await world.befriend(a, b);
  const content = { kind: 'text', text: 'ours' } as const;
  const { conversationId } = await a.call('messages.send', { recipientId: b.id, clientMessageId: 'c', content });
  const ofNobody = directConversationId(newUserId(), newUserId());
  const impossible = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  await expectNotFound(questions('conversationId'), [conversationId, ofNobody, ...impossible]);
});

test('S01 OBS-1 whoever may not be seen is nobody', async () => {
  const unseen = [...(await theUnseen(false)), newUserId()];
  await expectNotFound(
    questions('userId').filter((question) => !isBlocking(question)),
    unseen,
  );
  await expectOneAnswer(questions('recipientId'), unseen);
  await expectOneAnswer(
    questions('conversationId'),
    unseen.map((id) => directConversationId(asker.id, id)),
  );
  expect(await asker.call('presence.list', { userIds: unseen })).toEqual({ presences: [] });
});

test('S01 OBS-1 of former friends too nobody can tell who blocked and who is away', async () => {
  const unseen = await theUnseen(true);
  const shown = await Promise.all(
    unseen.map(async (userId) => {
      const conversation = JSON.stringify(await asker.call('conversations.get', { userId }));
      const own = directConversationId(asker.id, userId);
      return conversation
        .replaceAll(userId, 'them')
        .replaceAll(own, 'ours')
        .replaceAll(/"rev":\d+/g, '"rev":0');
    }),
  );
  expect(new Set(shown).size).toBe(1);
  const acting = questions('conversationId').filter(({ id }) => !/get|list$/.test(id));
  await expectOneAnswer(
    acting,
    unseen.map((id) => directConversationId(asker.id, id)),
  );
  await expectOneAnswer(
    questions('userId').filter(({ id }) => id !== 'conversations.get'),
    unseen,
  );
});

test('S01 OBS-1 blocking back tells who was ever here, and nothing more', async () => {
  const unseen = await theUnseen(false);
  const blocking = questions('userId').filter(isBlocking);
  await expectOneAnswer(blocking, unseen);
  await expectNotFound(blocking, [newUserId()]);
});

test('S01 asking about nobody leaves nothing behind but the count of the asker’s own attempts', async () => {
  const before = await countRows(world.address);
  for (const question of [...questions('userId'), ...questions('recipientId')]) await ask(question, newUserId());
  const ofNobody = () => directConversationId(asker.id, newUserId());
  for (const question of questions('conversationId')) await ask(question, ofNobody());
  // Two sends to two people: LIM-1 and ADM-6 count whom somebody tried to reach, whether or not there is such a person.
  const [marks = 0, lookups = 0] = [before.attempt_marks, before.lookups];
  expect(await countRows(world.address)).toEqual({ ...before, attempt_marks: marks + 1, lookups: lookups + 2 });
});
