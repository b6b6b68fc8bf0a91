// Draws the app's icons from its mark, in a real browser. Run it when the mark changed: node tools/make-icons.ts
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '@parley/testkit/browser';
import { chromium } from 'playwright-core';

const publicDir = join(import.meta.dirname, '../packages/web/public');
const mark = readFileSync(join(publicDir, 'mark.svg'), 'utf8');
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('There is no Chromium here; PARLEY_CHROMIUM may name one.');

/** Launchers cut what they call maskable to a shape of their own: the mark fills only the middle of it. */
const icons = [
  { name: 'mark-192', size: 192, isMaskable: false },
  { name: 'mark-512', size: 512, isMaskable: false },
  { name: 'mark-180', size: 180, isMaskable: true },
  { name: 'mark-maskable-512', size: 512, isMaskable: true },
];

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const { name, size, isMaskable } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = isMaskable ? mark.replace(/rx="[^"]*"/, '') : mark;
  const inner = isMaskable ? Math.round(size * 0.84) : size;
  const style = `margin:0;display:grid;place-items:center;height:100vh;background:${isMaskable ? '#c8f04b' : 'transparent'}`;
  await page.setContent(
    `<body style="${style}">${drawn.replace('<svg ', `<svg width="${inner}" height="${inner}" `)}</body>`,
  );
  await page.screenshot({ path: join(publicDir, 'icons', `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
