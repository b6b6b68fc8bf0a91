// Very many who come at once are noted together; what each friend hears is as if they had come one by one.
import type { Notice, UserId } from '@parley/contract';
import { startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createArrivals } from './presence-handlers.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('RCPT-2b of those who come at once, each who shares presence is told to their friends, by few transactions', async () => {
  const names = ['ana', 'bo', 'cleo'];
  const people = await Promise.all(names.map((name) => world.person(name)));
  const friend = await world.person('dee');
  const silent = await world.person('eve');
  for (const person of [...people, friend]) await person.call('settings.update', { presence: true });
  for (const person of [...people, silent]) await world.befriend(person, friend);
  const { store } = world.server;
  let transactions = 0;
  const counted: typeof store.transaction = (work) => {
    transactions += 1;
    return store.transaction(work);
  };
  const told: [UserId, Notice][] = [];
  const announcer = { update: () => undefined, notice: (id: UserId, notice: Notice) => void told.push([id, notice]) };
  const faults: unknown[] = [];
  const onFault = (error: unknown): undefined => void faults.push(error);
  const deps = { store: { ...store, transaction: counted }, clock: world.clock, announcer, onFault };
  const arrivals = createArrivals(deps);
  for (const { id } of [...people, silent]) arrivals.add(id);
  await arrivals.settled();
  const heard = told.map(([id, notice]) => [id, notice.type === 'presence.changed' && notice.presence.userId]);
  expect(heard.toSorted()).toEqual(people.map(({ id }) => [friend.id, id]).toSorted());
  expect([transactions, faults]).toEqual([1, []]);
});
