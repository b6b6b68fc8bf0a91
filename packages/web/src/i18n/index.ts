export { startLanguage } from './i18n.ts';

/** Makes the words known of the parts that are not there at first. */
export async function loadLaterWords(): Promise<void> {
  const { learnLaterWords } = await import('./later.ts');
  learnLaterWords();
}
