// A browser for the tests that need one.
import { spawnSync } from 'node:child_process';
import { isProgram } from '@parley/testkit/browser';

/** Installs Debian's package where that is ours to do. What goes wrong is told by there still being no browser. */
export function installBrowser(): void {
  const isOurs = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  if (!isOurs) return;
  process.stderr.write('Installing Chromium for the browser tests ...\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('/usr/bin/apt-get', ['-qq', ...args], { env, stdio: 'ignore' });
  apt('update');
  // The first that there is.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (apt('install', '-y', '--no-install-recommends', name).status === 0) return;
  }
}
