import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepBuild } from './kept-build.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const built = (text) => async (outDir) => writeFileSync(join(outDir, 'app.js'), text);
const textOf = (kept) => readFileSync(join(kept, 'app.js'), 'utf8');

test('the same is built once, and another is built beside it', async () => {
  const one = await keepBuild(folder, 'one', built('one'));
  expect(await keepBuild(folder, 'one', built('never'))).toBe(one);
  const two = await keepBuild(folder, 'two', built('two'));
  expect([textOf(one), textOf(two)]).toEqual(['one', 'two']);
});

test('of two at the same time the second uses what the first has built, which stays as it is', async () => {
  let go = () => {};
  const held = new Promise((resolve) => {
    go = resolve;
  });
  const second = keepBuild(folder, 'same', async (outDir) => {
    await held;
    await built('second')(outDir);
  });
  const first = await keepBuild(folder, 'same', built('first'));
  go();
  expect(await second).toBe(first);
  expect([textOf(first), readdirSync(folder)]).toEqual(['first', ['same']]);
});

test('what fails is told and leaves nothing', async () => {
  const failing = keepBuild(folder, 'bad', async () => Promise.reject(new Error('does not build')));
  await expect(failing).rejects.toThrow('does not build');
  expect(readdirSync(folder)).toEqual([]);
});

test('what nobody has used for a day is forgotten', async () => {
  const old = join(folder, 'old');
  mkdirSync(old);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(old, yesterday, yesterday);
  await keepBuild(folder, 'new', built('new'));
  expect(readdirSync(folder)).toEqual(['new']);
});
