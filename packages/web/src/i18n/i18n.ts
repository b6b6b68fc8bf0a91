import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { fetchFirstWords } from './first-words.ts';
import { type Language, languageInUse, putOnPage } from './languages.ts';
import { isolated, numberOf } from './locale.ts';

type Words = () => Promise<{ default: object }>;

/** `first`: what the first page needs. `later`: the rest. English sentences of refusals come with the refusals themselves. */
const catalogues: Record<Language, { first: Words; later: Words; refusals?: Words }> = {
  en: { first: () => fetchFirstWords('en'), later: () => import('./en.later.json') },
  es: {
    first: () => fetchFirstWords('es'),
    later: () => import('./es.later.json'),
    refusals: () => import('./es.refusals.json'),
  },
  ar: {
    first: () => fetchFirstWords('ar'),
    later: () => import('./ar.later.json'),
    refusals: () => import('./ar.refusals.json'),
  },
};

/** What is put into a sentence: numbers as the language writes them, and names that turn nothing around them. */
const values: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) => {
    if (typeof value === 'number') return numberOf(value);
    return typeof value === 'string' ? isolated(value) : String(value);
  },
};

/** To be called once; the first page may be shown when it is done. Only the language in use is fetched. */
export async function startLanguage(): Promise<void> {
  const language = languageInUse();
  await i18next
    .use(values)
    .use(initReactI18next)
    .init({
      lng: language,
      resources: {},
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    });
  await learn(language, ['first', 'refusals']);
}

/** Makes the words known of the parts that are not there at first; again changes nothing. */
export async function loadLaterWords(): Promise<void> {
  await learn(languageInUse(), ['later']);
}

let lastAsked: Language | undefined;

/** Goes over to another language, everywhere at once; until its words are here, all stays as it is. False: another was asked for since. */
export async function changeLanguage(language: Language): Promise<boolean> {
  lastAsked = language;
  await learn(language, ['first', 'refusals', 'later']);
  if (lastAsked !== language) return false;
  putOnPage(language);
  await i18next.changeLanguage(language);
  return true;
}

async function learn(language: Language, parts: ('first' | 'later' | 'refusals')[]): Promise<void> {
  const isDeep = true;
  const learnPart = async (part: (typeof parts)[number]) => {
    const words = await catalogues[language][part]?.();
    const namespace = part === 'refusals' ? 'refusals' : 'translation';
    if (words) i18next.addResourceBundle(language, namespace, words.default, isDeep);
  };
  await Promise.all(parts.map(learnPart));
}
