// Photographs of the gallery that are the same on every machine: own fonts, a clock that stands, and nothing that moves.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { cut, type Picture, readPng, stack } from './pictures.ts';

/** A phone shows light above dark; a desktop light alone: colours depend on the theme, and the layout on the width. */
export type Size = 'phone' | 'desktop';

export type Photograph = { title: string; size: Size; picture: Picture };

type Frame = { top: number; width: number; height: number };
type Subject = { title: string; top: number; bottom: number; frames: Frame[] };

const resolve = createRequire(import.meta.url).resolve;
const inter = '@fontsource-variable/inter/files/inter';
const arabic = '@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic';
/** What each font of the tests draws. `SF Mono` is the first of what the recovery codes ask for. */
const fonts = [
  { family: 'Gallery', file: `${inter}-latin-wght-normal.woff2`, range: 'U+0000-00FF, U+2000-206F, U+2212' },
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
const maxTakes = 20;
const quietRounds = 6;

/** The frames lie bare, one below the other, each at a whole pixel: where a specimen stands in the page changes nothing in its picture.
 * Each is a surface of its own: 100000 pixels down, edges are no longer drawn as they are at the top. */
const bare = `
  :root { --font: Gallery !important; }
  html, body, #root, #root > main { height: auto !important; overflow: visible !important; }
  #root > main { padding: 0 0 4px !important; gap: 0 !important; }
  #root > main > :is(h1, nav), section > h2, [data-specimen] > h3 { display: none !important; }
  [data-specimen] > div { display: block !important; }
  [data-specimen] [data-theme] { width: 390px; max-width: none !important; border: 0 !important; border-radius: 0 !important; will-change: transform; }
  *, ::before, ::after { animation: none !important; transition: none !important; }
  * { caret-color: transparent !important; scrollbar-width: none !important; }
`;
/** A page stands beside the list there. */
const wide = `
  [data-specimen]:not([data-wide]), [data-specimen] [data-theme="dark"] { display: none !important; }
  [data-specimen] [data-theme] { width: 920px; }
`;

export function launchCamera(executablePath: string): Promise<Browser> {
  const noNetwork = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';
  const plainText = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', noNetwork, ...plainText] });
}

/** Pictures of all specimens; at desktop width of those that say so. */
export async function photograph(browser: Browser, url: string, size: Size): Promise<Photograph[]> {
  const width = size === 'phone' ? 390 : 1280;
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
    await steady(page, size === 'phone' ? bare : bare + wide);
    await page.goto(`${url}/gallery`, { waitUntil: 'networkidle' });
    await page.locator('[data-specimen]').last().waitFor({ state: 'attached' });
    // What shows itself late does so after 1500 ms, by a timer that was set before this one.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_600)));
    await quieten(page);
    await page.evaluate(replaceStrangeCharacters);
    // Scrolling brings bubbles that were not measured yet; the second time they are.
    for (let round = 0; round < 2; round += 1) await quieten(page);
    return await photographAll(page, context, size);
  } finally {
    await context.close();
  }
}

/** To be done before the page goes anywhere: what is drawn first is measured too. */
async function steady(page: Page, css: string): Promise<void> {
  const faces = fonts.map(({ family, file, range }) => {
    return { family, range, base64: readFileSync(resolve(file)).toString('base64') };
  });
  await page.clock.setFixedTime(now);
  await page.addInitScript(
    (world) => {
      for (const { family, range, base64 } of world.faces) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        document.fonts.add(new FontFace(family, bytes, { weight: '100 900', unicodeRange: range }));
      }
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
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    let quiet = 0;
    const observer = new MutationObserver(() => {
      quiet = 0;
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    while (quiet < rounds) {
      quiet += 1;
      await new Promise((done) => setTimeout(done, 60));
      await new Promise((done) => requestIdleCallback(done));
    }
    observer.disconnect();
    // A conversation that opens at its end stands there to the pixel, however late its bubbles were measured.
    for (const log of document.querySelectorAll<HTMLElement>('[data-specimen]:not([data-inside]) [role="log"]')) {
      for (const scroller of [log, log.parentElement]) if (scroller) scroller.scrollTop = scroller.scrollHeight;
    }
    for (const animation of document.getAnimations()) animation.finish();
    await document.fonts.ready;
    for (const frame of document.querySelectorAll<HTMLElement>('[data-specimen]:not([data-screen]) [data-theme]')) {
      frame.style.height = 'auto';
      frame.style.height = `${Math.ceil(frame.getBoundingClientRect().height)}px`;
    }
  }, quietRounds);
}

/** Emoji, and whatever else only a font of the machine could draw, are shown as one plain sign. */
function replaceStrangeCharacters(): void {
  const strange = /[^\n\t\u0020-\u02af\u0600-\u06ff\u2000-\u206f\u2212]/u;
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    if (!strange.test(text)) continue;
    const parts = [...graphemes.segment(text)].map(({ segment }) => (strange.test(segment) ? '¤' : segment));
    node.nodeValue = parts.join('');
  }
}

async function photographAll(page: Page, context: BrowserContext, size: Size): Promise<Photograph[]> {
  const subjects = await page.evaluate(findSubjects);
  const tallest = Math.max(stripHeight, ...subjects.map(({ top, bottom }) => bottom - top));
  if (tallest > stripHeight) throw new Error(`A specimen is ${tallest} high; the camera takes ${stripHeight}.`);
  const session = await context.newCDPSession(page);
  const photographs: Photograph[] = [];
  for (let next = 0; next < subjects.length; ) {
    const first = subjects[next];
    const { strip, top } = await takeStrip(page, session, first?.top ?? 0);
    if (first && first.bottom > top + stripHeight) throw new Error(`${first.title} is out of sight.`);
    for (let subject = first; subject && subject.bottom <= top + stripHeight; subject = subjects[next]) {
      const frames = subject.frames.map((frame) => cut(strip, { ...frame, top: frame.top - top }));
      photographs.push({ title: subject.title, size, picture: stack(frames) });
      next += 1;
    }
  }
  return photographs;
}

/** A browser with much to do answers with what it drew before, or with half of it: so it is asked until it says the same twice. */
async function takeStrip(page: Page, session: CDPSession, y: number): Promise<{ strip: Picture; top: number }> {
  const top = await page.evaluate(scrollToStrip, y);
  let before = '';
  for (let take = 0; take < maxTakes; take += 1) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
    const isSettled = data === before;
    before = data;
    if (!isSettled) continue;
    const strip = readPng(Buffer.from(data, 'base64'));
    const [red = 0, green = 0, blue = 0] = strip.data.subarray(stripHeight * strip.width * 4);
    if (red * 65_536 + green * 256 + blue === top) return { strip, top };
  }
  throw new Error(`The browser does not draw the gallery at ${top}.`);
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
  const shown = [...document.querySelectorAll<HTMLElement>('[data-specimen]:not([data-inside])')].filter(
    (it) => it.offsetHeight > 0,
  );
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
