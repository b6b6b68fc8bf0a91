// Where the host of a link ends, and which hosts are believed: those under a known top-level domain, and IPv4 addresses
// after a scheme. Everything here looks at no more than 253 characters, the longest host there is.
import topLevelDomains from 'tlds' with { type: 'json' };
import { anyWord, characterAt, isSpacedWord } from './character-classes.ts';

export const hostLengthMax = 253;
const labelLengthMax = 63;

/** A host after a scheme may be of any script; symbols too, which some registries allow. */
const explicitHost = new RegExp(String.raw`[${anyWord}\p{So}._\-]{1,${hostLengthMax}}`, 'vy');
const ipv4 = /\d{1,3}(?:\.\d{1,3}){3}/y;

const known = new Set(topLevelDomains);
const asciiLabel = new RegExp(String.raw`[A-Za-z0-9\-]{1,${labelLengthMax}}`, 'y');
const nativeLabel = new RegExp(String.raw`[${anyWord}]{1,${labelLengthMax}}`, 'vy');
/** Better known as file endings: without a scheme, a path or "www." the word is a file. */
const fileEndings = new Set(['md', 'mov', 'pl', 'ps', 'py', 'rs', 'sh', 'zip']);

/** "you.Me" is the end of a sentence, not an address. */
const sentenceStart = /^\p{Lu}\p{Ll}/v;

/** Where the host of an explicit link ends, or undefined where there is none to believe in. */
export function explicitHostEnd(text: string, start: number): number | undefined {
  const address = matchAt(ipv4, text, start);
  if (address !== '' && endsHost(text, start + address.length)) return start + address.length;
  const window = matchAt(explicitHost, text, start);
  // From the right, so that no shorter host is taken for the one that was written.
  for (let dot = window.lastIndexOf('.'); dot > 0; dot = window.lastIndexOf('.', dot - 1)) {
    const end = topLevelEnd(text, start + dot + 1);
    if (end === undefined) continue;
    return hasGoodLabels(window.slice(0, dot)) ? end : undefined;
  }
  return undefined;
}

/** Where a top-level domain that starts here ends. In run-on scripts the text may go on: "みんなです". */
function topLevelEnd(text: string, start: number): number | undefined {
  const ascii = matchAt(asciiLabel, text, start);
  if (ascii !== '') {
    const end = start + ascii.length;
    return isTopLevel(ascii) && endsHost(text, end) ? end : undefined;
  }
  const native = matchAt(nativeLabel, text, start);
  for (let length = native.length; length > 1; length -= 1) {
    if (isTopLevel(native.slice(0, length)) && endsHost(text, start + length)) return start + length;
  }
  return undefined;
}

/** Whether a whole word with dots in it is a host although no scheme says so. */
export function isBareHost(host: string, hasPath: boolean): boolean {
  if (host.length > hostLengthMax) return false;
  const dot = host.lastIndexOf('.');
  const top = host.slice(dot + 1);
  if (dot < 1 || !isTopLevel(top) || sentenceStart.test(top) || !hasGoodLabels(host.slice(0, dot))) return false;
  return hasPath || !fileEndings.has(top.toLowerCase()) || /^www\./i.test(host);
}

/** Whether a host may end here: not inside a word, nor before what makes it an e-mail address or a longer host. */
export function endsHost(text: string, end: number): boolean {
  const next = characterAt(text, end);
  if (next === '.') return !isSpacedWord(characterAt(text, end + 1));
  return !/[@＠+_-]/.test(next) && !isSpacedWord(next);
}

function isTopLevel(label: string): boolean {
  const folded = label.normalize('NFKC').toLowerCase();
  return known.has(folded) || /^xn--[a-z0-9-]+$/.test(folded);
}

/** The labels before the top-level domain; underscores only before the registered one. */
function hasGoodLabels(labels: string): boolean {
  const list = labels.split('.');
  if (list.at(-1)?.includes('_')) return false;
  return list.every((label) => label !== '' && label.length <= labelLengthMax && !/^[_-]|[_-]$/.test(label));
}

function matchAt(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? '';
}
