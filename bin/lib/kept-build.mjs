// Builds that are kept by what went into them: the same ingredients are built once, and a folder that is there never changes.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const KEPT_FOR_MS = 24 * 3_600_000;
let count = 0;

/**
 * It appears whole, by one rename, so that nobody waits for anybody: of two who build the same at the same time the second uses the first's.
 * @param {string} folder where builds are kept
 * @param {string} stamp what went into it, as a name
 * @param {(outDir: string) => Promise<void>} make
 * @returns {Promise<string>} its folder
 */
export async function keepBuild(folder, stamp, make) {
  const kept = join(folder, stamp);
  if (!existsSync(kept)) {
    count += 1;
    const own = `${kept}.${process.pid}.${count}`;
    mkdirSync(own, { recursive: true });
    try {
      await make(own);
      renameSync(own, kept);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      if (!existsSync(kept)) throw error;
    }
  }
  utimesSync(kept, new Date(), new Date());
  forgetOld(folder);
  return kept;
}

function forgetOld(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const usedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - usedAt > KEPT_FOR_MS) rmSync(path, { recursive: true, force: true });
  }
}
