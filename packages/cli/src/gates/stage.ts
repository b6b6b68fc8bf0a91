// A world on a throw-away database, outside any test run.
import type { Limits } from '@parley/server';
import { type DatabaseAddress, migrate } from '@parley/store';
import { startWorld, type World } from '@parley/testkit';
import { addNodes, type Nodes } from '@parley/testkit/gates';
import { findNats, type NatsServer, startNats } from '@parley/testkit/nats';
import { openReplayDatabase } from '../replay/index.ts';

const many = {
  messagesPerDay: 1e9,
  newPeoplePerDay: 1e9,
  messagesPerPace: 1e9,
  lookupsPerHour: 1e9,
  excessAttemptsPerDay: 1e9,
};

/** `aheadMs`: by how much the clocks of the further nodes are wrong. `on`: a database that stays; default: one on a server of its own. */
type Stage = {
  on?: DatabaseAddress | undefined;
  nodes?: number;
  aheadMs?: number;
  limits?: Partial<Limits>;
  webDir?: string;
};
type Around = Nodes & { nats: NatsServer | undefined };

/** Several nodes have a NATS between them, where there is one. */
export async function onStage<T>(
  { on, nodes: more = 0, aheadMs, limits = {}, webDir }: Stage,
  work: (world: World, around: Around) => Promise<T>,
): Promise<T> {
  const database = await openReplayDatabase(on);
  await migrate(database.address);
  const own = { ...many, ...limits };
  const nats = more > 0 && findNats() !== undefined ? await startNats() : undefined;
  const world = await startWorld({
    limits: own,
    database: { address: database.address, drop: () => database.close() },
    // That NATS is gone is told as an error; where a gate ends it, it is meant.
    ...(nats === undefined ? {} : { nats: { url: nats.url }, logLevel: 'silent' }),
    ...(webDir === undefined ? {} : { webDir }),
  });
  const nodes = await addNodes(world, more, own, aheadMs);
  try {
    return await work(world, { ...nodes, nats });
  } finally {
    await nodes.close();
    await world.close();
    await nats?.stop();
  }
}
