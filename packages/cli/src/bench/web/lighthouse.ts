// Lighthouse is asked for only here, by npm, because it is larger than all the rest together.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atLeast, type BenchResult } from '../bench.ts';

const version = '13.5.0';
type Report = {
  categories: Record<string, { score: number | null } | undefined>;
  audits: Record<string, { numericValue?: number } | undefined>;
};

/** Scores of the signed-in inbox on the phone profile; or why there are none. */
export async function runLighthouse(at: {
  url: string;
  token: string;
  executablePath: string;
}): Promise<BenchResult[] | string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lighthouse-'));
  try {
    const path = join(folder, 'report.json');
    const problem = await spawnLighthouse(path, at);
    if (problem) return `Lighthouse: ${problem}`;
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
    return ['performance', 'accessibility'].map((name) => {
      const score = Math.round((report.categories[name]?.score ?? 0) * 100);
      return atLeast({ name: `Lighthouse ${name} on the phone profile`, value: score, unit: 'of 100' }, 95);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Empty: the report is there. The server that it looks at lives in this process, which must therefore not wait for it standing still. */
async function spawnLighthouse(
  path: string,
  { url, token, executablePath }: { url: string; token: string; executablePath: string },
): Promise<string> {
  const args = ['exec', '--yes', `--package=lighthouse@${version}`, '--', 'lighthouse', url];
  const flags = [
    '--quiet',
    '--output=json',
    `--output-path=${path}`,
    '--only-categories=performance,accessibility',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    `--extra-headers=${JSON.stringify({ Cookie: `parley_session=${token}` })}`,
  ];
  const env = { ...process.env, CHROME_PATH: executablePath };
  try {
    await promisify(execFile)('npm', [...args, ...flags], { env, timeout: 300_000 });
    return '';
  } catch (error) {
    return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? error.name) : String(error);
  }
}
