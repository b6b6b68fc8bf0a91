// Several nodes on one database: what holds on one of them alone holds nowhere.
import type { MethodId, Refusal } from '@parley/contract';
import { type Limits, type RunningServer, startServer } from '@parley/server';
import { exchange } from '../attacks/index.ts';
import type { World } from '../world/index.ts';

/** The world's own node and further ones. `close` ends the further ones. */
export type Nodes = { ports: readonly number[]; servers: readonly RunningServer[]; close(): Promise<void> };

/** `aheadMs`: by how much their clocks are wrong. */
export async function addNodes(world: World, count: number, limits: Partial<Limits>, aheadMs = 0): Promise<Nodes> {
  const { address, mediaDir, nats, logLevel } = world;
  const clock = { now: () => world.clock.now() + aheadMs };
  const shared = { address, clock, mediaDir, logLevel, ...(nats ? { nats } : {}) };
  const more: RunningServer[] = [];
  for (let index = 0; index < count; index += 1) {
    more.push(await startServer({ ...shared, port: 0, limits }));
  }
  return {
    ports: [world.server.port, ...more.map(({ port }) => port)],
    servers: [world.server, ...more],
    close: async () => {
      for (const one of more) await one.close();
    },
  };
}

export type Told = { output?: unknown; refusal?: Refusal };

/** Calls a method on one node. */
export async function callOn(
  port: number,
  { token, headers = {} }: { token: string; headers?: Record<string, string> },
  method: MethodId,
  body: object,
): Promise<Told> {
  const { status, text } = await exchange(port, method, { token, body, headers });
  const answer = JSON.parse(text) as { refusal?: Refusal };
  return status === 200 ? { output: answer } : { ...(answer.refusal ? { refusal: answer.refusal } : {}) };
}
