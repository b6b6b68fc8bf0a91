// The languages of the app. /language.js settles before the first paint which one holds; the page's own `lang` is where that is kept.

export const languages = ['en', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each as those who speak it call it: whoever looks for theirs may read no other. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español', ar: 'العربية' };

/** Of the languages written from right to left, these are ours. */
const fromRightToLeft: readonly Language[] = ['ar'];

const root: HTMLElement | undefined = globalThis.document?.documentElement;

/** A text as a language of ours; absent where it is none. */
export function toLanguage(text: string | undefined): Language | undefined {
  return languages.find((language) => language === text);
}

/** The language in use. */
export function languageInUse(): Language {
  return toLanguage(root?.lang) ?? 'en';
}

/** The language that the device asks for. */
export function languageOfDevice(): Language {
  return toLanguage(root?.dataset['deviceLanguage']) ?? 'en';
}

/** Writes it, and the direction it is written in, onto the page. */
export function putOnPage(language: Language): void {
  if (!root) return;
  root.lang = language;
  root.dir = fromRightToLeft.includes(language) ? 'rtl' : 'ltr';
}
