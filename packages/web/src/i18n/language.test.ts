// What holds before the first paint: the page's own script, run with the browser's things that it reads.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { languages } from './languages.ts';

const script = readFileSync(new URL('../../public/language.js', import.meta.url), 'utf8');

type Given = { wants: string[]; chosen?: string; address?: string; isStorageOff?: boolean };

function pageOf({ wants, chosen, address = '/', isStorageOff = false }: Given) {
  const documentElement = { lang: 'en', dir: '', dataset: {} as Record<string, string> };
  const { pathname, search } = new URL(address, 'https://parley.example');
  const getItem = () => {
    if (isStorageOff) throw new Error('off');
    return chosen ?? null;
  };
  runInNewContext(script, {
    document: { documentElement },
    navigator: { languages: wants },
    location: { pathname, search },
    localStorage: { getItem },
    URLSearchParams,
  });
  return [documentElement.lang, documentElement.dir, documentElement.dataset['deviceLanguage']];
}

test.each<[Given, string[]]>([
  [{ wants: ['en-US'] }, ['en', 'ltr', 'en']],
  [{ wants: ['es-MX', 'en'] }, ['es', 'ltr', 'es']],
  [{ wants: ['fr-FR', 'ar-EG', 'en'] }, ['ar', 'rtl', 'ar']],
  [{ wants: ['fr', 'de'] }, ['en', 'ltr', 'en']],
  [{ wants: [] }, ['en', 'ltr', 'en']],
  [{ wants: ['en'], chosen: 'ar' }, ['ar', 'rtl', 'en']],
  [{ wants: ['ar'], chosen: 'es' }, ['es', 'ltr', 'ar']],
  [{ wants: ['es'], chosen: 'xx' }, ['es', 'ltr', 'es']],
  [{ wants: ['es'], isStorageOff: true }, ['es', 'ltr', 'es']],
  [{ wants: ['en'], address: '/gallery?lang=ar' }, ['ar', 'rtl', 'en']],
  [{ wants: ['en'], address: '/?lang=ar' }, ['en', 'ltr', 'en']],
])(
  'LANG-1 %# what was chosen holds, else the first of the device’s languages that is ours, else English',
  (given, page) => {
    expect(pageOf(given)).toEqual(page);
  },
);

test.each(languages)('LANG-1 %s is known before the first paint', (language) => {
  expect(pageOf({ wants: [], chosen: language })[0]).toBe(language);
});
