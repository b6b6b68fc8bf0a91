// Which characters may be part of a word, seen by the finders of links and mentions.
// Some scripts are written without spaces, or glue their particles to foreign words: there a link may touch the text
// around it ("見てexample.comです"), so those letters end a host, a path or a handle instead of belonging to it.

const runOnScripts = ['Hani', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt'];
const runOn = runOnScripts.map((script) => String.raw`\p{scx=${script}}`).join('');

/** Inside of a `v`-flag character class: a letter, mark or digit of any script. */
export const anyWord = String.raw`\p{L}\p{M}\p{N}`;
/** Inside of a `v`-flag character class: the same without the run-on scripts. */
export const spacedWord = `[[${anyWord}]--[${runOn}]]`;

/** Inside of a `v`-flag character class: the letters of the run-on scripts, without their punctuation. */
export const runOnWord = `[[${anyWord}]&&[${runOn}]]`;

const oneSpacedWord = new RegExp(`^${spacedWord}$`, 'v');

export function isSpacedWord(character: string): boolean {
  return oneSpacedWord.test(character);
}

/** The code point that ends at `offset`, or an empty string at the start. */
export function characterBefore(text: string, offset: number): string {
  if (offset <= 0) return '';
  const last = text.charCodeAt(offset - 1);
  const isLowSurrogate = last >= 0xdc00 && last <= 0xdfff;
  return text.slice(isLowSurrogate ? Math.max(0, offset - 2) : offset - 1, offset);
}

/** The code point that starts at `offset`, or an empty string at the end. */
export function characterAt(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}
