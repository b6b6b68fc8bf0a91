// The program itself needs a newer Node.js than the one that may be installed; npm brings it along as a package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root } from './project.mjs';

const OLDEST = [22, 18];

/** The path of a Node.js that runs TypeScript. Call it after the packages are installed. */
export function findNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const packaged = join(root, 'node_modules', name, 'bin/node');
  if (existsSync(packaged)) return packaged;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return process.execPath;
  return giveUp(
    `Parley needs Node.js ${OLDEST.join('.')} or later; this is ${process.versions.node}, and npm has no package ${name}.`,
  );
}
