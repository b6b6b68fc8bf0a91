import type { DatabaseAddress } from '@parley/store';
import { type BareJoin, type LightJoin, type Memory, type MemoryQuestion, startHelper } from '@parley/testkit/load';
import { atMost, type Bench, type BenchOutcome } from './bench.ts';
import { openScene, type Scene } from './delivery/scene.ts';

const floor = 'a bare socket that says nothing (KB)';
const goalKb = 12;

export const idleBench: Bench = {
  about: '10,000 authenticated connections that wait for news',
  run: () => measureIdle(10_000),
};

/** `snapshot`: where the node's heap is written to, when all are connected. */
export async function measureIdle(
  people: number,
  { snapshot, on }: { snapshot?: string; on?: DatabaseAddress } = {},
): Promise<BenchOutcome> {
  const bare = await measureBare(people);
  const scene = await openScene({ people, friendsEach: 2, on });
  try {
    const node = await measureNode(scene, people, snapshot);
    const value = node.resident;
    return {
      floors: { [floor]: bare.resident },
      results: [
        {
          ...atMost({ name: 'memory of an idle connection', value, unit: 'KB' }, goalKb),
          ...besides(value, bare.resident),
        },
      ],
      notMeasured: [
        `parts of it: objects of JavaScript ${node.heap.toFixed(1)} KB (bare: ${bare.heap.toFixed(1)}), the rest is of Node and V8`,
        `the whole process with all of them: ${Math.round(node.wholeMb)} MB, of which ${Math.round(node.emptyMb)} MB without any`,
        'memory of the kernel for the sockets, which is the same for any server',
      ],
    };
  } finally {
    await scene.close();
  }
}

/** The goal is of the value; the ratio only tells. */
const besides = (value: number, bare: number) => ({ floor, ratio: value / bare });

/** In KB for each; the whole process in MB. */
type Each = { resident: number; heap: number; emptyMb: number; wholeMb: number };

const kbEach = (before: Memory, after: Memory, count: number): Each => ({
  resident: (after.resident - before.resident) / 1_024 / count,
  heap: (after.heap - before.heap) / 1_024 / count,
  emptyMb: before.resident / 1_024 ** 2,
  wholeMb: after.resident / 1_024 ** 2,
});

/** So many come and go first, fifty at a time, so that what the first connections cost once is not counted. */
const visits = 4;

async function measureNode({ node, url, crowd }: Scene, people: number, snapshot: string | undefined): Promise<Each> {
  const memory = (to?: string): Promise<Memory> =>
    node.ask<Memory>({ memory: true, snapshot: to } satisfies MemoryQuestion);
  const joining = { url, firstPlace: 0, crowd: { people, friendsEach: crowd.friendsEach } };
  const [first, all] = [startHelper('light-people'), startHelper('light-people')];
  await first.ask<void>({ join: { ...joining, tokens: crowd.tokens.slice(0, 50), visits } satisfies LightJoin });
  await first.stop();
  const before = await memory();
  await all.ask<void>({ join: { ...joining, tokens: crowd.tokens } satisfies LightJoin });
  const after = await memory(snapshot);
  await all.stop();
  return kbEach(before, after, people);
}

async function measureBare(people: number): Promise<Each> {
  const [server, first, all] = [startHelper('echo'), startHelper('light-people'), startHelper('light-people')];
  const { port } = await server.ask<{ port: number }>({});
  const url = `http://127.0.0.1:${port}`;
  await first.ask<void>({ bareJoin: { url, count: 0, visits } satisfies BareJoin });
  await first.stop();
  const before = await server.ask<Memory>({ memory: true });
  await all.ask<void>({ bareJoin: { url, count: people } satisfies BareJoin });
  const after = await server.ask<Memory>({ memory: true });
  await all.stop();
  await server.stop();
  return kbEach(before, after, people);
}
