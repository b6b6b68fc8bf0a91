import { type ComponentType, lazy } from 'react';
import { loadLaterWords } from '../i18n/index.ts';

/** A part of the app that comes when it is first asked for, with the means to read what it shows, and its words. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [{ withQueries }, Part] = await Promise.all([import('./queries.tsx'), load(), loadLaterWords()]);
    return { default: withQueries(Part) };
  });
}
