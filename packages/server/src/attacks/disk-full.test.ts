// R26: a disk that is full, for real: a small one is mounted for a process of its own, which this machine must allow.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Told } from './disk-full.fixture.ts';

const mount = 'mount -t tmpfs -o size=160m parley "$0"';
const fixture = fileURLToPath(new URL('disk-full.fixture.ts', import.meta.url));

/** Why it cannot be tried here; empty where it can. */
function reasonAgainst(): string {
  try {
    execFileSync('unshare', ['--mount', 'sh', '-c', mount, tmpdir()], { stdio: 'ignore' });
    return '';
  } catch {
    // Said in the title of the test that is skipped.
    return ' (skipped: no disk can be mounted here)';
  }
}
const reason = reasonAgainst();

test.skipIf(reason !== '')(
  `OPS-7a OPS-7b OPS-7c on a full disk sends and uploads are refused by name and reads go on; with room again all goes on, and nothing is lost${reason}`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-full-'));
    const run = `${mount} && exec "$1" --disable-warning=ExperimentalWarning "$2" "$0"`;
    const { stdout } = await promisify(execFile)('unshare', [
      '--mount',
      'sh',
      '-c',
      run,
      folder,
      process.execPath,
      fixture,
    ]);
    await rm(folder, { recursive: true });
    const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Told;
    expect(told).toMatchObject({
      refused: Array(3).fill('unavailable'),
      upload: 'unavailable',
      ready: 503,
      readWhileFull: 0,
    });
    expect(told.readAfter).toBe(told.acknowledged);
  },
  120_000,
);
