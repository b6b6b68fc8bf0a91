// R26: the database is gone, has no connection left, or a node no file: what is acknowledged is kept, what is refused is refused by name.
import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseAddress } from '@parley/store';
import { newText, openRawSocket, type RawSocket } from '@parley/testkit';
import { openWire, type Wire } from '@parley/testkit/attacks';
import { callOn, type Told } from '@parley/testkit/gates';
import pg from 'pg';
import { type Cluster, onCluster, troublesOf } from './cluster.ts';
import { type Figure, type Found, type Gate, none } from './gate.ts';
import { type GatePerson, peopleOf } from './people.ts';

const connectionsMax = 60;
const filesMax = 700;
const awayMs = 2_000;
const holdMs = 3_000;
/** R02: how long the service may take once the database is back. */
const backMaxMs = 2_000;
const sendersEach = 4;

export const outageGate: Gate = {
  about: 'without a database, a connection or a file nothing acknowledged is lost, and it comes back by itself',
  size: 10,
  quick: 1,
  unit: 'times the database stops, and its connections are taken',
  run: async (size) => {
    const settings = { max_connections: connectionsMax, superuser_reserved_connections: 0 };
    const database = await onCluster({ nodes: 2, settings }, (cluster) => takeDatabaseAway(cluster, size));
    const files = await onCluster({ nodes: 1, filesMax }, takeFiles);
    return {
      figures: [...database.figures, ...files.figures],
      problems: [...database.problems, ...files.problems].slice(0, 20),
      notExercised: ['a full disk: `npm test` fills a small one', 'memory that runs out'],
    };
  },
};

type Pair = readonly [GatePerson, GatePerson];

/** Send one after the other on every node; whatever was refused comes again under its id. */
class Senders {
  readonly acked: string[] = [];
  readonly codes = new Map<string, number>();
  /** When the last answer that took a message came. */
  lastAckMs = 0;
  #isOver = false;
  readonly #running: Promise<void>[] = [];

  constructor(ports: readonly number[], pairs: readonly Pair[]) {
    for (const [at, pair] of pairs.entries()) {
      const port = ports[at % ports.length] ?? 0;
      this.#running.push(this.#run(`s${at}`, (input) => callOn(port, pair[0], 'messages.send', input), pair[1]));
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#running);
  }

  async #run(name: string, send: (input: object) => Promise<Told>, to: GatePerson): Promise<void> {
    for (let count = 0; !this.#isOver; count += 1) {
      const id = `${name}-${count}`;
      const input = { recipientId: to.id, ...newText(id), clientMessageId: id };
      for (;;) {
        const told = await send(input);
        if (told.output) break;
        const code = told.refusal?.code ?? 'nothing';
        this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
        if (this.#isOver) return;
        await delay(50);
      }
      this.acked.push(id);
      this.lastAckMs = performance.now();
      await delay(5);
    }
  }
}

async function takeDatabaseAway({ database, address, nodes, ports, store }: Cluster, times: number): Promise<Found> {
  const people = peopleOf(store);
  const pairs: Pair[] = [];
  for (let at = 0; at < sendersEach * ports.length; at += 1) {
    const pair = [await people.person(), await people.person()] as const;
    await people.befriend(...pair);
    pairs.push(pair);
  }
  const senders = new Senders(ports, pairs);
  const [reader] = pairs;
  const problems: string[] = [];
  let slowestBackMs = 0;
  const back = async (sinceMs: number): Promise<void> => {
    while (senders.lastAckMs < sinceMs) await delay(20);
    slowestBackMs = Math.max(slowestBackMs, senders.lastAckMs - sinceMs);
  };
  for (let time = 0; time < times; time += 1) {
    await delay(1_000);
    await database.end('SIGQUIT', awayMs);
    await back(performance.now());
    await delay(1_000);
    problems.push(...(await takeConnections(address, { ports, who: reader?.[1] as GatePerson })));
    await back(performance.now());
  }
  await senders.stop();
  const { lost, doubled } = await judgeStored(address, senders.acked);
  const others = [...senders.codes].filter(([code]) => code !== 'unavailable');
  problems.push(...others.map(([code, count]) => `${count} sends were refused with ${code}`));
  problems.push(...nodes.flatMap((node, at) => (node.isUp ? [] : [`node ${at} died: ${node.log().slice(-1_000)}`])));
  const figures: Figure[] = [
    none('acknowledged and not stored', lost, senders.acked.length),
    none('stored twice', doubled, senders.acked.length),
    { name: 'sends refused by name', value: senders.codes.get('unavailable') ?? 0, unit: '' },
    { name: 'slowest to take sends again', value: slowestBackMs, unit: 'ms', max: backMaxMs, n: 2 * times },
  ];
  return { figures, problems };
}

const ours = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = 'parley' and pid <> pg_backend_pid() and application_name <> 'hoard'`;

/** Others take every connection there is, those of the nodes too, and hold them for a while. */
async function takeConnections(
  address: DatabaseAddress,
  { ports, who }: { ports: readonly number[]; who: GatePerson },
): Promise<string[]> {
  const hoard: pg.Client[] = [];
  const problems: string[] = [];
  while (hoard.length < connectionsMax) {
    const client = new pg.Client({ ...address, application_name: 'hoard' });
    client.on('error', () => undefined);
    const isIn = await client.connect().then(
      () => true,
      () => false,
    );
    if (isIn) hoard.push(client);
    else await hoard[0]?.query(ours);
  }
  for (const port of ports) {
    const { refusal } = await callOn(port, who, 'inbox.list', {});
    if (refusal?.code !== 'unavailable') problems.push(`without a connection a call was answered ${refusal?.code}`);
    const { status } = await fetch(`http://localhost:${port}/health/live`);
    if (status !== 200) problems.push(`without a connection the node said that it is dead (${status})`);
  }
  await delay(holdMs);
  await Promise.all(hoard.map((client) => client.end()));
  return problems;
}

async function judgeStored(address: DatabaseAddress, acked: readonly string[]) {
  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query<{ text: string; count: number }>(
    `select text, count(*)::int as count from messages where text ~ '^s[0-9]+-' group by text`,
  );
  await client.end();
  const stored = new Map(rows.map(({ text, count }) => [text, count]));
  return {
    lost: acked.filter((id) => !stored.has(id)).length,
    doubled: rows.filter(({ count }) => count > 1).length,
  };
}

/** More connections than a node has files for: those that are there go on, and when some are gone others come in. */
async function takeFiles({ nodes, ports, store }: Cluster): Promise<Found> {
  const people = peopleOf(store);
  const port = ports[0] ?? 0;
  const [ana, bo] = [await people.person(), await people.person()];
  await people.befriend(ana, bo);
  const [hers, his] = [await openSocket(port, ana), await openSocket(port, bo)];
  const wires = await Promise.all(Array.from({ length: filesMax }, () => openWire(port)));
  const isIn = ({ status }: Wire): boolean => status === 101;
  const problems: string[] = [];
  const { refusal } = await hers.call('messages.send', { recipientId: bo.id, ...newText('crowded') });
  if (refusal) problems.push(`with no file left a send was refused: ${refusal.code}`);
  await his.next('update');
  const letIn = wires.filter(isIn).length;
  if (letIn === 0 || letIn === filesMax) problems.push(`${letIn} of ${filesMax} connections were let in`);
  for (const wire of wires) wire.destroy();
  await Promise.all(wires.map(({ ended }) => ended));
  const fromMs = performance.now();
  while (!isIn(await openWire(port))) await delay(20);
  const figures: Figure[] = [
    { name: 'connections let in', value: letIn, unit: '', n: filesMax },
    { name: 'to let somebody in again', value: performance.now() - fromMs, unit: 'ms', max: backMaxMs },
  ];
  for (const socket of [hers, his]) socket.close();
  return { figures, problems: [...problems, ...troublesOf(nodes)] };
}

const openSocket = (port: number, { token }: GatePerson): Promise<RawSocket> =>
  openRawSocket(`http://localhost:${port}`, token);
