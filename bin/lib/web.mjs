// The web app as files to serve. Built again when anything that goes into it has changed, and only then.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './project.mjs';
import { run } from './run.mjs';

const WEB = join(root, 'packages/web');
const STAMP = join(WEB, 'dist/.stamp');
const INGREDIENTS = ['packages/web', 'packages/sdk/src', 'packages/contract/src', 'package-lock.json'];
const NOT_INGREDIENTS = ['dist', 'node_modules'];

/** @returns {Promise<string>} what went wrong; empty when all is well */
export async function ensureWebIsBuilt(node) {
  const stamp = hashOf(INGREDIENTS.map((path) => join(root, path)));
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return '';
  say('Building the web app ...');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { code, output } = await run(node, [vite, 'build'], { cwd: WEB, quiet: true });
  if (code !== 0) return output.trim();
  writeFileSync(STAMP, stamp);
  return '';
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
