// LIM-1, REQ-2 and ADM-6: how much, counted exactly, and told to its owner alone.
import { limits } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../index.ts';

const messagesPerDay = 30;
const newPeoplePerDay = 4;
const lookupsPerHour = 6;
const small = {
  messagesPerDay,
  newPeoplePerDay,
  lookupsPerHour,
  messagesPerPace: 1_000_000,
  excessAttemptsPerDay: 1_000_000,
};
let world: World;
let second: RunningServer;

beforeAll(async () => {
  world = await startWorld({ limits: small });
  // Another node on the same database.
  second = await startServer({ address: world.address, port: 0, clock: world.clock, limits: small, logLevel: 'error' });
});
afterAll(async () => {
  await second.close();
  await world.close();
});

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);
const open = (name: string) => somebody(name, { messagesFrom: 'everyone' });
const limitsOf = (person: Person) => person.call('accounts.limits', {});

type Sent = { code?: string | undefined };
/** Sends by the first or the second node. */
async function send(node: number, from: Person, to: Person, body: object = newText('x')): Promise<Sent> {
  const url = node === 0 ? world.url : second.url;
  const response = await fetch(`${url}/v1/messages.send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${from.token}` },
    body: JSON.stringify({ recipientId: to.id, ...body }),
  });
  const answer = (await response.json()) as { refusal?: { code: string } };
  return { code: answer.refusal?.code };
}

describe('messages a day', () => {
  test('LIM-1a S19 exactly so many, however many are sent at once and on however many nodes', async () => {
    const [me, other] = await Promise.all([somebody('me'), somebody('other')]);
    await world.befriend(me, other);
    const answers = await Promise.all(Array.from({ length: 3 * messagesPerDay }, (_, i) => send(i % 2, me, other)));
    expect(answers.filter(({ code }) => code === undefined).length).toBe(messagesPerDay);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'message_limit']));
    expect((await limitsOf(me)).messages.remaining).toBe(0);
  });

  test('LIM-1b time alone lifts it, a day after the first', async () => {
    const [me, other] = await Promise.all([somebody('me'), somebody('other')]);
    await world.befriend(me, other);
    for (let i = 0; i < messagesPerDay; i += 1) await send(0, me, other);
    const refusal = await me.refused('messages.send', { recipientId: other.id, ...newText('x') });
    expect(refusal).toMatchObject({ code: 'message_limit', limit: { max: messagesPerDay, remaining: 0 } });
    const resetsAtMs = Date.parse(refusal.limit?.resetsAt ?? '');
    expect(resetsAtMs - world.clock.now()).toBeLessThanOrEqual(limits.dayMs + limits.attemptMarkMs);
    world.clock.advance(limits.dayMs - limits.attemptMarkMs);
    expect((await send(0, me, other)).code).toBe('message_limit');
    world.clock.advance(resetsAtMs - world.clock.now());
    expect((await send(0, me, other)).code).toBeUndefined();
  });

  test('LIM-1c a retry does not count, and a refused attempt does, whatever it was refused for', async () => {
    const me = await somebody('me');
    const [friend, closed, blocker] = await Promise.all([somebody('friend'), somebody('closed'), somebody('blocker')]);
    await world.befriend(me, friend);
    await blocker.call('blocks.block', { userId: me.id });
    const message = newText('once');
    for (let i = 0; i < 5; i += 1) await send(i % 2, me, friend, message);
    expect((await limitsOf(me)).messages.remaining).toBe(messagesPerDay - 1);
    expect((await send(0, me, closed)).code).toBe('only_friends');
    expect((await send(0, me, blocker)).code).toBe('not_available');
    expect((await limitsOf(me)).messages.remaining).toBe(messagesPerDay - 3);
  });

  test('LIM-1d repeated excess keeps from new people for a day, with its end, and from nobody who knows the sender', async () => {
    const strict = await startWorld({ limits: { ...small, excessAttemptsPerDay: 5 } });
    const [me, friend] = await Promise.all([strict.person('me.strict'), strict.person('friend.strict')]);
    await strict.befriend(me, friend);
    const stranger = (index: number) => strict.person(`stranger${index}`, { messagesFrom: 'everyone' });
    for (let i = 0; i < newPeoplePerDay; i += 1) await say(me, await stranger(i), 'hello');
    const last = await stranger(newPeoplePerDay);
    const refused = () => me.refused('messages.send', { recipientId: last.id, ...newText('x') });
    for (let i = 0; i < 6; i += 1) expect((await refused()).code).toBe('new_people_limit');
    const until = new Date(strict.clock.now() + limits.restrictionMs).toISOString();
    expect(await refused()).toMatchObject({ code: 'restricted', retryAt: until });
    expect((await limitsOf(me)).restriction).toEqual({ until, reason: 'too_many_attempts' });
    await say(me, friend, 'friends hear me');
    strict.clock.advance(limits.restrictionMs + limits.attemptMarkMs);
    await say(me, last, 'rested');
    expect((await limitsOf(me)).restriction).toBeUndefined();
    await strict.close();
  });
});

describe('new people', () => {
  test('LIM-1e exactly so many new people a day, on any node; friends and whoever wrote to me are none', async () => {
    const me = await open('me');
    const [friend, writer] = await Promise.all([open('friend'), open('writer')]);
    await world.befriend(me, friend);
    await say(writer, me, 'hello');
    const strangers = await Promise.all(Array.from({ length: 3 * newPeoplePerDay }, () => open('stranger')));
    const answers = await Promise.all(strangers.map((stranger, i) => send(i % 2, me, stranger)));
    expect(answers.filter(({ code }) => code === undefined).length).toBe(newPeoplePerDay);
    for (const known of [friend, writer]) expect((await send(1, me, known)).code).toBeUndefined();
    expect((await limitsOf(me)).newPeople.remaining).toBe(0);
  });

  test('ADM-6c previews and refused attempts share one count of new people, and answer as the send does', async () => {
    const me = await somebody('me');
    const strangers = await Promise.all(Array.from({ length: lookupsPerHour + 1 }, () => somebody('stranger')));
    for (const [index, stranger] of strangers.slice(0, lookupsPerHour).entries()) {
      const seen =
        index % 2 === 0
          ? (await me.call('people.profile', { userId: stranger.id })).refusal?.code
          : (await send(0, me, stranger)).code;
      expect(seen).toBe('only_friends');
    }
    const last = strangers.at(-1);
    if (!last) throw new Error('nobody is left');
    expect((await me.call('people.profile', { userId: last.id })).refusal?.code).toBe('lookup_limit');
    expect((await send(0, me, last)).code).toBe('lookup_limit');
    // Whoever was looked up stays so: looking again costs nothing.
    expect((await send(0, me, strangers[0] as Person)).code).toBe('only_friends');
    world.clock.advance(limits.lookupMs + 1);
    expect((await send(0, me, last)).code).toBe('only_friends');
  });
});

describe('requests', () => {
  test('REQ-2 exactly three to somebody who has not accepted, however many are sent at once', async () => {
    const [me, other] = await Promise.all([somebody('me'), open('other')]);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => send(i % 2, me, other)));
    expect(answers.filter(({ code }) => code === undefined).length).toBe(limits.requestMessages);
    expect(
      (
        await other.call('messages.list', {
          conversationId: (await me.call('conversations.get', { userId: other.id })).id,
        })
      ).messages.length,
    ).toBe(3);
  });
});

describe('pace', () => {
  let paced: World;
  beforeAll(async () => {
    paced = await startWorld({ limits: {} });
  });
  afterAll(() => paced.close());

  const friendsOf = async (name: string): Promise<[Person, Person]> => {
    const [me, other] = await Promise.all([paced.person(`me.${name}`), paced.person(`other.${name}`)]);
    await paced.befriend(me, other);
    return [me, other];
  };

  test('LIM-1f ten in ten seconds, with the time of the next', async () => {
    const [me, other] = await friendsOf('slow');
    for (let i = 0; i < limits.messagesPerPace; i += 1) await say(me, other, `${i}`);
    const refusal = await me.refused('messages.send', { recipientId: other.id, ...newText('x') });
    expect(refusal).toMatchObject({
      code: 'too_fast',
      retryAt: new Date(paced.clock.now() + limits.paceMs).toISOString(),
    });
    paced.clock.advance(limits.paceMs);
    await say(me, other, 'slowly now');
  });

  test('LIM-1f ten of many at once, and the same one again is none', async () => {
    const [me, other] = await friendsOf('fast');
    const headers = { authorization: `Bearer ${me.token}` };
    const once = { recipientId: other.id, ...newText('once') };
    for (let i = 0; i < 5; i += 1) await me.call('messages.send', once);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        paced.request('messages.send', { body: { recipientId: other.id, ...newText('x') }, headers }),
      ),
    );
    expect(answers.filter(({ refusal }) => refusal === undefined).length).toBe(limits.messagesPerPace - 1);
  });
});
