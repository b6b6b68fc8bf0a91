import type { Language } from './languages.ts';

type Words = { default: object };

/** What the first page needs of each language. */
const firstWords: Record<Language, () => Promise<Words>> = {
  en: () => import('./en.json'),
  es: () => import('./es.json'),
  ar: () => import('./ar.json'),
};

export const fetchFirstWords = (language: Language): Promise<Words> => firstWords[language]();
