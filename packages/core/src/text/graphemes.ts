// Graphemes: what a person sees as one character. Limits, previews and entities all count in them.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Latin, Greek, Cyrillic, Armenian, common punctuation, kana, Han and Hangul: among themselves each of these is a grapheme.
 * Left out within the ranges: CR, which joins LF, and the signs for copyright and trademark, which joiners chain like emoji.
 */
const alone = String.raw`\u0000-\u000C\u000E-\u00A8\u00AA-\u00AD\u00AF-\u02FF\u0370-\u0482\u048A-\u058F\u2010-\u2027\u3001-\u3020\u3041-\u3096\u30A1-\u30FA\u30FC\u4E00-\u9FFF\uAC00-\uD7A3`;
const simple = new RegExp(`^[${alone}]*$`, 'v');
/** A grapheme has at most one of the characters above, so that one of 32 code points has 16 others in a row. */
const longRun = new RegExp(`[^${alone}]{16}`, 'v');

/**
 * The most code points in one grapheme. Real writing stays far below (a kiss with skin tones has 10), and the stream-safe
 * format of UAX 15 allows 30 marks on a base. It also bounds chains of joined emoji and of Hangul jamo.
 */
export const graphemeCodePointsMax = 31;

/** Whether some grapheme has more code points than may be. */
export function hasLongGrapheme(text: string): boolean {
  if (!longRun.test(text)) return false;
  for (const grapheme of graphemesOf(text)) {
    if (grapheme.length > graphemeCodePointsMax && [...grapheme].length > graphemeCodePointsMax) return true;
  }
  return false;
}

export function isSimple(text: string): boolean {
  return simple.test(text);
}

export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** Counts graphemes. Beyond `atMost` it stops and answers `atMost + 1`. */
export function countGraphemes(text: string, atMost = Number.POSITIVE_INFINITY): number {
  if (isSimple(text)) return Math.min(text.length, atMost + 1);
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > atMost) break;
  }
  return count;
}

/** The first `count` graphemes (INB-1), or the whole text where it has no more. */
export function cutGraphemes(text: string, count: number): string {
  if (text.length <= count) return text;
  // The character after the cut counts too: it could be a mark that belongs to the last one before it.
  const head = text.slice(0, count + 1);
  if (isSimple(head)) return head.slice(0, count);
  let left = count;
  for (const { index } of segmenter.segment(text)) {
    if (left === 0) return text.slice(0, index);
    left -= 1;
  }
  return text;
}

/** Tells for offsets of one text whether a grapheme starts (or the text ends) there. */
export function graphemeBoundaries(text: string): (offset: number) => boolean {
  let segments: Intl.Segments | undefined;
  return (offset) => {
    if (offset <= 0 || offset >= text.length) return true;
    if (isSimple(text.slice(offset - 1, offset + 1))) return true;
    segments ??= segmenter.segment(text);
    return segments.containing(offset)?.index === offset;
  };
}
