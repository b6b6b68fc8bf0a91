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
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(accents, '')
    .replace(ignorable, '')
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
