import { type ComponentType, lazy } from 'react';

/** A part of the app that comes when it is first asked for, with the means to read what it shows, and its words. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [{ withQueries }, Part, { learnLaterWords }] = await Promise.all([
      import('./queries.tsx'),
      load(),
      import('../i18n/later.ts'),
    ]);
    learnLaterWords();
    return { default: withQueries(Part) };
  });
}
