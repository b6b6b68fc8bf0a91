import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { run } from './run.mjs';

const RUN = new URL('./run.mjs', import.meta.url).href;

test('the exit code of the program is ours', async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(7)'], { quiet: true })).toEqual({ code: 7, output: '' });
});

test('what a quiet program prints comes back', async () => {
  const { output } = await run(process.execPath, ['-e', "console.log('out'); console.error('err')"], { quiet: true });
  expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('a program that does not exist is an exit code as in a shell', async () => {
  expect(await run('/nowhere/program', [], { quiet: true })).toMatchObject({ code: 127 });
});

test('the channel to us does not keep a program alive that has nothing more to do', async () => {
  expect(await run(process.execPath, ['-e', ''], { quiet: true })).toMatchObject({ code: 0 });
});

test('a signal reaches the program, and it decides how to end', async () => {
  const { caller } = await startCaller("process.on('SIGTERM', () => process.exit(3));");
  caller.kill('SIGTERM');
  expect(await once(caller, 'exit')).toEqual([3, null]);
});

test('a Ctrl-C that arrives twice is passed on once to a program in a group of its own', async () => {
  const { caller } = await startCaller(
    "let count = 0; process.on('SIGINT', () => { count += 1; setTimeout(() => process.exit(count), 300); });",
  );
  process.kill(-caller.pid, 'SIGINT');
  caller.kill('SIGINT');
  expect(await once(caller, 'exit')).toEqual([1, null]);
});

test('a program ends with its caller, also when that is killed', async () => {
  const { caller, pid } = await startCaller("process.on('SIGTERM', () => process.exit());");
  caller.kill('SIGKILL');
  await isGone(pid);
});

test('a program that cannot be asked to end is killed with its caller', async () => {
  const { caller, pid } = await startCaller("process.on('SIGTERM', () => {});");
  caller.kill('SIGKILL');
  await isGone(pid);
});

test('a signal ends quiet work at once, whatever that would rather do', async () => {
  const { caller, pid } = await startCaller("process.on('SIGINT', () => {});", { quiet: true });
  caller.kill('SIGINT');
  expect(await once(caller, 'exit')).toEqual([130, null]);
  await isGone(pid);
});

/** A program that runs another one by `run`; resolves when that one is there. */
async function startCaller(code, options = { ownGroup: true }) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-run-'));
  const file = join(folder, 'pid');
  const inner = `${code} setInterval(() => {}, 1e6); require('fs').writeFileSync('${file}', process.pid + '.');`;
  const outer = `const { run } = await import('${RUN}');
    const { code } = await run(process.execPath, ['-e', ${JSON.stringify(inner)}], ${JSON.stringify(options)});
    process.exitCode = code;`;
  const caller = spawn(process.execPath, ['--input-type=module', '-e', outer], { detached: true, stdio: 'inherit' });
  const pid = await vi.waitFor(() => /^(\d+)\.$/.exec(readFileSync(file, 'utf8'))[1], { timeout: 10_000 });
  onTestFinished(() => {
    kill(Number(pid));
    rmSync(folder, { recursive: true });
  });
  return { caller, pid: Number(pid) };
}

function kill(pid, signal = 'SIGKILL') {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
    return false;
  }
}

async function isGone(pid) {
  await vi.waitFor(() => expect(kill(pid, 0)).toBe(false), { timeout: 10_000 });
}
