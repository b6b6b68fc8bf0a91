// Real nats-servers on free ports of this machine, in a temporary folder. If this process is killed, they go with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runWhenGone } from '@parley/store/embedded';
import { findNats } from './find-nats.ts';

export type NatsServer = {
  /** Where clients connect; the same after a restart. */
  url: string;
  /** Where it tells about itself. */
  monitorUrl: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port. */
  start(): Promise<void>;
  /** Stands still with all its connections open, until `resume`. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
};

type Ports = { nats: string[]; monitoring: string[]; cluster?: string[] };

/** One alone, or one of a cluster: `routes` are those that there are already, empty for the first. */
export async function startNats(routes?: readonly string[]): Promise<NatsServer & { route: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-nats-'));
  const watches: ChildProcess[] = [runWhenGone(['rm', '-rf', folder])];
  const clusterArgs = (port: string): string[] => [
    ...['--cluster_name', 'parley', '--cluster', `nats://127.0.0.1:${port}`],
    ...(routes && routes.length > 0 ? ['--routes', routes.join(',')] : []),
  ];
  let running = await launch(folder, ['-p', '-1', ...(routes ? clusterArgs('-1') : [])]);
  watches.push(running.watch);
  const url = running.ports.nats[0] ?? '';
  const route = running.ports.cluster?.[0] ?? '';
  const portOf = (address: string): string => new URL(address).port;
  const kill = async (): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    // Nothing else may keep this process awake until then.
    running.child.ref();
    const gone = once(running.child, 'exit');
    running.child.kill('SIGKILL');
    await gone;
    running.watch.kill('SIGKILL');
  };
  return {
    url,
    route,
    get monitorUrl() {
      return running.ports.monitoring[0] ?? '';
    },
    kill,
    start: async () => {
      running = await launch(folder, ['-p', portOf(url), ...(routes ? clusterArgs(portOf(route)) : [])]);
      watches.push(running.watch);
    },
    pause: () => void running.child.kill('SIGSTOP'),
    resume: () => void running.child.kill('SIGCONT'),
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
      for (const watch of watches) watch.kill('SIGKILL');
    },
  };
}

/** Three that know each other: a client of one reaches the clients of all. */
export async function startNatsCluster(): Promise<NatsServer[]> {
  const first = await startNats([]);
  const second = await startNats([first.route]);
  const third = await startNats([first.route, second.route]);
  return [first, second, third];
}

async function launch(folder: string, args: readonly string[]) {
  const program = findNats();
  if (program === undefined) throw new Error('no nats-server is installed');
  const child = spawn(program, ['-a', '127.0.0.1', '-m', '-1', '--ports_file_dir', folder, ...args], {
    stdio: 'ignore',
    detached: true,
  });
  child.unref();
  const watch = runWhenGone(['kill', '-9', String(child.pid)]);
  return { child, watch, ports: await readPorts(join(folder, `nats-server_${child.pid}.ports`), child) };
}

const triesMax = 500;
const tryEveryMs = 20;

/** It writes them once it listens. */
async function readPorts(path: string, child: ChildProcess): Promise<Ports> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`);
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.trim().endsWith('}')) return JSON.parse(text) as Ports;
    await delay(tryEveryMs);
  }
  throw new Error('nats-server did not say where it listens');
}
