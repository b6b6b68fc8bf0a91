// Runs vitest and brings home what it counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../project-files.ts';
import type { Tally } from './tally.ts';

/** Vitest's own output goes straight to the console. */
export async function runSuite(args: string[], browser: string | undefined): Promise<Tally> {
  const vitest = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    env: { ...process.env, PARLEY_STARTED_BY: String(process.pid), ...(browser && { PARLEY_CHROMIUM: browser }) },
    // The channel brings the tally, and tells vitest when we are gone: bin/lib/ends-with-parent.mjs.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let tally: Tally = { passed: 0, failed: 0, skipped: [] };
  vitest.on('message', (message) => {
    tally = message as Tally;
  });
  const [code] = await once(vitest, 'close');
  // Whatever vitest complains of without a failed test to show for it.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
