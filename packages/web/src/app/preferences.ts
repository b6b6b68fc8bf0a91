// What somebody chose for this browser alone.
import { keep, readKept } from './storage.ts';

/** Whether Enter sends. Where there is no mouse there is a keyboard of glass, on which Enter better breaks the line. */
export function doesEnterSend(): boolean {
  const kept = readKept('enterSends');
  return kept === undefined ? matchMedia('(hover: hover)').matches : kept === 'yes';
}

export function chooseEnterSends(isOn: boolean): void {
  keep('enterSends', isOn ? 'yes' : 'no');
}
