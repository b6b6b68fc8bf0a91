// What an avatar shows of somebody without a picture: a colour that stays theirs, and one or two letters.

/** How many colours there are; each stands in Avatar.module.css. */
export const avatarColourCount = 12;

const segmenter = new Intl.Segmenter();

/** The colour of an id: always the same, spread evenly. */
export function avatarColour(id: string): number {
  // FNV-1a: cheap, and ids that differ in one digit land far apart.
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 8) % avatarColourCount;
}

/** The first whole letter of the first and of the last word; empty for an empty name. One alone in Arabic, whose letters join into a word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstGrapheme(words[0]);
  const last = words.length > 1 && !isArabic(first) ? firstGrapheme(words.at(-1)) : '';
  const isLetter = (text: string) => /^[\p{L}\p{N}]/u.test(text);
  return (isLetter(first) && isLetter(last) && !isArabic(last) ? first + last : first).toLocaleUpperCase();
}

const isArabic = (text: string) => /\p{Script=Arabic}/u.test(text);

function firstGrapheme(word: string | undefined): string {
  if (!word) return '';
  const [grapheme] = segmenter.segment(word);
  return grapheme?.segment ?? '';
}
