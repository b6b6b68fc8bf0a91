// Programs that some tests need, from Debian, where installing them is ours to do.
import { spawnSync } from 'node:child_process';
import { isProgram } from '@parley/testkit/browser';

/** Installs the first package that there is. What goes wrong is told by the program still not being there. */
export function installFirst(purpose: string, packages: readonly string[]): void {
  const isOurs = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  if (!isOurs) return;
  process.stderr.write(`Installing ${purpose} ...\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('/usr/bin/apt-get', ['-qq', ...args], { env, stdio: 'ignore' });
  apt('update');
  for (const name of packages) {
    if (apt('install', '-y', '--no-install-recommends', name).status === 0) return;
  }
}
