import { type RefusalCode, refusalRows } from './codes.ts';
import type { Refusal } from './refusal.ts';

type Extra = Pick<Refusal, 'retryAt' | 'field' | 'details' | 'remedy' | 'limit' | 'faultId'>;

/** Builds the public refusal of a code: its row, and what is particular to this one. */
export function refusalOf(code: RefusalCode, extra: Extra = {}): Refusal {
  const { retry, sentence } = refusalRows[code];
  return { code, sentence: fill(sentence, extra), retry, ...extra };
}

function fill(sentence: string, { field, details }: Extra): string {
  const places: Record<string, string | undefined> = { field, ...details };
  return sentence.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? '');
}
