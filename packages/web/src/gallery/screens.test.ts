import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawnStates, screens } from './screens.tsx';

const sources = ['../app/Shell.tsx', '../app/App.tsx'];
const unseen = ['/gallery'];

test('each route of the app is a screen whose states the gallery shows', () => {
  const text = sources.map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('\n');
  const routes = [...text.matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path);
  const known = screens.flatMap((screen) => screen.routes);
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((path) => path && !known.includes(path) && !unseen.includes(path))).toEqual([]);
});

test('no two states of the screens have one title', () => {
  const titles = screens.flatMap(drawnStates).map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});
