// The web app as files to serve. Built again when anything that goes into it has changed, and only then.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBuild } from './kept-build.mjs';
import { root, say } from './project.mjs';
import { run } from './run.mjs';

const WEB = join(root, 'packages/web');
const DIST = join(WEB, 'dist');
const STAMP = join(DIST, '.stamp');
/** Builds for the tests, each named by what went into it. */
const KEPT = join(root, 'node_modules/.cache/parley-web');
const INGREDIENTS = [
  'packages/web',
  'packages/sdk/src',
  'packages/contract/src',
  'package-lock.json',
  'bin/lib/web.mjs',
];
const NOT_INGREDIENTS = ['dist', 'node_modules', 'testing', 'pictures', '.screenshots'];

/** @returns {Promise<string>} what went wrong; empty when all is well */
export async function ensureWebIsBuilt(node) {
  const stamp = currentStamp();
  if (isDist(stamp)) return '';
  const problem = await build(node, DIST);
  if (problem === '') writeFileSync(STAMP, stamp);
  return problem;
}

/**
 * The app as it is now, in a folder that nobody changes: all test files of a run share it, whatever is changed or built meanwhile.
 * @returns {Promise<string>} the folder
 */
export function keepBuiltWeb(node) {
  const stamp = currentStamp();
  return keepBuild(KEPT, stamp, async (outDir) => {
    if (isDist(stamp)) {
      cpSync(DIST, outDir, { recursive: true });
      // Unless somebody began to build it anew while it was copied.
      if (isDist(stamp)) return;
    }
    const problem = await build(node, outDir);
    if (problem !== '') throw new Error(problem);
  });
}

/** @returns {Promise<string>} what went wrong; empty when all is well */
async function build(node, outDir) {
  say('Building the web app ...');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = ['build', '--outDir', outDir, '--emptyOutDir'];
  // What ships, whoever asks: within a test run it would be React's own development build, of twice the size and work.
  const env = { NODE_ENV: 'production' };
  const { code, output } = await run(node, [vite, ...args], { cwd: WEB, env, quiet: true });
  return code === 0 ? '' : output.trim() || 'the web app does not build';
}

function isDist(stamp) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;
}

function currentStamp() {
  return hashOf(INGREDIENTS.map((path) => join(root, path)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn)) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !NOT_INGREDIENTS.includes(name) && !name.includes('.test.'))
    .flatMap((name) => filesIn(join(path, name)));
}
