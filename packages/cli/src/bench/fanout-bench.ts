// What one thing said costs when it goes to many sockets: people with many devices, and everybody's messages and typing on all of them.
import type { DatabaseAddress } from '@parley/store';
import {
  type BareCrowding,
  type Crowded,
  type Crowding,
  type Helper,
  type LightJoin,
  startHelper,
} from '@parley/testkit/load';
import { atLeast, atMost, type Bench, type BenchOutcome, type BenchResult } from './bench.ts';
import { openScene, type Scene } from './delivery/scene.ts';

export type FanoutSize = { people: number; devicesEach: number; writers: number; forMs: number };

const floor = 'a bare server that says each to as many sockets (deliveries/s)';

export const fanoutBench: Bench = {
  about: '50 people with 20 devices each, all of which hear what any of them gets or writes',
  run: () => measureFanout({ people: 50, devicesEach: 20, writers: 64, forMs: 5_000 }),
};

/** `on`: see `SceneWish`. */
export async function measureFanout(size: FanoutSize, on?: DatabaseAddress): Promise<BenchOutcome> {
  const bare = await measureBare(size);
  const scene = await openScene({ people: size.people, friendsEach: 10, on });
  try {
    const helper = startHelper('light-people');
    const crowd = { people: size.people, friendsEach: 10 };
    const { url } = scene;
    const { tokens } = scene.crowd;
    const join: LightJoin = { url, tokens, firstPlace: 0, crowd, devicesEach: size.devicesEach };
    await helper.ask<void>({ join });
    const notMeasured: string[] = [];
    const results: BenchResult[] = [];
    for (const what of ['messages', 'typing'] as const) {
      const { perSecond, cpu } = await measureOne({ scene, helper, size, what });
      const name = `fanout of ${what} to ${size.devicesEach} devices each`;
      results.push(atLeast({ name, value: perSecond, unit: 'deliveries/s', floor, ratio: perSecond / bare }, 0.3));
      if (cpu === undefined) notMeasured.push(`processor time of ${name}: this machine does not tell it`);
      else
        results.push(
          atMost({ name: `${name}: CPU of server and database`, value: cpu, unit: 's per 1,000 deliveries' }, 0.04),
        );
    }
    await helper.stop();
    return { floors: { [floor]: bare }, results, notMeasured };
  } finally {
    await scene.close();
  }
}

type One = { scene: Scene; helper: Helper; size: FanoutSize; what: Crowding['what'] };

async function measureOne({ scene, helper, size, what }: One): Promise<{ perSecond: number; cpu: number | undefined }> {
  const { writers, forMs } = size;
  const crowd = (lastsMs: number): Promise<Crowded> =>
    helper.ask<Crowded>({ crowding: { what, writers, forMs: lastsMs } satisfies Crowding });
  await crowd(forMs / 4);
  const before = scene.serverCpuSeconds();
  const { deliveries } = await crowd(forMs);
  const after = scene.serverCpuSeconds();
  const cpu = before === undefined || after === undefined ? undefined : ((after - before) / deliveries) * 1_000;
  return { perSecond: deliveries / (forMs / 1_000), cpu };
}

async function measureBare({ people, devicesEach, forMs }: FanoutSize): Promise<number> {
  const [echo, bare] = [startHelper('echo'), startHelper('light-people')];
  const { port } = await echo.ask<{ port: number }>({});
  const bareCrowding: BareCrowding = { url: `http://127.0.0.1:${port}`, people, devicesEach, forMs };
  const { perSecond } = await bare.ask<{ perSecond: number }>({ bareCrowding });
  await bare.stop();
  await echo.stop();
  return perSecond;
}
