// What every bus promises: the suite runs on each that there is, over one node and, where it joins several, over two.
import type { UserId } from '@parley/contract';
import { type NatsServer, noNats, startNats, withReason } from '@parley/testkit/nats';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Bus, createLocalBus, createNatsBus, parseNatsUrl } from './index.ts';

const [ana, bo] = ['1', '2'] as [UserId, UserId];

type Kind = {
  name: string;
  skip: string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  open(): Promise<Bus[]>;
};

let nats: NatsServer | undefined;
let prefixCount = 0;
const withNats = (nodeCount: number): Kind => ({
  name: `NATS, ${nodeCount === 1 ? 'one node' : 'from another node'}`,
  skip: noNats,
  start: async () => void (nats = await startNats()),
  stop: async () => nats?.stop(),
  open: () => {
    prefixCount += 1;
    const options = { ...parseNatsUrl(nats?.url ?? ''), prefix: `test${prefixCount}`, onFault: unexpected };
    return Promise.all(Array.from({ length: nodeCount }, () => createNatsBus(options)));
  },
});
const local: Kind = {
  name: 'in one process',
  skip: undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  open: () => Promise.resolve([createLocalBus()]),
};

const unexpected = (error: unknown): never => {
  throw error;
};

/** What was heard, and a way to wait for so much of it. */
function ear() {
  const heard: string[] = [];
  let wake = (): void => {};
  return {
    heard,
    hear: (frame: string): void => {
      heard.push(frame);
      wake();
    },
    until: async (count: number): Promise<string[]> => {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return heard;
    },
  };
}

const kinds = [local, withNats(1), withNats(2)];

describe.each(kinds.filter(({ skip }) => !skip))('the bus: $name', ({ start, stop, open }) => {
  let buses: Bus[] = [];
  /** Where things are said, and where they are heard. */
  let far: Bus;
  let near: Bus;
  beforeAll(start);
  afterAll(stop);
  const openBuses = async (): Promise<void> => {
    buses = await open();
    [near, far] = [buses[0] as Bus, buses.at(-1) as Bus];
  };
  afterEach(async () => {
    for (const bus of buses.splice(0)) await bus.close();
  });

  test('a frame reaches every listener of its person, in the order of publishing, and nobody else', async () => {
    await openBuses();
    const { heard, hear, until } = ear();
    await near.subscribe(ana, (frame) => hear(`phone ${frame}`));
    await near.subscribe(ana, (frame) => hear(`laptop ${frame}`));
    await near.subscribe(bo, (frame) => hear(`bo ${frame}`));
    far.publish(ana, 'one');
    far.publish(ana, 'two');
    far.publish('3' as UserId, 'to nobody');
    far.publish(bo, 'three');
    await until(5);
    expect(heard).toEqual(['phone one', 'laptop one', 'phone two', 'laptop two', 'bo three']);
  });

  test('what is published once a listener stands arrives, however many come at once', async () => {
    await openBuses();
    const { hear, until } = ear();
    const ids = Array.from({ length: 300 }, (_, index) => `${index + 10}` as UserId);
    await Promise.all(
      ids.map(async (id) => {
        await near.subscribe(id, hear);
        far.publish(id, id);
      }),
    );
    expect((await until(ids.length)).sort()).toEqual([...ids].sort());
  });

  test('who stopped hears nothing more, also when they stop twice or somebody comes after them', async () => {
    await openBuses();
    const { heard, hear, until } = ear();
    const stopFirst = await near.subscribe(ana, () => hear('first'));
    stopFirst();
    const stopSecond = await near.subscribe(ana, () => hear('second'));
    stopFirst();
    far.publish(ana, 'x');
    await until(1);
    stopSecond();
    await near.subscribe(bo, () => hear('last'));
    far.publish(ana, 'x');
    far.publish(bo, 'x');
    await until(2);
    expect(heard).toEqual(['second', 'last']);
  });

  test('one function given twice is told twice, and stops once', async () => {
    await openBuses();
    const { heard, hear, until } = ear();
    const stop = await near.subscribe(ana, hear);
    await near.subscribe(ana, hear);
    far.publish(ana, 'x');
    await until(2);
    stop();
    far.publish(ana, 'y');
    await until(3);
    expect(heard).toEqual(['x', 'x', 'y']);
  });

  test('a listener may stop while it is being told', async () => {
    await openBuses();
    const { heard, hear, until } = ear();
    const stopOnce = await near.subscribe(ana, () => {
      hear('once');
      stopOnce();
    });
    await near.subscribe(ana, () => hear('always'));
    far.publish(ana, 'x');
    far.publish(ana, 'x');
    await until(3);
    expect(heard).toEqual(['once', 'always', 'always']);
  });

  test('a long frame in any script arrives as it was', async () => {
    await openBuses();
    const { hear, until } = ear();
    await near.subscribe(ana, hear);
    const frame = JSON.stringify({ text: 'Здравствуй 👋🏽 שלום\u2028'.repeat(10_000) });
    far.publish(ana, frame);
    expect(await until(1)).toEqual([frame]);
  });

  test('it is whole, and tells of no gap while nothing breaks', async () => {
    await openBuses();
    let gaps = 0;
    near.onGap(() => void (gaps += 1));
    const { hear, until } = ear();
    await near.subscribe(ana, hear);
    far.publish(ana, 'x');
    await until(1);
    expect([near.isWhole(), far.isWhole(), gaps]).toEqual([true, true, 0]);
  });

  test('what was published before it was closed has left, and a closed one tells nobody', async () => {
    await openBuses();
    const { heard, hear, until } = ear();
    await near.subscribe(ana, hear);
    far.publish(ana, 'x');
    await far.close();
    await until(1);
    await near.close();
    near.publish(ana, 'y');
    expect(heard).toEqual(['x']);
  });
});

describe.skipIf(noNats)(withReason('the bus over NATS'), () => {
  test('is among those that are tested here', () => {
    expect(kinds.filter(({ skip }) => skip)).toEqual([]);
  });
});
