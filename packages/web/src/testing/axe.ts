// What axe finds on a page, in short.
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The gallery shows whole pages side by side, so there are many of what a page has once. */
const manyInGallery = [
  ...['landmark-no-duplicate-main', 'landmark-main-is-top-level', 'landmark-unique', 'duplicate-id-aria'],
  ...['page-has-heading-one', 'heading-order', 'landmark-complementary-is-top-level', 'landmark-no-duplicate-banner'],
  'landmark-banner-is-top-level',
];

/** One line each: where, which rule, which element. The page must be open to scripts (`isOpenToScripts`). */
export async function faults(page: Page, { isGallery = false } = {}): Promise<string[]> {
  // A conversation is drawn once it stands in its place.
  await page.waitForFunction(() => document.querySelector('[role="log"] [style*="hidden"]') === null);
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath });
  let found = await look(page, isGallery);
  // What came into the page while it was looked at was seen half faded in; a fault is what is there on a second look, too.
  if (found.length > 0) {
    const again = new Set(await look(page, isGallery));
    found = found.filter((fault) => again.has(fault));
  }
  return found;
}

function look(page: Page, isGallery: boolean): Promise<string[]> {
  return page.evaluate(
    async (off) => {
      // What fades in has its colours when it is there; what goes on for ever is judged as it is.
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
      type Found = { violations: { id: string; nodes: { target: string[] }[] }[] };
      const axe = (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe;
      const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
      // Only a rule that is not on reads the style sheets anew; the players are what `no-autoplay-audio` looks at.
      const preload = { assets: ['media'] };
      const { violations } = await axe.run({ rules, resultTypes: ['violations'], preload });
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
      return found.map((fault) => `${location.pathname} ${fault}`);
    },
    isGallery ? manyInGallery : [],
  );
}
