// A text in the form in which it is searched, with the way back: where each part of it stands in the text as it was typed.
import { foldText, graphemesOf } from '../text/index.ts';

export type Folded = {
  text: string;
  /** Where in the original the grapheme begins that the character at `offset` of the folded text came from. */
  startOf(offset: number): number;
  /** Where that grapheme ends. */
  endOf(offset: number): number;
};

const ascii = /^[\0-\x7F]*$/;
/** Skin tones and the frame of a keycap are dress: whoever looks for a thumb means any. */
const dress = /\p{EMod}|\u20E3/gv;

export function foldWithOffsets(original: string): Folded {
  if (ascii.test(original)) return { text: original.toLowerCase(), startOf: (at) => at, endOf: (at) => at + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  let start = 0;
  for (const grapheme of graphemesOf(original)) {
    const end = start + grapheme.length;
    const part = foldText(grapheme).replace(dress, '');
    parts.push(part);
    for (let index = 0; index < part.length; index += 1) {
      starts.push(start);
      ends.push(end);
    }
    start = end;
  }
  return {
    text: parts.join(''),
    startOf: (offset) => starts[offset] ?? original.length,
    endOf: (offset) => ends[offset] ?? original.length,
  };
}
