// Nodes as operators run them: `parley start` as processes of their own, on one PostgreSQL, with a NATS between them where there is one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Limits } from '@parley/server';
import { type DatabaseAddress, migrate, openStore, type Store } from '@parley/store';
import { runWhenGone } from '@parley/store/embedded';
import { findNats, type NatsServer, startNats } from '@parley/testkit/nats';
import { type Database, openDatabase } from '../chaos/index.ts';

export type ServingNode = {
  readonly port: number;
  readonly pid: number;
  /** From its word that it is ready until it is told to go, or goes by itself. */
  readonly isUp: boolean;
  /** What it said of itself since the first start. */
  log(): string;
  /** As a supervisor does it: SIGTERM, then whatever time it takes. Answers its exit code. */
  leave(): Promise<number | null>;
  /** Again, on the same port. */
  start(): Promise<void>;
};

export type Cluster = {
  address: DatabaseAddress;
  database: Database;
  nodes: readonly ServingNode[];
  ports: readonly number[];
  nats: NatsServer | undefined;
  /** For what no method does. */
  store: Store;
  folder: string;
};

export type ClusterOptions = {
  nodes: number;
  limits?: Partial<Limits>;
  env?: Record<string, string>;
  /** Settings of PostgreSQL. */
  settings?: Record<string, string | number>;
  /** How many files a node may have open. Default: as many as this process. */
  filesMax?: number;
};

const many: Partial<Limits> = {
  messagesPerDay: 1e9,
  newPeoplePerDay: 1e9,
  messagesPerPace: 1e9,
  lookupsPerHour: 1e9,
  excessAttemptsPerDay: 1e9,
};

export async function onCluster<T>(options: ClusterOptions, work: (cluster: Cluster) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-gate-'));
  // Removed also when this process is killed: whoever serves the database holds its lock until the last process is gone.
  const watch = runWhenGone(['sh', '-c', 'flock "$0/data/postgres/lock" true; rm -rf "$0"', folder]);
  const database = await openDatabase(join(folder, 'data'), options.settings);
  await migrate(database.address);
  const nats = options.nodes > 1 && findNats() !== undefined ? await startNats() : undefined;
  const store = openStore(database.address);
  const nodes: ServingNode[] = [];
  try {
    for (let at = 0; at < options.nodes; at += 1) {
      nodes.push(await startNode({ folder, name: `node-${at}`, env: envOf(database.address, nats, options), options }));
    }
    const ports = nodes.map(({ port }) => port);
    return await work({ address: database.address, database, nodes, ports, nats, store, folder });
  } finally {
    for (const node of nodes) if (node.isUp) await node.leave();
    await store.close();
    await nats?.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
    watch.kill('SIGKILL');
  }
}

function envOf(
  { host, port, user, database }: DatabaseAddress,
  nats: NatsServer | undefined,
  { limits, env }: ClusterOptions,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    NATS_URL: nats?.url ?? '',
    PARLEY_LIMITS: JSON.stringify({ ...many, ...limits }),
    PARLEY_LOG_LEVEL: 'error',
    PARLEY_DRAIN_SECONDS: '0',
    ...env,
  };
}

type NodeOptions = { folder: string; name: string; env: NodeJS.ProcessEnv; options: ClusterOptions };
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

async function startNode({ folder, name, env, options }: NodeOptions): Promise<ServingNode> {
  const logPath = join(folder, `${name}.log`);
  const logTo = openSync(logPath, 'a');
  const args = ['--disable-warning=ExperimentalWarning', main, 'start', '--no-demo', '--data', folder];
  let port = 0;
  let isUp = false;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const command = [process.execPath, ...args, '--port', String(port)];
    const files = options.filesMax;
    const [program = '', ...rest] =
      files === undefined ? command : ['sh', '-c', `ulimit -n ${files}; exec "$@"`, 'sh', ...command];
    const own = spawn(program, rest, { env, stdio: ['ignore', 'pipe', logTo] });
    child = own;
    const watch = runWhenGone(['kill', '-9', String(own.pid)]);
    own.once('exit', () => {
      if (child === own) isUp = false;
      watch.kill('SIGKILL');
    });
    port = await portSaid(own);
    isUp = true;
  };
  await start();
  return {
    get port() {
      return port;
    },
    get pid() {
      return child.pid ?? 0;
    },
    get isUp() {
      return isUp;
    },
    log: () => readFileSync(logPath, 'utf8'),
    leave: async () => {
      isUp = false;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await gone) as [number | null];
      return code;
    },
    start,
  };
}

/** In the sentence by which it says that it is ready. */
async function portSaid(child: ChildProcess): Promise<number> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('a node ended before it was ready')));
  const said = new Promise<number>((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /ready at http:\/\/localhost:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  ended.catch(() => undefined);
  return Promise.race([said, ended]);
}

/** Resident memory of a process, in bytes. Linux alone tells; elsewhere undefined. */
export function residentBytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1_024;
}

/** What went wrong with nodes that should all be up, and have said of nothing but faults outside that it failed. */
export function troublesOf(nodes: readonly ServingNode[]): string[] {
  return nodes.flatMap((node, at) => [
    ...(node.isUp ? [] : [`node ${at} died: ${node.log().slice(-2_000)}`]),
    ...node
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{') && !isOutside(line))
      .slice(0, 5)
      .map((line) => `node ${at} said ${line.slice(0, 600)}`),
  ]);
}

/** A database that was away or behind, which a busy machine does too. */
const isOutside = (line: string): boolean => 'fault' in (JSON.parse(line) as object);
