// Photographs of the gallery that are the same on every machine: own fonts, a clock that stands, and nothing that moves.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { cut, type Picture, readPng, stack, withFewColours } from './pictures.ts';

/** The screens as on a desktop as well, and what goes from right to left in Arabic; light above dark where a specimen says so. */
export type Size = 'phone' | 'desktop' | 'arabic';

export type Photograph = { title: string; size: Size; picture: Picture };

const queryOf: Record<Size, string> = { phone: 'only=ltr', desktop: 'only=wide', arabic: 'only=rtl&lang=ar' };

type Frame = { top: number; width: number; height: number };
type Subject = { title: string; top: number; bottom: number; frames: Frame[] };
/** What is photographed at once. */
type Strip = { top: number; subjects: Subject[] };
type Shot = { top: number; data: string };
type Camera = { page: Page; session: CDPSession; size: Size };
/** `of`: only what has this in its title. */
type Order = { size: Size; of?: string | undefined; isKept: (taken: Photograph) => boolean };

const resolve = createRequire(import.meta.url).resolve;
const inter = '@fontsource-variable/inter/files/inter';
const arabic = '@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic';
/** What each font of the tests draws. `SF Mono` is the first of what the recovery codes ask for. */
const fonts = [
  {
    family: 'Gallery',
    file: `${inter}-latin-wght-normal.woff2`,
    range: 'U+0000-00FF, U+2000-206F, U+2191, U+2193, U+2212',
  },
  { family: 'SF Mono', file: `${inter}-latin-wght-normal.woff2`, range: 'U+0000-00FF' },
  { family: 'Gallery', file: `${inter}-latin-ext-wght-normal.woff2`, range: 'U+0100-02AF' },
  { family: 'Gallery', file: `${arabic}-arabic-wght-normal.woff2`, range: 'U+0600-06FF' },
];

/** The evening on which everything in the gallery happens. */
const now = new Date('2026-11-20T20:25:00Z');
/** Many specimens are photographed at a time; much higher, and the browser takes longer again. */
const stripHeight = 2600;
/** Below it a band whose colour tells which strip the browser has drawn. */
const bandHeight = 4;
/** Two pixels in a byte. */
const colours = 64;
const maxTakes = 20;
const quietRounds = 6;

/** The frames lie bare, one below the other, each at a whole pixel: where a specimen stands in the page changes nothing in its picture.
 * Each is a surface of its own: 100000 pixels down, edges are no longer drawn as they are at the top. */
const bare = `
  :root { --font: Gallery !important; }
  html, body, #root, #root > main { height: auto !important; overflow: visible !important; }
  #root > main { padding: 0 0 4px !important; gap: 0 !important; }
  #root > main > :is(h1, nav), #root > main > section > h2, [data-specimen] > h3 { display: none !important; }
  [data-specimen] > div { display: block !important; }
  [data-specimen] [data-theme] { width: 390px; max-width: none !important; border: 0 !important; border-radius: 0 !important; will-change: transform; }
  [data-wide="app"] [data-theme] { height: 780px; }
  [data-screen]:not([data-wide]) [data-theme="dark"] { display: none !important; }
  *, ::before, ::after { animation: none !important; transition: none !important; }
  * { caret-color: transparent !important; scrollbar-width: none !important; }
`;
/** A page stands beside the list there. */
const wide = `
  [data-specimen] [data-theme] { width: 920px; }
  [data-wide="list"] [data-theme] { width: 360px; }
  [data-wide="app"] [data-theme] { width: 1280px; height: 800px; }
`;

export function launchCamera(executablePath: string): Promise<Browser> {
  const noNetwork = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';
  const plainText = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', noNetwork, ...plainText] });
}

/** Pictures of all specimens; at desktop width of those that say so. What is as it is kept is not looked at twice. */
export async function photograph(browser: Browser, url: string, { size, of, isKept }: Order): Promise<Photograph[]> {
  const width = size === 'desktop' ? 1280 : 390;
  const context = await browser.newContext({
    viewport: { width, height: stripHeight + bandHeight },
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await steady(page, size === 'desktop' ? bare + wide : bare);
    await page.goto(`${url}/gallery?${queryOf[size]}${of === undefined ? '' : `&of=${of}`}`, {
      waitUntil: 'networkidle',
    });
    await page.locator('[data-specimen]').last().waitFor({ state: 'attached' });
    // What shows itself late does so after 1500 ms, by a timer that was set before this one.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_600)));
    await quieten(page);
    await quieten(page);
    const session = await context.newCDPSession(page);
    return await photographAll({ page, session, size }, isKept);
  } finally {
    await context.close();
  }
}

/** The app waits for the fonts, so that it measures nothing without them. */
function afterFonts(page: string): string {
  const scripts = [...page.matchAll(/<script type="module"[^>]* src="([^"]+)"><\/script>/g)];
  const without = scripts.reduce((text, [script]) => text.replace(script, ''), page);
  const imports = scripts.map(([, address]) => `await import("${address}");`).join(' ');
  return without.replace('</body>', `<script type="module">await galleryFonts; ${imports}</script></body>`);
}

/** To be done before the page goes anywhere: what is drawn first is measured too. */
async function steady(page: Page, css: string): Promise<void> {
  const faces = fonts.map(({ family, file, range }) => {
    return { family, range, base64: readFileSync(resolve(file)).toString('base64') };
  });
  await page.clock.setFixedTime(now);
  await page.addInitScript(replaceStrangeCharacters);
  await page.route('**/gallery?*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: afterFonts(await response.text()) });
  });
  await page.addInitScript(
    (world) => {
      // Which of many fields that ask for the focus has it would be chance.
      HTMLElement.prototype.focus = () => undefined;
      for (const { family, range, base64 } of world.faces) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        document.fonts.add(new FontFace(family, bytes, { weight: '100 900', unicodeRange: range }));
      }
      Object.assign(window, { galleryFonts: Promise.all([...document.fonts].map((face) => face.load())) });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(world.css);
      document.adoptedStyleSheets = [sheet];
    },
    { faces, css },
  );
}

/** Until nothing has changed for a while in which the browser had time to: however slow the machine is. */
async function quieten(page: Page): Promise<void> {
  await page.evaluate(async (rounds) => {
    let quiet = 0;
    const observer = new MutationObserver(() => {
      quiet = 0;
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    // What a specimen shows may be on its way still.
    const isEmpty = (frame: Element) => frame.firstElementChild === null;
    const areSomeEmpty = () => [...document.querySelectorAll('[data-theme]')].some(isEmpty);
    while (quiet < rounds || areSomeEmpty()) {
      quiet += 1;
      await new Promise((done) => setTimeout(done, 60));
      await new Promise((done) => requestIdleCallback(done));
    }
    observer.disconnect();
    for (const animation of document.getAnimations()) animation.finish();
    await document.fonts.ready;
    for (const frame of document.querySelectorAll<HTMLElement>('[data-specimen]:not([data-screen]) [data-theme]')) {
      frame.style.height = 'auto';
      frame.style.height = `${Math.ceil(frame.getBoundingClientRect().height)}px`;
    }
  }, quietRounds);
}

/** Emoji, and whatever else only a font of the machine could draw, are shown as one plain sign, whenever they come. */
function replaceStrangeCharacters(): void {
  const strange = /[^\n\t\u0020-\u02af\u0600-\u06ff\u2000-\u206f\u2191\u2193\u2212]/u;
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const replace = (text: Node) => {
    const value = text.nodeValue ?? '';
    if (!strange.test(value)) return;
    const parts = [...graphemes.segment(value)].map(({ segment }) => (strange.test(segment) ? '¤' : segment));
    text.nodeValue = parts.join('');
  };
  const replaceAll = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) replace(node);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') replace(target);
      addedNodes.forEach(replaceAll);
    }
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}

async function photographAll(camera: Camera, isKept: Order['isKept']): Promise<Photograph[]> {
  const strips = stripsOf(await camera.page.evaluate(findSubjects));
  const taken: Photograph[][] = [];
  let drawing: Promise<Shot> | undefined = strips[0] && shoot(camera, strips[0]);
  for (const [index, strip] of strips.entries()) {
    const shot = await drawing;
    const next = strips[index + 1];
    // The browser draws the next while this one is looked at.
    drawing = next && shoot(camera, next);
    taken[index] = (shot && developed(camera, strip, shot)) ?? [];
  }
  for (const [index, strip] of strips.entries()) {
    const isSettled = taken[index]?.length === strip.subjects.length && taken[index].every(isKept);
    if (!isSettled) taken[index] = await takeStrip(camera, strip);
  }
  return taken.flat();
}

function stripsOf(subjects: Subject[]): Strip[] {
  const strips: Strip[] = [];
  for (const subject of subjects) {
    const height = subject.bottom - subject.top;
    if (height > stripHeight) throw new Error(`${subject.title} is ${height} high; the camera takes ${stripHeight}.`);
    const last = strips.at(-1);
    if (last && subject.bottom <= last.top + stripHeight) last.subjects.push(subject);
    else strips.push({ top: subject.top, subjects: [subject] });
  }
  return strips;
}

/** A browser with much to do answers with what it drew before, or with half of it: so it is asked until it says the same twice. */
async function takeStrip(camera: Camera, strip: Strip): Promise<Photograph[]> {
  let before = '';
  for (let take = 0; take < maxTakes; take += 1) {
    const shot = await shoot(camera, strip);
    const isSettled = shot.data === before;
    before = shot.data;
    const photographs = isSettled ? developed(camera, strip, shot) : undefined;
    if (photographs) return photographs;
  }
  throw new Error(`The browser does not draw the gallery at ${strip.top}.`);
}

async function shoot({ page, session }: Camera, { top: y }: Strip): Promise<Shot> {
  const top = await page.evaluate(scrollToStrip, y);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  return { top, data };
}

/** Undefined where the browser drew another strip than it was told to. */
function developed({ size }: Camera, { subjects }: Strip, { top, data }: Shot): Photograph[] | undefined {
  const strip = readPng(Buffer.from(data, 'base64'));
  const [red = 0, green = 0, blue = 0] = strip.data.subarray(stripHeight * strip.width * 4);
  if (red * 65_536 + green * 256 + blue !== top) return undefined;
  return subjects.map(({ title, frames }) => {
    const parts = frames.map((frame) => cut(strip, { ...frame, top: frame.top - top }));
    return { title, size, picture: withFewColours(stack(parts), colours) };
  });
}

/** Says where it is, in pixels and as the colour of the band. */
function scrollToStrip(y: number): Promise<number> {
  scrollTo(0, y);
  const top = scrollY;
  const band = document.querySelector<HTMLElement>('#band') ?? document.body.appendChild(document.createElement('div'));
  band.id = 'band';
  band.style.cssText = 'position:fixed;inset:auto 0 0;height:4px;z-index:9';
  band.style.backgroundColor = `rgb(${top >> 16} ${(top >> 8) & 255} ${top & 255})`;
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(top))));
}

function findSubjects(): Subject[] {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-specimen]')].filter((it) => it.offsetHeight > 0);
  return shown.map((specimen) => {
    const found = [...specimen.querySelectorAll<HTMLElement>('[data-theme]')].filter((it) => it.offsetHeight > 0);
    const frames = found.map((frame) => {
      const { top, width, height } = frame.getBoundingClientRect();
      return { top: Math.round(top + scrollY), width, height };
    });
    const tops = frames.map(({ top }) => top);
    const bottoms = frames.map(({ top, height }) => top + height);
    return {
      title: specimen.dataset['specimen'] ?? '',
      top: Math.min(...tops),
      bottom: Math.max(...bottoms),
      frames,
    };
  });
}
