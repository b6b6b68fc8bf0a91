// INB-3: the form in which people's names are compared in a search, so that "soren" finds "Søren" and "İpek" is found by "ipek".

/** Letters that Unicode does not take apart. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
  // Arabic: one form of alef, ya, kaf and ha, whichever keyboard wrote them; the line that only stretches a word (tatweel) is none.
  '\u0671': '\u0627',
  '\u0649': '\u064A',
  '\u06CC': '\u064A',
  '\u06A9': '\u0643',
  '\u0629': '\u0647',
  '\u06C1': '\u0647',
  '\u0640': '',
  // Arabic and Persian digits.
  ...Object.fromEntries(
    [0x0660, 0x06f0].flatMap((zero) =>
      Array.from({ length: 10 }, (_, digit) => [String.fromCharCode(zero + digit), String(digit)]),
    ),
  ),
};
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');
/**
 * Accents, Hebrew points and Arabic vowel signs. The marks of Indian and Thai writing are vowels and stay; so do the kana
 * voicing marks, which make another letter.
 */
const accents =
  /[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]]--[\u3099\u309A]]/gv;
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gv;

export function searchKey(text: string): string {
  return foldText(text).replace(/\s+/g, ' ').trim();
}

/** The same of any part of a text, with the white space that it has. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(accents, '')
    .replace(ignorable, '')
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .normalize('NFC');
}
