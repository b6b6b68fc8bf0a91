import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was called from. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One line on what takes a while, on stderr: what a command answers is all that is on stdout. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends with one sentence for the person at the console. */
export function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}
