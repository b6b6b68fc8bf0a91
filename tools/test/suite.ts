// Runs vitest and brings home what it counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../project-files.ts';
import type { Tally } from './tally.ts';

/** Vitest's own output goes straight to the console. */
export async function runSuite(args: string[], browser: string | undefined): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tally-'));
  const tally = join(folder, 'tally.json');
  try {
    const vitest = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: root,
      env: {
        ...process.env,
        PARLEY_TALLY: tally,
        PARLEY_STARTED_BY: String(process.pid),
        ...(browser && { PARLEY_CHROMIUM: browser }),
      },
      // The channel tells it when we are gone: bin/lib/ends-with-parent.mjs.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [code] = await once(vitest, 'close');
    const counted = readTally(tally);
    // Whatever vitest complains of without a failed test to show for it.
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readTally(path: string): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: [] };
  return JSON.parse(readFileSync(path, 'utf8')) as Tally;
}
