// `npm test`: everything that has to hold, from a clone without anything installed.
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { findNode } from './lib/node.mjs';
import { root } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { ensureWebIsBuilt } from './lib/web.mjs';

await ensureInstalled();
const node = findNode();
const webProblem = await ensureWebIsBuilt(node);
const main = join(root, 'tools/test/main.ts');
const { code } = await run(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  env: { PARLEY_WEB_PROBLEM: webProblem },
});
process.exitCode = code;
