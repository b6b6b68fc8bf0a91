// `npm run screenshots`: every state in the gallery beside its picture. usage: [--update] [title...]
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { findNode } from './lib/node.mjs';
import { root } from './lib/project.mjs';
import { run } from './lib/run.mjs';

await ensureInstalled();
const args = process.argv.slice(2);
const titles = args.filter((arg) => arg !== '--update');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { code } = await run(findNode(), [vitest, 'run', 'packages/web/src/gallery/screenshots.browser.test.ts'], {
  cwd: root,
  env: {
    PARLEY_SCREENSHOTS: args.includes('--update') ? 'update' : 'compare',
    PARLEY_SCREENSHOTS_OF: JSON.stringify(titles),
  },
});
process.exitCode = code;
