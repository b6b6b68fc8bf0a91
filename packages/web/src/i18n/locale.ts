// Forms of dates, numbers and lists, as the language in use writes them.
import { languageInUse } from './languages.ts';

/**
 * The region's forms where the browser names one of this language, as in es-MX. Digits and calendar are those that our own sentences are
 * written with, so that a page never shows two kinds.
 */
function localeInUse(): string {
  const language = languageInUse();
  const wanted = globalThis.navigator?.languages ?? [];
  const regional = wanted.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
  return new Intl.Locale(regional, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
}

/** A form that is made once a language, when it is first needed. */
export function inLocale<Form>(make: (locale: string) => Form): () => Form {
  let form: Form | undefined;
  let madeFor: string | undefined;
  return () => {
    const language = languageInUse();
    if (form === undefined || madeFor !== language) form = make(localeInUse());
    madeFor = language;
    return form;
  };
}

const numbers = inLocale((locale) => new Intl.NumberFormat(locale));
const lists = inLocale((locale) => new Intl.ListFormat(locale));

/** As in 1,280. */
export function numberOf(value: number): string {
  return numbers().format(value);
}

/** As in "A, B and C"; each keeps to its own direction. */
export function listOf(values: readonly string[]): string {
  return lists().format(values.map(isolated));
}

/** The same in pieces: what is one of the values, and what stands between them. */
export function listParts(values: readonly string[]): { type: 'element' | 'literal'; value: string }[] {
  return lists().formatToParts(values);
}

const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const fromLeft = /[^\P{L}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** A name within a sentence: where it is written the other way, marks that nobody sees keep it from turning what stands around it. */
export function isolated(value: string): string {
  const isTurned = languageInUse() === 'ar' ? fromLeft.test(value) : fromRight.test(value);
  return isTurned ? `\u2068${value}\u2069` : value;
}
