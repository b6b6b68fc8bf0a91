// R24: every node is replaced, one after the other, while people write.
import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseAddress } from '@parley/store';
import { openTalkers, quantile, type Talking } from '@parley/testkit/gates';
import { fillCrowd } from '@parley/testkit/load';
import { startBalancer } from '@parley/testkit/nats';
import pg from 'pg';
import { onCluster, type ServingNode } from './cluster.ts';
import { type Figure, type Found, type Gate, none } from './gate.ts';

const people = 300;
const friendsEach = 10;
const perSecond = 60;
const drainSeconds = 4;
/** A client whose last connection was shorter than ten seconds waits longer before the next: it takes that for trouble. */
const settledMs = 10_500;
const warmUpMs = 1_500;
const p99MaxMs = 500;

export const rollingGate: Gate = {
  about: 'while every node is replaced under load, no send fails',
  size: 10,
  quick: 1,
  unit: 'replacements of each of two nodes',
  needs: 'nats-server',
  run: (size) =>
    onCluster({ nodes: 2, env: { PARLEY_DRAIN_SECONDS: String(drainSeconds) } }, async ({ address, nodes }) => {
      const crowd = await fillCrowd(address, { people, friendsEach, nowMs: Date.now() });
      const balanced = nodes.map((node) => ({
        get port() {
          return node.port;
        },
        isReady: () => node.isUp,
      }));
      const balancer = await startBalancer(balanced);
      const talkers = await openTalkers({ url: balancer.url, ...crowd });
      try {
        const codes: (number | null)[] = [];
        let isOver = false;
        const talked = talkers.talk(perSecond, () => isOver);
        for (let round = 0; round < size; round += 1) codes.push(...(await replaceAll(nodes)));
        await delay(warmUpMs);
        isOver = true;
        return await judged({ talking: await talked, codes, nodes, address });
      } finally {
        talkers.close();
        await balancer.close();
      }
    }),
};

/** Each leaves when the one before is back. Answers how they ended. */
async function replaceAll(nodes: readonly ServingNode[]): Promise<(number | null)[]> {
  const codes: (number | null)[] = [];
  for (const node of nodes) {
    await delay(settledMs);
    codes.push(await node.leave());
    await node.start();
  }
  return codes;
}

type Outcome = {
  talking: Talking;
  codes: readonly (number | null)[];
  nodes: readonly ServingNode[];
  address: DatabaseAddress;
};

async function judged({ talking, codes, nodes, address }: Outcome): Promise<Found> {
  const { sent, arrived, failed, timesMs } = talking;
  const stored = await countStored(address);
  const problems = codes.filter((code) => code !== 0).map((code) => `a node ended with ${code}`);
  problems.push(...nodes.flatMap((node) => (node.isUp ? [] : ['a node is not up'])));
  if (stored !== sent) problems.push(`${sent} were sent, and ${stored} are stored`);
  const figures: Figure[] = [
    none('sends that failed', failed, sent),
    none('messages that did not arrive', sent - arrived, sent),
    { name: 'nodes replaced', value: codes.length, unit: '' },
    { name: 'p50 from write to read', value: quantile(timesMs, 0.5), unit: 'ms', n: sent },
    { name: 'p99 from write to read', value: quantile(timesMs, 0.99), unit: 'ms', max: p99MaxMs, n: sent },
    { name: 'slowest', value: quantile(timesMs, 1), unit: 'ms' },
  ];
  const notExercised = ['clients and nodes of an earlier version', 'a balancer that learns late of a node that leaves'];
  return { figures, problems, notExercised };
}

/** Everybody has written to their friends once before. */
async function countStored(address: DatabaseAddress): Promise<number> {
  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from messages where text like '#%'`,
  );
  await client.end();
  return rows[0]?.count ?? 0;
}
