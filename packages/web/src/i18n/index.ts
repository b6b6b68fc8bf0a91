export { changeLanguage, loadLaterWords, startLanguage } from './i18n.ts';
export { type Language, languageInUse, languageNames, languageOfDevice, languages, toLanguage } from './languages.ts';
export { inLocale, isolated, listOf, listParts, numberOf } from './locale.ts';
