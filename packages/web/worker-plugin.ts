// Builds the worker beside the app: its address never changes, and it knows the files of this build.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const publicDir = fileURLToPath(new URL('public', import.meta.url));
const workerFile = fileURLToPath(new URL('src/worker/worker.ts', import.meta.url));

/** Not needed to use the app. */
const isLeftOut = (name: string) => name.endsWith('.html') || name.includes('Gallery');

export function workerPlugin(): Plugin {
  return {
    name: 'parley-worker',
    apply: 'build',
    // After the page is written, whose content counts too.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const built = Object.values(bundle);
      const code = await readFile(workerFile, 'utf8');
      const hash = createHash('sha256').update(code);
      for (const one of built) hash.update(one.fileName).update(one.type === 'chunk' ? one.code : one.source);
      const given = readdirSync(publicDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath.slice(publicDir.length)}/${entry.name}`);
      const made = built.map(({ fileName }) => fileName).filter((name) => !isLeftOut(name));
      const facts = {
        appVersion: hash.digest('hex').slice(0, 16),
        appFiles: [...given, ...made.map((name) => `/${name}`)].sort(),
      };
      // It imports nothing, so that taking its types out makes it a script.
      const script = await transformWithOxc(code, workerFile);
      const told = Object.entries(facts).map(([fact, value]) => `const ${fact} = ${JSON.stringify(value)};\n`);
      this.emitFile({ type: 'asset', fileName: 'worker.js', source: `${told.join('')}${script.code}` });
    },
  };
}
