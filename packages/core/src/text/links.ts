// Finds web links in a text: with a scheme ("https://example.com/a") or bare ("example.com").
// S21: one pass from left to right. Each pattern repeats one character class alone, so that none backtracks, and whatever was
// looked at and refused is not looked at again.
import type { Entity } from '@parley/contract';
import { characterBefore, isSpacedWord, spacedWord } from './character-classes.ts';
import { endsHost, explicitHostEnd, isBareHost } from './hosts.ts';

export type LinkEntity = Extract<Entity, { kind: 'link' }>;

/** Longer ones are left as text. */
export const linkLengthMax = 2_048;

/** Either a scheme, or a word that may be a host; a scheme ends a word. */
const candidate = new RegExp(
  String.raw`[hH][tT]{2}[pP][sS]?:\/\/|(?:(?![hH][tT]{2}[pP][sS]?:\/\/)[${spacedWord}._\-])+`,
  'vg',
);
const pathCharacters = new RegExp(String.raw`[${spacedWord}\-._~:\/?#@!$&'*+,;=%\|–]+`, 'vy');
const port = /:\d{1,5}(?!\d)/y;
const password = /:[^\s/@]{0,64}@/y;
const word = /\S*/y;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
/** The end of a sentence or of emphasis, rather than of a path. */
const trailing = new Set(".,:;!?'*~|$@–");
/** Zero-width characters could split a host in two without showing it. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/;

/** The first `atMost` links, in order. */
export function findLinks(text: string, atMost: number): LinkEntity[] {
  const links: LinkEntity[] = [];
  if (!text.includes('.')) return links;
  let from = 0;
  while (links.length < atMost) {
    candidate.lastIndex = from;
    const match = candidate.exec(text);
    if (match === null) break;
    const found = match[0].endsWith('//')
      ? readExplicitLink(text, match.index, match.index + match[0].length)
      : readBareLink(text, match.index, match[0]);
    from = found.end;
    if (found.url !== undefined) links.push({ kind: 'link', start: match.index, end: found.end, url: found.url });
  }
  return links;
}

/** `end` is where the search goes on. */
type Found = { end: number; url?: string | undefined };

function readExplicitLink(text: string, start: number, hostStart: number): Found {
  const before = characterBefore(text, start);
  if (/[@＠#＃$]/.test(before) || isSpacedWord(before)) return { end: hostStart };
  const hostEnd = explicitHostEnd(text, hostStart);
  const end = hostEnd === undefined ? undefined : readRest(text, hostEnd);
  // What follows a scheme that led nowhere is no link of its own: it would lead elsewhere than it seems to.
  if (end === undefined) return { end: endOf(word, text, hostStart) };
  return { end, url: toUrl(text.slice(start, end)) };
}

function readBareLink(text: string, start: number, found: string): Found {
  const host = withoutTrailingDots(found);
  const refused = { end: start + found.length };
  const before = characterBefore(text, start);
  if (!host.includes('.') || /[@＠#＃$_./\\-]/.test(before) || invisible.test(before)) return refused;
  const hostEnd = start + host.length;
  if (!/^[\p{L}\p{N}]/v.test(host) || !endsHost(text, hostEnd)) return refused;
  const end = readRest(text, hostEnd);
  if (end === undefined || !isBareHost(host, text[hostEnd] === '/')) return refused;
  return { end, url: toUrl(`https://${text.slice(start, end)}`) };
}

/** Port and path after a host. Undefined where the host turns out to be a user's name in front of an @. */
function readRest(text: string, hostEnd: number): number | undefined {
  if (endOf(password, text, hostEnd) > hostEnd) return undefined;
  const portEnd = endOf(port, text, hostEnd);
  const pathStart = endsHost(text, portEnd) ? portEnd : hostEnd;
  const first = text[pathStart];
  return first === '/' || first === '?' || first === '#' ? readPath(text, pathStart) : pathStart;
}

/** Brackets belong to a path as far as they are paired. */
function readPath(text: string, start: number): number {
  const open: { offset: number; closer: string }[] = [];
  let end = start;
  for (;;) {
    end = endOf(pathCharacters, text, end);
    const character = text[end] ?? '';
    const closer = closers[character];
    // Too long to be a link, so that the whole word stays text.
    if (end - start > linkLengthMax) return endOf(word, text, end);
    if (closer !== undefined) open.push({ offset: end, closer });
    else if (character === '' || open.at(-1)?.closer !== character) break;
    else open.pop();
    end += 1;
  }
  end = open[0]?.offset ?? end;
  while (end > start + 1 && trailing.has(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** The address in full and in its normal form, so that every client opens the same; undefined where it is none. */
function toUrl(address: string): string | undefined {
  if (address.length > linkLengthMax || !URL.canParse(address)) return undefined;
  const { protocol, username, href } = new URL(address);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && username === '' && href.length <= linkLengthMax ? href : undefined;
}

function withoutTrailingDots(host: string): string {
  let end = host.length;
  while (host[end - 1] === '.') end -= 1;
  return host.slice(0, end);
}

/** Where a sticky pattern that matches at `start` ends; `start` where it does not. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}
