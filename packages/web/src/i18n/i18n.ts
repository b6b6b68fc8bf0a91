import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

/** To be called once, before the first page is shown. What that needs is part of the bundle, so there is nothing to wait for. */
export function startLanguage(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
