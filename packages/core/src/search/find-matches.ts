// INB-3: where in a text the words of a search stand, to be marked there.
import { type Folded, foldWithOffsets } from './fold-with-offsets.ts';
import type { Search, Term } from './parse-search.ts';
import { type Unit, unitsOf } from './units.ts';

/** UTF-16 offsets into the text as it was typed, the end exclusive; whole graphemes. */
export type Match = { start: number; end: number };

/** Nobody looks at more marks than these. */
const matchesMax = 100;

/** In order, without overlaps. Empty where any of the words is missing: then the text is no hit. */
export function findMatches(text: string, { terms }: Search): Match[] {
  const folded = foldWithOffsets(text);
  const units = [...unitsOf(folded.text)];
  const found: Match[] = [];
  for (const term of terms) {
    const own = findTerm(units, folded, term);
    if (own.length === 0) return [];
    found.push(...own);
  }
  return merge(found);
}

function findTerm(units: readonly Unit[], folded: Folded, term: Term): Match[] {
  const found: Match[] = [];
  for (const unit of units) {
    if (found.length >= matchesMax) break;
    if (unit.kind !== term.kind) continue;
    for (const at of placesIn(unit, term)) {
      const first = unit.start + at;
      found.push({ start: folded.startOf(first), end: folded.endOf(first + term.text.length - 1) });
    }
  }
  return found;
}

function placesIn(unit: Unit, { kind, text, isPrefix }: Term): number[] {
  if (kind === 'word') return unit.text === text || (isPrefix && unit.text.startsWith(text)) ? [0] : [];
  const places: number[] = [];
  for (let at = unit.text.indexOf(text); at >= 0; at = unit.text.indexOf(text, at + text.length)) {
    places.push(at);
    if (places.length >= matchesMax) break;
  }
  return places;
}

function merge(matches: readonly Match[]): Match[] {
  const merged: Match[] = [];
  for (const match of [...matches].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && match.start < last.end) last.end = Math.max(last.end, match.end);
    else merged.push({ ...match });
  }
  return merged.slice(0, matchesMax);
}
