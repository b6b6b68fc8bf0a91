// Does the simulation see anything? Each breakage is made in a copy of the source, which then plays seeds until one fails. The shipped
// code has no switch for faults, and the copy is thrown away.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runWhenGone } from '@parley/store/embedded';
import type { Report } from '../run-seeds.ts';
import type { Breakage, Patch } from './breakages.ts';

/** What the first failing seed said; without `seed`, none of them did. */
export type Caught = { name: string; played: number; seed?: number; findings: string[] };

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Plays at most `seeds` seeds on the source with this in it. */
export async function runSelfTest(
  breakage: Breakage,
  { from, seeds }: { from: number; seeds: number },
): Promise<Caught> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-broken-'));
  // Also when this process is killed.
  const removal = runWhenGone(['rm', '-rf', copy]);
  try {
    await copySource(copy);
    for (const patch of breakage.patches) await apply(copy, patch);
    const report = await play(copy, ['--start', `${from}`, '--seeds', `${seeds}`]);
    const [first] = report.failed;
    const findings = (first?.findings ?? []).map(({ what }) => what);
    return { name: breakage.name, played: report.seeds, ...(first ? { seed: first.seed } : {}), findings };
  } finally {
    await rm(copy, { recursive: true, force: true });
    removal.kill('SIGKILL');
  }
}

/** The packages are copied; what they depend on is linked, but for themselves. */
async function copySource(copy: string): Promise<void> {
  const isNeeded = (path: string): boolean =>
    !/^packages\/(web|[^/]+\/(node_modules|dist))(\/|$)/.test(relative(root, path));
  await cp(join(root, 'packages'), join(copy, 'packages'), { recursive: true, filter: isNeeded });
  await cp(join(root, 'package.json'), join(copy, 'package.json'));
  await mkdir(join(copy, 'node_modules/@parley'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@parley' || name.startsWith('.')) continue;
    await symlink(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const name of await readdir(join(copy, 'packages'))) {
    await symlink(join(copy, 'packages', name), join(copy, 'node_modules/@parley', name));
  }
}

async function apply(copy: string, { file, find, replace }: Patch): Promise<void> {
  const path = join(copy, 'packages', file);
  const source = await readFile(path, 'utf8');
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`${file} has changed: "${find}" is there ${parts.length - 1} times, not once.`);
  await writeFile(path, parts.join(replace));
}

async function play(copy: string, args: readonly string[]): Promise<Report> {
  const main = join(copy, 'packages/cli/src/main.ts');
  const words = ['--disable-warning=ExperimentalWarning', main, 'simulate', '--first', '--json', ...args];
  const { output, problem } = await new Promise<{ output: string; problem: string }>((resolve) => {
    execFile(process.execPath, words, { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      // A failing seed makes it exit with 1, which is what is wanted here.
      resolve({ output: stdout, problem: stderr });
    });
  });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`the broken copy did not come to an end: ${problem.slice(-2_000)}`);
  return JSON.parse(last) as Report;
}
