// The doors into the demo world: open where the operator opened them, and leading nowhere else.

import type { Person as PersonView } from '@parley/contract';
import { settingsChoices } from '@parley/core';
import { type Answer, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoConversations, demoFollows, demoFriends, demoPeople } from './demo-world.ts';
import { seedDemoWorld } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ hasDemo: true });
});
afterAll(() => world.close());

const signIn = (handle: string, where = world): Promise<Answer> =>
  where.request('demo.signIn', { body: { handle, session: 'token' } });
const ask = async <T>(answer: Answer, method: string, body: object = {}): Promise<T> => {
  const { token } = answer.output as { token: string };
  return (await world.request(method, { body, headers: { authorization: `Bearer ${token}` } })).output as T;
};
const listed = async (): Promise<string[]> =>
  ((await world.request('demo.list', {})).output as { people: PersonView[] }).people.map((person) => person.handle);

test('an empty server with open doors has nobody behind them', async () => {
  expect((await world.request('demo.list', {})).refusal?.code).toBe('demo_only');
});

describe('once it is filled', () => {
  beforeAll(async () => {
    expect(await seedDemoWorld(world.server.store, world.clock)).toBe(demoPeople.length);
  });

  test('everybody is listed, in one order, without a sign-in', async () => {
    expect(await listed()).toEqual(demoPeople.map((person) => person.handle));
  });

  test('it is filled once: whoever is here already is left alone', async () => {
    expect(await seedDemoWorld(world.server.store, world.clock)).toBe(0);
    expect(await listed()).toHaveLength(demoPeople.length);
  });

  test('anybody walks in as one of them, and finds conversations in order', async () => {
    const answer = await signIn('Mara.Bakes');
    expect(answer.output).toMatchObject({
      account: { person: { handle: 'mara.bakes' }, isDemo: true, ageBand: 'adult' },
    });
    type Inbox = {
      conversations: { lastMessageAt: string; peer: PersonView; pinnedAt?: string; mute?: object }[];
      requestCount: number;
      filteredCount: number;
    };
    const inbox = await ask<Inbox>(answer, 'inbox.list');
    const own = demoConversations.filter(({ people }) => people.includes('mara.bakes'));
    expect(inbox.conversations).toHaveLength(own.length);
    expect([inbox.requestCount, inbox.filteredCount]).toEqual([2, 1]);
    const [pinned, ...others] = inbox.conversations;
    expect(pinned).toMatchObject({ peer: { handle: 'noor' }, pinnedAt: expect.any(String) });
    expect(others.filter((row) => row.mute).map((row) => row.peer.handle)).toEqual(['lu.cozinha']);
    const times = others.map((row) => row.lastMessageAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(times.every((time) => Date.parse(time) <= world.clock.now())).toBe(true);
  });

  test('the doors lead to nobody else, whatever their name', async () => {
    await world.person('realone');
    for (const handle of ['realone', 'nobody.at.all']) {
      expect(await signIn(handle)).toMatchObject({ status: 404, refusal: { code: 'demo_only' } });
    }
    expect(await listed()).not.toContain('realone');
  });

  test('nobody opens them with a password, not even an empty one', async () => {
    const { refusal } = await world.request('accounts.signIn', {
      body: { handle: 'noor', password: ' ', session: 'token' },
    });
    expect(refusal?.code).toBe('wrong_credentials');
  });

  test('whom they block among themselves does not close a door', async () => {
    const [first] = demoPeople;
    const mara = await ask<{ people: { person: PersonView }[] }>(await signIn('noor'), 'people.search', {
      query: first?.handle,
    });
    await ask(await signIn('noor'), 'blocks.block', { userId: mara.people[0]?.person.id });
    expect(await listed()).toEqual(demoPeople.map((person) => person.handle));
  });

  test('who went away from the demo world is not listed, and comes back by walking in', async () => {
    const otis = await signIn('big_otis');
    const { account } = otis.output as { account: { person: PersonView } };
    await world.server.store.transaction((write) => write.accounts.setState(account.person.id, 'deactivated', null));
    expect(await listed()).not.toContain('big_otis');
    expect((await signIn('big_otis')).status).toBe(200);
    expect(await listed()).toContain('big_otis');
  });
});

test('without the operator’s word the doors are not there, even with people behind them', async () => {
  const closed = await startWorld();
  await seedDemoWorld(closed.server.store, closed.clock);
  expect((await closed.request('demo.list', {})).refusal?.code).toBe('demo_only');
  expect((await signIn('noor', closed)).refusal?.code).toBe('demo_only');
  await closed.close();
});

test('the town is of one piece: every name is somebody’s, and everybody is grown up', () => {
  const handles = new Set(demoPeople.map((person) => person.handle));
  const named = [
    ...demoFriends.flat(),
    ...demoFollows.flat(),
    ...demoConversations.flatMap(({ people }) => [...people]),
  ];
  expect(named.filter((handle) => !handles.has(handle))).toEqual([]);
  expect(demoPeople.filter(({ bornOn }) => bornOn > '2007-01-01')).toEqual([]);
  for (const { messagesFrom } of demoPeople) expect(settingsChoices('adult').messagesFrom).toContain(messagesFrom);
  for (const { lines, unread = 0 } of demoConversations) expect(unread).toBeLessThanOrEqual(lines.length);
});
