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

export type Concern = { about: readonly string[]; untilStep?: number | undefined };

/** Those that name any of these words, the last `count` up to a step; `#812 12.345 s  node-1  store sends.append`. */
export function linesAbout(lines: readonly TraceLine[], { about, untilStep }: Concern, count: number): string[] {
  const names = ({ who, what }: TraceLine): boolean => about.some((word) => who.includes(word) || what.includes(word));
  const isEarly = ({ step }: TraceLine): boolean => untilStep === undefined || step <= untilStep;
  return lines
    .filter((line) => isEarly(line) && !isIdle.test(line.what) && names(line))
    .slice(-count)
    .map((line) => toText(line).slice(0, lineMax));
}

export const toText = ({ step, atMs, who, what }: TraceLine): string =>
  `#${step} ${(atMs / 1_000).toFixed(3)} s  ${who}  ${what}`;

const lineMax = 240;
/** What would crowd out the rest. */
const isIdle = /^(timer|interval|immediate|answered .*|pinged|answers a ping)$/;
