// R23: one socket in a hundred stops reading. Windows with and without take turns, so that whatever else the machine does happens to both.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { closeCodes } from '@parley/contract';
import { newText, openRawSocket, type RawSocket } from '@parley/testkit';
import { openWire, type Wire } from '@parley/testkit/attacks';
import { openTalkers, quantile, type Talkers } from '@parley/testkit/gates';
import { fillCrowd } from '@parley/testkit/load';
import { onCluster, residentBytes, troublesOf } from './cluster.ts';
import { type Figure, type Found, type Gate, none } from './gate.ts';
import { type GatePerson, peopleOf } from './people.ts';

const people = 1_000;
const friendsEach = 10;
const perSecond = 100;
const slowSockets = people / 100;
/** Of the longest text, to all slow sockets: more than the system takes for somebody who does not read. */
const longPerSecond = 150;
const writersAtOnce = 16;
const longText = 'x'.repeat(5_900);
const windowMs = 15_000;
const growthMax = 1.1;

export const slowGate: Gate = {
  about: 'one socket in a hundred stops reading, and neither memory nor others notice',
  size: 3,
  unit: 'windows of 15 s with, and as many without',
  run: async (size) => {
    const metrics = `127.0.0.1:${await freePort()}`;
    return onCluster({ nodes: 1, env: { PARLEY_METRICS_ADDR: metrics } }, async ({ address, nodes, ports, store }) => {
      const [node] = nodes;
      const port = ports[0] ?? 0;
      const crowd = await fillCrowd(address, { people, friendsEach, nowMs: Date.now() });
      const makers = peopleOf(store);
      const [writer, slow] = [await makers.person(), await makers.person()];
      await makers.befriend(writer, slow);
      const talkers = await openTalkers({ url: `http://localhost:${port}`, ...crowd });
      const writing = await openRawSocket(`http://localhost:${port}`, writer.token);
      const readers = new SlowReaders(port, slow);
      const scene = { talkers, writing, slow, readers, resident: () => residentBytes(node?.pid ?? 0) ?? 0 };
      try {
        const windows: Window[] = [await runWindow(scene, true), await runWindow(scene, true)];
        for (let turn = 0; turn < size; turn += 1) {
          windows.push(await runWindow(scene, false), await runWindow(scene, true));
        }
        const tooSlow = await countTooSlow(metrics);
        return judged(windows, { readers, tooSlow, problems: troublesOf(nodes) });
      } finally {
        readers.close();
        writing.close();
        talkers.close();
      }
    });
  },
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** By the node's own word: a reader who was sent away does not read with which code. */
async function countTooSlow(metrics: string): Promise<number> {
  const text = await (await fetch(`http://${metrics}/metrics`)).text();
  return Number(/^parley_slow_sockets_closed_total (\d+)/m.exec(text)?.[1] ?? 0);
}

/** Devices of one person. Those that are sent away come back, and read as little as before. */
class SlowReaders {
  readonly #port: number;
  readonly #person: GatePerson;
  readonly #wires = new Set<Wire>();
  readonly #codes: (number | undefined)[] = [];
  #isReading = true;
  #isOver = false;

  constructor(port: number, person: GatePerson) {
    this.#port = port;
    this.#person = person;
  }

  /** How often one was closed, for whatever reason. */
  get ended(): number {
    return this.#codes.length;
  }

  get codes(): readonly (number | undefined)[] {
    return this.#codes;
  }

  async open(isReading: boolean): Promise<void> {
    this.#isReading = isReading;
    while (this.#wires.size < slowSockets) await this.#openOne();
    for (const wire of this.#wires) if (isReading) wire.readOn();
    for (const wire of this.#wires) if (!isReading) wire.stopReading();
  }

  close(): void {
    this.#isOver = true;
    for (const wire of this.#wires) wire.destroy();
  }

  async #openOne(): Promise<void> {
    const wire = await openWire(this.#port, { token: this.#person.token });
    this.#wires.add(wire);
    if (!this.#isReading) wire.stopReading();
    void wire.ended.then((code) => {
      this.#wires.delete(wire);
      if (this.#isOver) return;
      this.#codes.push(code);
      void this.#openOne();
    });
  }
}

type Scene = {
  talkers: Talkers;
  writing: RawSocket;
  slow: GatePerson;
  readers: SlowReaders;
  resident(): number;
};
type Window = { isReading: boolean; p99Ms: number; bytes: number; sent: number; arrived: number };

async function runWindow(scene: Scene, isReading: boolean): Promise<Window> {
  const { talkers, writing, slow, readers, resident } = scene;
  await readers.open(isReading);
  const endMs = performance.now() + windowMs;
  const isOver = (): boolean => performance.now() > endMs;
  let bytes = 0;
  const looks = setInterval(() => {
    bytes = Math.max(bytes, resident());
  }, 50);
  const startedMs = performance.now();
  let count = 0;
  // Several side by side: one that waits for each answer writes no faster than the node answers.
  const flood = async (): Promise<void> => {
    while (!isOver()) {
      count += 1;
      await writing.call('messages.send', { recipientId: slow.id, ...newText(longText) });
      const aheadMs = (count / longPerSecond) * 1_000 - (performance.now() - startedMs);
      if (aheadMs > 0) await delay(aheadMs);
    }
  };
  const [talking] = await Promise.all([
    talkers.talk(perSecond, isOver),
    ...Array.from({ length: writersAtOnce }, flood),
  ]);
  clearInterval(looks);
  const { sent, arrived, timesMs } = talking;
  return { isReading, p99Ms: quantile(timesMs, 0.99), bytes, sent, arrived };
}

type Outcome = { readers: SlowReaders; tooSlow: number; problems: string[] };

function judged(windows: readonly Window[], { readers, tooSlow, problems }: Outcome): Found {
  const firstSlow = windows.findIndex(({ isReading }) => !isReading);
  const before = Math.max(...windows.slice(0, firstSlow).map(({ bytes }) => bytes));
  const most = Math.max(...windows.map(({ bytes }) => bytes));
  const p99Of = (which: boolean): number =>
    quantile(
      windows
        .slice(firstSlow - 1)
        .flatMap(({ isReading, p99Ms }) => (isReading === which ? [p99Ms] : []))
        .sort((a, b) => a - b),
      0.5,
    );
  const sent = windows.reduce((sum, one) => sum + one.sent, 0);
  const missing = windows.reduce((sum, one) => sum + one.sent - one.arrived, 0);
  if (tooSlow === 0) problems.push('nobody was too slow: it was not tried');
  const notResumed = readers.codes.filter((code) => code !== undefined && code !== closeCodes.tooSlow);
  problems.push(...notResumed.map((code) => `a slow socket was closed with ${code}`));
  const figures: Figure[] = [
    none('messages of others that did not arrive', missing, sent),
    { name: 'memory of the node, with to without', value: most / before, unit: 'x', max: growthMax },
    { name: 'memory of the node without', value: before / 2 ** 20, unit: 'MB' },
    { name: 'p99 of others, with to without', value: p99Of(false) / p99Of(true), unit: 'x', max: growthMax },
    { name: 'p99 of others without', value: p99Of(true), unit: 'ms', n: sent },
    { name: 'slow sockets sent away', value: tooSlow, unit: '' },
    { name: 'ends of slow sockets, those that gave no sign of life too', value: readers.ended, unit: '' },
  ];
  return { figures, problems };
}
