// What the app says, by its key, in a language: a test that finds its way by these holds in every language.
import { readFileSync } from 'node:fs';
import i18next, { type FormatterModule } from 'i18next';

export type Say = (key: string, values?: Record<string, string | number>) => string;

const readWords = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../i18n/${name}.json`, import.meta.url), 'utf8'));

/** As the app puts them into a sentence: in a page written from the right, a name written from the left is set apart. */
const valuesOf = (language: 'en' | 'ar'): FormatterModule => ({
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) =>
    language === 'ar' && typeof value === 'string' && /\p{Script=Latin}/u.test(value)
      ? `\u2068${value}\u2069`
      : String(value),
});

/** A key that has no words is a mistake of the test. */
export function wordsOf(language: 'en' | 'ar'): Say {
  const words = i18next.createInstance().use(valuesOf(language));
  void words.init({
    lng: language,
    resources: { [language]: { translation: readWords(language) } },
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
    parseMissingKeyHandler: (key) => {
      throw new Error(`no words for ${key}`);
    },
  });
  words.addResourceBundle(language, 'translation', readWords(`${language}.later`), true);
  const say = words.t as unknown as Say;
  return (key, values = {}) => say(key, values);
}
