// Puts the script that runs first on the page, after the one that settles the language: Vite makes one of all scripts that index.html names, so it is added once that is done.
import type { Plugin } from 'vite';

/** What may be in it; see src/early.ts. */
export const earlyModules = /src\/(early|app\/storage|i18n\/(languages|first-words))\.ts$|vite\/preload-helper/;

export function earlyPlugin(): Plugin {
  return {
    name: 'parley-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const early = Object.values(bundle ?? {}).find((one) => one.type === 'chunk' && one.name === 'early');
        if (!early) throw new Error('The build has no chunk of the name "early".');
        const attrs = { type: 'module', async: true, crossorigin: true, src: `/${early.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head' }];
      },
    },
  };
}
