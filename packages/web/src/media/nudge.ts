// What in a text looks like something that one may not want somebody to have who is no friend (MED-28): a card's number, a telephone number,
// a postal address. It is looked for here, on this device; nobody is told. Better to miss one than to ask for nothing.

export type Nudge = 'card' | 'phone' | 'address';

/** Digits of all writings are the same digits; those in a link are the link's. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\S+:\/\/\S+/g, ' ')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));

export function nudgeOf(text: string): Nudge | undefined {
  const said = plain(text);
  // All of them have a number in them, and what has none, as most, is not kept waiting.
  if (!/\d/.test(said)) return undefined;
  if (hasCard(said)) return 'card';
  if (hasPhone(said)) return 'phone';
  return hasAddress(said) ? 'address' : undefined;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function hasCard(text: string): boolean {
  const runs = text.matchAll(/(?<![\d.,])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\d]|[.,]\d)/g);
  return [...runs].some(([run]) => isCardNumber(digitsOf(run)));
}

/** The check digit of Luhn (ISO/IEC 7812), which one in ten chance numbers has as well. */
function isCardNumber(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function hasPhone(text: string): boolean {
  const runs = text.matchAll(/(?<![\w.,:/#-])(?:\+|\()?\d[\d().\- /]{5,20}\d(?![\w]|[.,:]\d)/g);
  return [...runs].some(([run]) => isPhoneNumber(run.trim()));
}

/** Dates, hours, amounts and years from and to. */
const otherNumbers = [
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b/,
  /^\d{1,3}(?:[ .]000)+$/,
  /^\d{4} ?[-/] ?\d{4}$/,
  /^\d{1,2}[.:]\d{2}\b/,
];
/** As numbers are written within a country: with a trunk zero, in three parts, or in pairs. */
const nationalForms = [
  /^\(?0\d{1,4}\)?[ ./-]?\d{2,4}(?:[ .-]?\d{2,4}){1,3}$/,
  /^\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{3,4}$/,
  /^[67]\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}$/,
  /^[2-9]\d{2}[2-9]\d{6}$/,
];

function isPhoneNumber(run: string): boolean {
  const digits = digitsOf(run);
  if (otherNumbers.some((form) => form.test(run))) return false;
  if (/^(?:\+|00)/.test(run)) return digits.length >= 8 && digits.length <= 15;
  return digits.length >= 9 && digits.length <= 11 && nationalForms.some((form) => form.test(run));
}

/** Words that stand between a number and "road" without being the name of one. */
const noNames =
  'a|an|the|this|that|my|our|your|in|on|at|of|to|from|by|for|and|or|more|most|left|down|up|off|across|along|over|under|per|days?|hours?|minutes?|mins?|weeks?|months?|years?|km|miles?|metres?|meters?|times?|people|cars?|of|is|are|was|were';
const name = `(?!(?:${noNames})\\b)[\\p{L}'’.-]+`;
const addresses = [
  // 221b Baker Street
  `\\b\\d{1,5}[a-z]?,? (?:${name} ){1,3}(?:street|avenue|road|lane|drive|boulevard|crescent|terrace|close|court|square)\\b`,
  // 12 Elm St., where the name says that it is one
  `\\b\\d{1,5}[A-Za-z]?,? (?:[A-Z][\\p{L}'’-]+ ){1,3}(?:St|Ave|Rd|Ln|Dr|Blvd|Ct|Sq|Pl)\\b`,
  // Calle Mayor 5, C/ Mayor, 5, Avenida de América n.º 12
  `(?:\\b(?:calle|avenida|avda|plaza|paseo|camino|carrera|calzada)\\b\\.?|\\bc/) ?(?:[\\p{L}.'-]+ ){0,5}[\\p{L}.'-]+,? (?:n(?:\\.?[º°o]|úm)\\.? ?)?\\d{1,4}\\b`,
  // Hauptstraße 12
  `\\b\\p{L}+(?:straße|strasse|str\\.|gasse|platz|allee|weg) \\d{1,4}[a-z]?\\b`,
  // 12 rue de la Paix
  `\\b\\d{1,4}(?: bis| ter)?,? (?:rue|boulevard|chemin|allée|impasse|quai) (?:d['’]|de |du |des |la |le )*\\p{L}+`,
  // شارع التحرير رقم 12، 12 شارع التحرير
  `شارع (?:\\p{L}+ ){1,4}،? ?(?:رقم )?\\d{1,4}`,
  `\\d{1,4} شارع \\p{L}+`,
  // P.O. Box 12, apartado 12, ص.ب 12
  `\\b(?:p\\.? ?o\\.? ?box|apartado(?: de correos)?) \\d+`,
  `ص\\.? ?ب\\.? ?\\d+`,
].map((form, index) => new RegExp(form, index === 1 ? 'u' : 'iu'));

const hasAddress = (text: string): boolean => addresses.some((form) => form.test(text));
