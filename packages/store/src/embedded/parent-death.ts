// Nothing that we start may outlive us, not even after a kill -9, where no code of ours runs any more.
import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs a command when this process is gone, however it went: a shell waits on a pipe whose other end only we hold.
 * Detached, so that a Ctrl-C, which reaches the whole group, does not end the watch.
 */
export function runWhenGone(command: string[]): ChildProcess {
  const watch = spawn('/bin/sh', ['-c', 'read -r _; exec "$@"', 'sh', ...command], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  return watch;
}
