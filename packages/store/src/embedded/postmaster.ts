// One PostgreSQL server process: started, waited for, stopped. Three things must hold at any moment of its life:
// it ends when we end, a signal to our group (Ctrl-C) does not reach it, and nobody else has its folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runWhenGone } from './parent-death.ts';
import { PostgresUnavailable } from './unavailable.ts';

/** Given as text: the account that PostgreSQL runs as need not be able to read our folder. */
const LAUNCH = readFileSync(new URL('./launch.sh', import.meta.url), 'utf8');

export interface PostmasterOptions {
  folder: string;
  /** Command prefix from `findAccount`. */
  account: string[];
  programs: string;
  settings: Record<string, string | number>;
  patienceMs: number;
}

/** With plain C, letters outside ASCII have no case and pg_trgm does not see them. macOS has no C.UTF-8. */
const LC_CTYPE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
const LOG_BYTES_KEPT = 4_000_000;
const EXIT_IN_USE = 75;
const IN_USE = 'in use';
const SAYS_IN_USE = /lock file ".*" already exists|pre-existing shared memory block/;

/** Resolves when the server accepts connections. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const giveUpAt = performance.now() + options.patienceMs;
  for (;;) {
    const attempt = await tryToStart(options);
    if (typeof attempt !== 'string') return attempt;
    const isInUse = attempt === IN_USE || SAYS_IN_USE.test(attempt);
    if (!isInUse) throw new PostgresUnavailable(`PostgreSQL did not start (${reasonIn(attempt)})`);
    if (performance.now() > giveUpAt) throw new Error(`The folder ${options.folder} is in use by another server.`);
    await delay(100);
  }
}

/** Ends every session at once, writes everything out and waits for it, however long that takes. */
export async function stopPostmaster(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  server.ref();
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
}

/** The running server, or what it said before it ended. */
async function tryToStart(options: PostmasterOptions): Promise<ChildProcess | string> {
  const log = join(options.folder, 'log');
  const file = await openLog(log);
  const { size } = await file.stat();
  const server = spawnPostmaster(options, file.fd);
  await once(server, 'spawn');
  await file.close();
  while (!hasEnded(server)) {
    if (isReady(server, options.folder)) {
      server.unref();
      return server;
    }
    await delay(10);
  }
  if (server.exitCode === EXIT_IN_USE) return IN_USE;
  return (await readFile(log)).subarray(size).toString();
}

function spawnPostmaster({ folder, account, programs, settings }: PostmasterOptions, log: number): ChildProcess {
  const assignments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = ['sh', '-c', LAUNCH, 'launch.sh', String(process.pid), programs, LC_CTYPE, ...assignments];
  // The account comes first: changing it clears the death signal.
  const server = spawn('env', [...account, ...guards(), ...launch], {
    cwd: folder,
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
  });
  if (process.platform !== 'linux' && server.pid) {
    const watch = runWhenGone(['kill', '-INT', String(server.pid)]);
    server.once('exit', () => watch.kill('SIGKILL'));
  }
  return server;
}

/** The lock passes to every process of the server and falls with the last one. */
function guards(): string[] {
  if (process.platform !== 'linux') return [];
  return ['flock', '-n', '-E', String(EXIT_IN_USE), '--no-fork', 'lock', 'setpriv', '--pdeathsig', 'INT'];
}

/** The first and the eighth line of postmaster.pid, which is what pg_ctl waits for too. */
function isReady(server: ChildProcess, folder: string): boolean {
  const path = join(folder, 'cluster', 'postmaster.pid');
  if (!existsSync(path)) return false;
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines[0] === String(server.pid) && lines[7]?.trim() === 'ready';
}

async function openLog(path: string): Promise<FileHandle> {
  const isLong = existsSync(path) && (await stat(path)).size > LOG_BYTES_KEPT;
  const file = await open(path, isLong ? 'w' : 'a', 0o600);
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(dirname(path));
    await file.chown(uid, gid);
  }
  return file;
}

function reasonIn(log: string): string {
  const lines = log.trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*(?:FATAL|PANIC|error):\s*/, '') || 'it said nothing';
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
