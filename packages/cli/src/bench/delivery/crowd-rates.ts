// How many messages a second a crowd gets through, and how long they take.
import { type Join, startHelper, type Write, type Written } from '@parley/testkit/load';
import { quantile } from '../bench.ts';
import type { Scene } from './scene.ts';

export type Rate = {
  asked: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  lost: number;
  /** Per 1,000 messages; undefined where the machine does not tell. */
  serverCpuSeconds: number | undefined;
  clientCpuSeconds: number;
};

export type CrowdPeople = { write(perSecond: number, forMs?: number): Promise<Rate>; stop(): Promise<void> };

/** Everybody connects. */
export async function connectCrowd(scene: Scene): Promise<CrowdPeople> {
  const helper = startHelper('people');
  const { tokens, friendsEach } = scene.crowd;
  await helper.ask<void>({ join: { url: scene.url, tokens, friendsEach } } satisfies Join);
  return {
    write: async (perSecond, forMs = 8_000) => {
      const warmUpMs = forMs / 4;
      const before = scene.serverCpuSeconds();
      const written = await helper.ask<Written>({ write: { perSecond, forMs, warmUpMs } } satisfies Write);
      const after = scene.serverCpuSeconds();
      const sent = (perSecond * forMs) / 1_000;
      const counted = sent * (1 - warmUpMs / forMs);
      const latencies = [...written.latenciesMs];
      return {
        asked: perSecond,
        perSecond: written.perSecond,
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        lost: written.lost,
        serverCpuSeconds: before === undefined || after === undefined ? undefined : ((after - before) / sent) * 1_000,
        clientCpuSeconds: (written.cpuSeconds / counted) * 1_000,
      };
    },
    stop: () => helper.stop(),
  };
}

const p99MaxMs = 100;

/** Whether it kept up: what was asked for arrived, and nearly all of it soon. */
const keptUp = ({ asked, perSecond, p99Ms, lost }: Rate): boolean =>
  p99Ms <= p99MaxMs && lost === 0 && perSecond >= asked * 0.95;

/**
 * The highest rate that is kept up: half more each time until it is not, then in between. What is not kept up is tried once more: one stall of the
 * machine is no bound.
 */
export async function highestRate(people: CrowdPeople, from = 1_000): Promise<Rate | undefined> {
  let best: Rate | undefined;
  let below = 0;
  let above = Number.POSITIVE_INFINITY;
  let refinements = 0;
  for (let asked = from; refinements <= 3; ) {
    const first = await people.write(Math.round(asked));
    const rate = keptUp(first) ? first : await people.write(Math.round(asked));
    if (keptUp(rate)) {
      best = rate;
      below = asked;
    } else above = asked;
    if (above === Number.POSITIVE_INFINITY) asked *= 1.5;
    else {
      refinements += 1;
      asked = (below + above) / 2;
    }
    if (asked < 100) return best;
  }
  return best;
}
