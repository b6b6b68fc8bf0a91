// A world on a throw-away database, outside any test run.
import type { Limits } from '@parley/server';
import { migrate } from '@parley/store';
import { startWorld, type World } from '@parley/testkit';
import { addNodes, type Nodes } from '@parley/testkit/gates';
import { openReplayDatabase } from '../replay/index.ts';

const many = {
  messagesPerDay: 1e9,
  newPeoplePerDay: 1e9,
  messagesPerPace: 1e9,
  lookupsPerHour: 1e9,
  excessAttemptsPerDay: 1e9,
};

export async function onStage<T>(
  { nodes: more = 0, limits = {}, webDir }: { nodes?: number; limits?: Partial<Limits>; webDir?: string },
  work: (world: World, nodes: Nodes) => Promise<T>,
): Promise<T> {
  const database = await openReplayDatabase(undefined);
  await migrate(database.address);
  const own = { ...many, ...limits };
  const world = await startWorld({
    limits: own,
    database: { address: database.address, drop: () => database.close() },
    ...(webDir === undefined ? {} : { webDir }),
  });
  const nodes = await addNodes(world, more, own);
  try {
    return await work(world, nodes);
  } finally {
    await nodes.close();
    await world.close();
  }
}
