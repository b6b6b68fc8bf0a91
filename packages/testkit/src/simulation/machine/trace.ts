// What happened, step by step: its digest is equal where two runs were, and its last lines are what somebody reads who mends a fault.
import { createHash } from 'node:crypto';

export type TraceLine = { step: number; atMs: number; who: string; what: string };

export class Trace {
  readonly lines: TraceLine[] = [];
  readonly #hash = createHash('sha256');

  note(step: number, atMs: number, who: string, what: string): void {
    this.lines.push({ step, atMs, who, what });
    this.#hash.update(`${step} ${atMs} ${who} ${what}\n`);
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Those that name any of these words, the last ones; `12.345 s  node-1  store sends.append`. */
export function linesAbout(lines: readonly TraceLine[], words: readonly string[], count: number): string[] {
  const concerned = lines.filter(({ who, what }) => words.some((word) => who.includes(word) || what.includes(word)));
  return concerned
    .slice(-count)
    .map(({ step, atMs, who, what }) => `#${step} ${(atMs / 1_000).toFixed(3)} s  ${who}  ${what.slice(0, lineMax)}`);
}

const lineMax = 300;
