// The rest of the catalogue: words of parts that are not there at first come along with the first of them.
import i18next from 'i18next';
import later from './en.later.json';

/** Adds them; again changes nothing. */
export function learnLaterWords(): void {
  const isDeep = true;
  i18next.addResourceBundle('en', 'translation', later, isDeep);
}
