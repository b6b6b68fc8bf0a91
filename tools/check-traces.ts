// What belongs to one machine and not to the project: places on its disk, and where it gets its packages from.
import { lineAt, type ProjectFile } from './project-files.ts';

const LOCK_FILE = 'package-lock.json';
/** Somebody's home, or a folder that only a certain machine has. What every system has, such as /usr/bin, may be named. */
const MACHINE_PATH = /(?<![\w.$}@])\/(?:home|Users|work|root|mnt)\/[\w.-]+/g;
const REGISTRY = /https?:\/\/[\w.-]*(?:registry|npmjs|npmmirror|artifactory|nexus|verdaccio)[\w.-]*/gi;

/** One sentence for each. */
export function findTraces(file: ProjectFile): string[] {
  const patterns = file.path === LOCK_FILE ? [/"resolved": "https?:[^"]*"/g] : [MACHINE_PATH, REGISTRY];
  return patterns
    .flatMap((pattern) => [...file.text.matchAll(pattern)])
    .map(({ 0: found, index }) => `${file.path}:${lineAt(file.text, index)} ${found}`);
}
