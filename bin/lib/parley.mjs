import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { findNode } from './node.mjs';
import { giveUp, root } from './project.mjs';
import { run } from './run.mjs';
import { ensureWebIsBuilt } from './web.mjs';

/** Most of what a message allocates is gone within milliseconds; with 16 MB, collecting it took a tenth of a busy server's time. */
const youngGeneration = '--max-semi-space-size=32';

/** Runs a command of packages/cli. Resolves with its exit code. */
export async function runParley(args) {
  await ensureInstalled();
  const node = findNode();
  const isServer = args[0] === 'start';
  const servesApp = isServer || (args[0] === 'bench' && args.includes('web'));
  if (servesApp) {
    const problem = await ensureWebIsBuilt(node);
    if (problem) giveUp(`${problem}\nThe web app could not be built.`);
  }
  const main = join(root, 'packages/cli/src/main.ts');
  const { code } = await run(node, ['--disable-warning=ExperimentalWarning', youngGeneration, main, ...args], {
    ownGroup: isServer,
  });
  return code;
}
