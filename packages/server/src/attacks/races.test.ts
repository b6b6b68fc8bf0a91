// Doors that shut while messages are on their way, over two nodes. The full size runs in the gates.
import { startWorld, type World } from '@parley/testkit';
import { addNodes, type Nodes, runRaces, runRequestRaces } from '@parley/testkit/gates';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
let nodes: Nodes;
beforeAll(async () => {
  const many = { messagesPerDay: 1e6, newPeoplePerDay: 1e6, messagesPerPace: 1e6, lookupsPerHour: 1e6 };
  world = await startWorld();
  nodes = await addNodes(world, 1, many);
});
afterAll(async () => {
  await nodes.close();
  await world.close();
});

test('S10 ADM-5 nothing arrives by a door that was shut when that was acknowledged, and nothing acknowledged is lost', async () => {
  const { violations, ...report } = await runRaces({ world, ports: nodes.ports, rounds: 60, lanes: 6 });
  expect(violations).toEqual([]);
  expect(report.races).toBe(240);
  // Some got through and some did not: the sends did race the shutting.
  expect(Math.min(report.arrived, report.refused)).toBeGreaterThan(10);
});

test('S10 REQ-2 REQ-4 of eight first messages at once three are taken, and accepting everywhere at once is accepting once', async () => {
  expect(await runRequestRaces({ world, ports: nodes.ports, rounds: 6 })).toEqual([]);
});
