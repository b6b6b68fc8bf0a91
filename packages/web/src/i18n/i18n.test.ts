import i18next from 'i18next';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as Words from './i18n.ts';

const page = { lang: 'es', dir: 'ltr', dataset: {} };
let words: Pick<typeof Words, 'startLanguage' | 'loadLaterWords' | 'changeLanguage'>;

beforeAll(async () => {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: page });
  vi.stubGlobal('navigator', { languages: ['es-ES'] });
  words = await import('./i18n.ts');
  await words.startLanguage();
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('LANG-6 the app starts in the page’s language, without the words of later parts and of other languages', async () => {
  expect(i18next.t('inbox.title')).toBe('Bandeja de entrada');
  expect(i18next.exists('help.title')).toBe(false);
  expect(i18next.hasResourceBundle('en', 'translation')).toBe(false);
  await words.loadLaterWords();
  expect(i18next.t('help.title')).toBe('Ayuda');
});

test('LANG-2 LANG-4 a counted sentence takes the form and the figures of its language', async () => {
  expect(i18next.t('people.followerCount', { count: 1 })).toBe('1 seguidor');
  expect(i18next.t('people.followerCount', { count: 12_345 })).toBe('12.345 seguidores');
  expect(i18next.t('people.followerCount', { count: 2_000_000 })).toBe('2.000.000 seguidores');
  await words.changeLanguage('ar');
  const requests = [0, 1, 2, 3, 11, 100].map((count) => i18next.t('inbox.requestsWait', { count }));
  expect(new Set(requests).size).toBe(6);
  expect(requests[3]).toBe('3 طلبات تنتظر ردك');
  expect(page).toMatchObject({ lang: 'ar', dir: 'rtl' });
});

test('LANG-1 of two languages asked for in a row the last one holds', async () => {
  const both = await Promise.all([words.changeLanguage('en'), words.changeLanguage('es')]);
  expect(both).toEqual([false, true]);
  expect(i18next.t('inbox.title')).toBe('Bandeja de entrada');
  expect(page).toMatchObject({ lang: 'es', dir: 'ltr' });
});

test('LANG-5 a name written the other way is set apart in a sentence', () => {
  expect(i18next.t('composer.label', { name: 'ليلى' })).toBe('Mensaje para \u2068ليلى\u2069');
  expect(i18next.t('composer.label', { name: 'Zoë' })).toBe('Mensaje para Zoë');
});
