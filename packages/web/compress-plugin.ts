// Writes each file whose name is its content a second and a third time, compressed as well as it can be: the server then picks the file that
// a browser can read and spends nothing on compressing. Files that keep their name are left alone: a compressed one could be older than its source.
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const texts = new Set(['.css', '.js', '.json', '.svg']);
/** Below this the header of a compressed answer costs what compressing saves. */
const leastBytes = 1_000;

export function compressPlugin(): Plugin {
  return {
    name: 'parley-compress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const files = readdirSync(join(dir, 'assets'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && texts.has(extname(entry.name)))
        .map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(files.map(compress));
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < leastBytes) return;
  await Promise.all([
    writeFile(`${file}.br`, await promisify(brotliCompress)(content)),
    writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 })),
  ]);
}
