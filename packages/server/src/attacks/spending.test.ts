// One count a person, whatever it is spent through. The full size runs in the gates.
import { startWorld } from '@parley/testkit';
import { addNodes, type Spent, spendMessages, spendNewPeople } from '@parley/testkit/gates';
import { expect, test } from 'vitest';

const many = { messagesPerPace: 1e6, lookupsPerHour: 1e6, excessAttemptsPerDay: 1e6 };

async function spend(limits: object, work: typeof spendMessages, attempts: number): Promise<Spent> {
  const world = await startWorld({ limits: { ...many, ...limits } });
  const nodes = await addNodes(world, 1, { ...many, ...limits });
  try {
    return await work({ world, ports: nodes.ports, attempts });
  } finally {
    await nodes.close();
    await world.close();
  }
}

test('S19 LIM-1 of 240 sends at once, over two nodes and a socket and from forged addresses, exactly the day’s 50 are taken', async () => {
  const spent = await spend({ messagesPerDay: 50 }, spendMessages, 240);
  expect(spent).toEqual({ taken: 50, codes: { message_limit: 190 } });
});

test('S19 LIM-1 of 30 new people written to at once, exactly the day’s 7 are reached', async () => {
  const spent = await spend({ newPeoplePerDay: 7 }, spendNewPeople, 30);
  expect(spent).toEqual({ taken: 7, codes: { new_people_limit: 23 } });
});
