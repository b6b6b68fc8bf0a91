// Every specimen of the gallery beside its committed picture. `npm run screenshots -- --update` makes the pictures anew.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, type TestContext, test } from 'vitest';
import { chromiumPath } from '../testing/app-in-browser.ts';
import { launchCamera, type Photograph, photograph, type Size } from '../testing/gallery-camera.ts';
import { differenceBetween, isSame as isSamePicture, readPng, sideBySide, toSmallPng } from '../testing/pictures.ts';
import { screens, titlesElsewhere } from './screens.tsx';

const web = fileURLToPath(new URL('../..', import.meta.url));
const picturesDir = join(web, 'pictures');
const madeWithPath = join(picturesDir, 'made-with.json');
const differencesDir = join(web, '.screenshots');
/** So many pixels of a picture may differ: fewer than a moved icon, a changed colour or a padding of 2 changes. */
const allowedPixels = 20;
const maxTakes = 4;

// Set by `npm run screenshots`: make pictures rather than compare, and of these titles only.
const mode = process.env['PARLEY_SCREENSHOTS'];
const isUpdating = mode === 'update';
/** All take minutes: otherwise the whole app is looked at, as on a desktop, light and dark. */
const isSample = mode === undefined;
const sampleOf = 'app';
const wanted: string[] = JSON.parse(process.env['PARLEY_SCREENSHOTS_OF'] ?? '[]');

describe.skipIf(!chromiumPath)('screenshots', () => {
  let browser: Browser;
  let server: PreviewServer;
  let url: string;

  beforeAll(async () => {
    const build = { outDir: inject('webDir') };
    server = await preview({ root: web, logLevel: 'error', build, preview: { port: 0, proxy: {} } });
    const address = server.httpServer.address();
    if (!address || typeof address === 'string') throw new Error('The gallery is not served.');
    url = `http://localhost:${address.port}`;
    browser = await launchCamera(chromiumPath ?? '');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test(
    'every specimen of the gallery looks as it did',
    async (context) => {
      skipWhereOthersDraw(context, browser);
      const takeAll = async () => {
        const of = isSample ? sampleOf : undefined;
        const take = (size: Size) => photograph(browser, url, { size, of, isKept: isAsKept });
        if (isSample) return await take('desktop');
        const [phone, others] = await Promise.all([
          take('phone'),
          take('desktop').then(async (desktop) => [...desktop, ...(await take('arabic'))]),
        ]);
        return [...phone, ...others];
      };
      const photographs = await takeAll();
      const names = photographs.map(nameOf);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      const titles = photographs.map(({ title }) => title);
      const counted = isSample ? [] : screens.flatMap(titlesElsewhere);
      expect(
        counted.filter((title) => !titles.includes(title)),
        'states that screens.tsx counts on',
      ).toEqual([]);
      if (isUpdating) {
        update(await agreed(photographs, takeAll));
        return;
      }
      rmSync(differencesDir, { recursive: true, force: true });
      // What differs is looked at a second time, so that a busy machine is not taken for a change.
      const isFine = photographs.filter(isWanted).every(isAsKept);
      const again = isFine ? photographs : await takeAll();
      const faults = isFine ? [] : again.filter(isWanted).flatMap(compare);
      for (const name of wanted.length > 0 || isSample ? [] : picturesWithout(names)) {
        faults.push(`${name}: no specimen has this picture any more. ${howTo('')}`);
      }
      if (faults.length > 0) expect.fail(`${faults.length} pictures:\n${faults.join('\n')}`);
    },
    isUpdating ? 600_000 : 240_000,
  );
});

/** `isShell`: Chromium without windows, which sets letters a little differently. */
type Renderer = { chromium: number; isShell: boolean; platform: string };

/** Pictures of one renderer say nothing of what another draws. */
function skipWhereOthersDraw(context: TestContext, browser: Browser): void {
  const here: Renderer = {
    chromium: Number.parseInt(browser.version(), 10),
    isShell: /headless.shell/.test(chromiumPath ?? ''),
    platform: process.platform,
  };
  if (isUpdating) {
    const isOther = existsSync(madeWithPath) && !isSame(JSON.parse(readFileSync(madeWithPath, 'utf8')), here);
    if (isOther && wanted.length > 0) expect.fail('Another browser made the pictures. Make all anew, or none.');
    mkdirSync(picturesDir, { recursive: true });
    const { chromium, isShell, platform } = here;
    writeFileSync(madeWithPath, `{ "chromium": ${chromium}, "isShell": ${isShell}, "platform": "${platform}" }\n`);
    return;
  }
  const madeWith = JSON.parse(readFileSync(madeWithPath, 'utf8'));
  const words = ({ chromium, isShell, platform }: Renderer) =>
    `Chromium${isShell ? '’s headless shell' : ''} ${chromium} on ${platform}`;
  if (!isSame(madeWith, here)) {
    context.skip(`the pictures were made with ${words(madeWith)}, which is missing; here is ${words(here)}`);
  }
}

function isSame(one: Renderer, other: Renderer): boolean {
  return one.chromium === other.chromium && one.isShell === other.isShell && one.platform === other.platform;
}

function update(photographs: Photograph[]): void {
  const unknown = wanted.filter((title) => !photographs.some((it) => it.title === title));
  expect(unknown, 'titles that no specimen has').toEqual([]);
  const gone = wanted.length > 0 ? [] : picturesWithout(photographs.map(nameOf));
  for (const name of gone) rmSync(join(picturesDir, name));
  let changed = 0;
  for (const taken of photographs.filter(isWanted)) {
    const path = join(picturesDir, nameOf(taken));
    // What passes is left as it is, so that a commit holds what has changed and nothing else.
    if (existsSync(path) && isAlike(path, taken)) continue;
    writeFileSync(path, toSmallPng(taken.picture));
    changed += 1;
  }
  console.log(`${changed} pictures written, ${gone.length} removed: packages/web/pictures`);
}

/** What is to be kept must have come out the same twice. */
async function agreed(first: Photograph[], takeAll: () => Promise<Photograph[]>): Promise<Photograph[]> {
  let before = first;
  for (let take = 0; take < maxTakes; take += 1) {
    const now = await takeAll();
    const earlier = before;
    const unsettled = now.filter((it) => {
      const same = earlier.find((one) => nameOf(one) === nameOf(it));
      return !same || !isSamePicture(it.picture, same.picture);
    });
    if (unsettled.length === 0) return now;
    console.log(`taken again: ${unsettled.map(({ title, size }) => `${title} (${size})`).join('; ')}`);
    before = now;
  }
  return expect.fail('The gallery does not come to rest.');
}

function isAsKept(taken: Photograph): boolean {
  const path = join(picturesDir, nameOf(taken));
  return existsSync(path) && isAlike(path, taken);
}

function isAlike(path: string, { picture }: Photograph): boolean {
  const kept = readFileSync(path);
  const expected = readPng(kept);
  const isSameSize = expected.width === picture.width && expected.height === picture.height;
  return isSameSize && differenceBetween(expected, picture).pixelCount <= allowedPixels;
}

function compare(taken: Photograph): string[] {
  const name = nameOf(taken);
  const path = join(picturesDir, name);
  if (!existsSync(path)) return [`${taken.title} (${taken.size}): has no picture yet. ${howTo(taken.title)}`];
  if (isAlike(path, taken)) return [];
  const expected = readPng(readFileSync(path));
  const { pixelCount, picture } = differenceBetween(expected, taken.picture);
  mkdirSync(differencesDir, { recursive: true });
  writeFileSync(join(differencesDir, name), sideBySide([expected, taken.picture, picture]));
  const seen = `expected, actual and difference: packages/web/.screenshots/${name}`;
  return [
    `${taken.title} (${taken.size}): ${pixelCount} pixels differ; ${seen}. If it is meant so: ${howTo(taken.title)}`,
  ];
}

function howTo(title: string): string {
  return `npm run screenshots -- --update${title && ` "${title}"`}`;
}

function isWanted({ title }: Photograph): boolean {
  return wanted.length === 0 || wanted.includes(title);
}

function nameOf({ title, size }: Photograph): string {
  const plain = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return size === 'phone' ? `${plain}.png` : `${plain}.${size}.png`;
}

function picturesWithout(names: string[]): string[] {
  return readdirSync(picturesDir).filter((name) => name.endsWith('.png') && !names.includes(name));
}
