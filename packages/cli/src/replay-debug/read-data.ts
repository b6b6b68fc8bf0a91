// Reads other people's data sets: a directed graph, a trace of messages, and texts. A name in them is a number; the same number is the
// same person in graph and trace. What cannot be read is refused with its line, never skipped in silence.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Edge = { readonly from: string; readonly to: string };
/** Each follow once and none of oneself; `loopCount` and `doubleCount` say what that left out. */
export type Graph = {
  readonly names: ReadonlySet<string>;
  readonly edges: readonly Edge[];
  readonly loopCount: number;
  readonly doubleCount: number;
};
export type TraceLine = { readonly sender: string; readonly recipient: string; readonly atMs: number };

/** An edge list, `from to` a line. */
export function parseGraph(text: string): Graph {
  const names = new Set<string>();
  const edges = new Map<string, Edge>();
  let loopCount = 0;
  let doubleCount = 0;
  for (const [from, to] of rows(text, 2)) {
    names.add(from);
    names.add(to);
    const key = `${from} ${to}`;
    if (from === to) loopCount += 1;
    else if (edges.has(key)) doubleCount += 1;
    else edges.set(key, { from, to });
  }
  return { names, edges: [...edges.values()], loopCount, doubleCount };
}

/** `sender recipient time`, the time in seconds since 1970; in the order of time, and of the lines where that is equal. */
export function parseTrace(text: string): TraceLine[] {
  const lines = rows(text, 3).map(([sender, recipient, seconds]) => ({
    sender,
    recipient,
    atMs: Number(seconds) * 1_000,
  }));
  return lines.sort((a, b) => a.atMs - b.atMs);
}

/** What was said, a line each: without `[hh:mm] <who>` or `[hh:mm]  * who`, without the `===` lines that tell of comings and goings. */
export function parseTexts(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('==='))
    .map((line) => line.replace(/^\[\d\d:\d\d\] +(?:<[^>]*>|\* \S+) ?/, ''))
    .filter((line) => line.trim() !== '');
}

/** Reads a file; unpacks it where it is gzip, by its first bytes. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The texts of a file, or of every `*.raw.txt` in a folder and below, in the order of their paths. */
export async function readTexts(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return parseTexts(await readTextFile(path));
  const found = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.raw.txt')).sort();
  const files = await Promise.all(found.map((name) => readTextFile(join(path, name))));
  return files.flatMap(parseTexts);
}

type Row<Width extends 2 | 3> = Width extends 2 ? [string, string] : [string, string, string];

/** Numbers between blanks; empty lines and those that begin with # or % are remarks. */
function rows<Width extends 2 | 3>(text: string, width: Width): Row<Width>[] {
  return text.split('\n').flatMap((line, index) => {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || /^[#%]/.test(line)) return [];
    if (words.length < width || !words.slice(0, width).every((word) => /^\d+$/.test(word))) {
      throw new Error(`line ${index + 1} should begin with ${width} numbers: ${line.slice(0, 80)}`);
    }
    return [words.slice(0, width) as Row<Width>];
  });
}
