// What somebody did and saw, written down as it happened, where a kill of the process takes nothing back.
import { openSync, readFileSync, writeSync } from 'node:fs';

/** Times are of this machine's clock, which all its processes share. */
export type Note =
  /** It is in the device's outbox, which survives a kill. `id` is the client's own. */
  | { kind: 'queued'; device: string; conversation: string; id: string }
  | { kind: 'acked'; device: string; conversation: string; id: string; seq: number }
  /** The outbox gave up, and left it to the person. */
  | { kind: 'failed'; device: string; id: string; code: string }
  /** A server sent it to this device, in an update or an answer. `id` as its text tells it. */
  | { kind: 'got'; device: string; conversation: string; seq: number; sender: string; id: string }
  /** What the device showed at some moment was not one unbroken, rising list without doubles. */
  | { kind: 'misshown'; device: string; conversation: string; what: string }
  /** The answer to the block came; from here on nothing may pass between the two.. */
  | { kind: 'blocked'; by: string; whom: string; conversation: string; atMs: number }
  /** ..until it is about to be lifted. */
  | { kind: 'unblocking'; by: string; whom: string; conversation: string; atMs: number };

/** One write for each, so that what was noted is with the system before the next step. */
export function openNotes(path: string): (note: Note) => void {
  const file = openSync(path, 'a');
  // The process before this one may have ended in the middle of a line.
  writeSync(file, '\n');
  return (note) => void writeSync(file, `${JSON.stringify(note)}\n`);
}

/** In the order in which they were written, without what a kill cut off. */
export function readNotes(path: string): Note[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Note] : []));
}
