// Runs one program to its end, as if it had been called in our place: signals reach it, its exit code is ours, and it
// never outlives us. It holds one end of a channel; when we are gone, even by kill -9, the other end closes.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const ENDS_WITH_PARENT = new URL('./ends-with-parent.mjs', import.meta.url);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** A Ctrl-C arrives twice, from the terminal and from npm. Later than this it was pressed again, by somebody in a hurry. */
const SAME_WISH_MS = 1_000;

/**
 * @param {string} command a Node.js program, or one that is run by Node.js such as npm
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, ownGroup?: boolean }} options
 *   quiet: what it prints is kept and returned, and a signal ends it and us at once.
 *   ownGroup: a Ctrl-C reaches it through us alone, so once.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, env, quiet = false, ownGroup = false } = {}) {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --import=${ENDS_WITH_PARENT.href}`;
  const stream = quiet ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd,
    detached: ownGroup,
    env: { ...process.env, ...env, NODE_OPTIONS: nodeOptions.trim(), PARLEY_STARTED_BY: String(process.pid) },
    stdio: [quiet ? 'ignore' : 'inherit', stream, stream, 'ipc'],
  });
  let output = '';
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const release = onSignal(quiet ? (signal) => endAtOnce(child, signal) : passOnTo(child));
  return new Promise((resolve) => {
    const finish = (code, text) => {
      release();
      resolve({ code, output: text });
    };
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 128 + constants.signals[signal], output));
  });
}

function onSignal(act) {
  for (const signal of SIGNALS) process.on(signal, act);
  const watch = watchNpm(() => act('SIGTERM'));
  return () => {
    for (const signal of SIGNALS) process.off(signal, act);
    clearInterval(watch);
  };
}

function passOnTo(child) {
  let firstAt = 0;
  return (signal) => {
    const isFirst = firstAt === 0;
    firstAt ||= Date.now();
    if (isFirst) child.kill(signal);
    else if (Date.now() - firstAt > SAME_WISH_MS) child.kill('SIGKILL');
  };
}

/** For work that is done again from the start next time. npm would first undo what it did. */
function endAtOnce(child, signal) {
  child.kill('SIGKILL');
  process.exit(128 + constants.signals[signal]);
}

/** npm passes signals on, but not its own death by kill -9. Only for npm: a shell may well end before its server. */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && onGone(), 1_000).unref();
}
