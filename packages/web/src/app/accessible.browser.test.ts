// Every page, light and dark, as axe judges it; and every state of every component, as wide as a phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AppInBrowser,
  chromiumPath,
  desktop,
  enterAs,
  phone,
  startAppInBrowser,
} from '../testing/app-in-browser.ts';
import { faults } from '../testing/axe.ts';
import { goTo } from '../testing/go-to.ts';

const outside = ['/welcome', '/sign-in', '/sign-up', '/recover', '/help'];
const inside = [
  '/',
  '/archived',
  '/?filter=unread',
  '/new',
  '/requests',
  '/requests/filtered',
  '/requests/declined',
  '/activity',
  '/me',
  '/me/edit',
  '/u/sam',
  '/u/sam/followers',
  '/settings',
  '/settings/privacy',
  '/settings/appearance',
  '/settings/devices',
  '/settings/account',
  '/settings/blocked',
  '/settings/reach',
  '/settings/reach/add',
  '/settings/reach/why',
  '/settings/words',
  '/settings/status',
  '/help',
];

async function faultsOf(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return faults(page);
}

/** Text of twice the size stays within the page. */
async function widerWithLargeText(page: Page): Promise<string[]> {
  const width = await page.evaluate(() => {
    const { style } = document.documentElement;
    style.setProperty('font-size', '200%');
    const { scrollWidth } = document.documentElement;
    style.removeProperty('font-size');
    return scrollWidth;
  });
  return width > phone.width ? [`${page.url()} is ${width} wide with large text`] : [];
}

describe.skipIf(!chromiumPath)('accessibility', () => {
  let app: AppInBrowser;
  let token: string;
  let conversationPath: string;

  beforeAll(async () => {
    app = await startAppInBrowser();
    const rae = await app.world.person('rae', { displayName: 'Rae Okonkwo' });
    const sam = await app.world.person('sam', { displayName: 'Sam Petit' });
    for (const person of [rae, sam]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(rae, sam);
    const content = { kind: 'text', text: 'Look: https://example.com and @rae' } as const;
    const sent = await sam.call('messages.send', { clientMessageId: 'a', recipientId: rae.id, content });
    await rae.call('messages.send', {
      clientMessageId: 'b',
      recipientId: sam.id,
      content: { kind: 'text', text: 'I see' },
    });
    token = rae.token;
    conversationPath = `/c/${sent.conversationId}`;
  }, 120_000);
  afterAll(() => app.close());

  // The colours depend on the scheme and the order on the width, so that two of the four pairs cover both.
  test.each([
    { scheme: 'light', size: phone },
    { scheme: 'dark', size: desktop },
  ] as const)(
    'every page is accessible, also with text of twice the size, $scheme, $size.width wide',
    async ({ scheme, size }) => {
      const found: string[] = [];
      const stranger = await app.open({ scheme, size, isOpenToScripts: true });
      await stranger.page.goto('/welcome', { waitUntil: 'networkidle' });
      for (const path of outside) {
        await goTo(stranger.page, path);
        found.push(...(await faultsOf(stranger.page)));
      }
      const member = await app.open({ scheme, size, isOpenToScripts: true });
      await enterAs(app, member.context, token);
      await member.page.goto('/', { waitUntil: 'networkidle' });
      for (const path of [...inside, conversationPath, `${conversationPath}/details`]) {
        await goTo(member.page, path);
        if (path.startsWith('/c/')) await member.page.getByRole('log').getByText('I see').waitFor();
        found.push(...(await faultsOf(member.page)));
        if (size === phone) found.push(...(await widerWithLargeText(member.page)));
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  test('every state of every component fits a phone, and is accessible in light and dark', async () => {
    const { page, problems } = await app.open({ isOpenToScripts: true });
    await page.goto('/gallery', { waitUntil: 'networkidle' });
    await page.locator('[data-specimen]').last().waitFor({ timeout: 40_000 });
    const tooWide = await page.evaluate(() => {
      const frames = [...document.querySelectorAll<HTMLElement>('[data-specimen] [data-theme]')];
      const wide = frames.filter((frame) => frame.scrollWidth > frame.clientWidth);
      return wide.map((frame) => frame.closest<HTMLElement>('[data-specimen]')?.dataset['specimen']);
    });
    expect(tooWide).toEqual([]);
    expect(await faults(page, { isGallery: true })).toEqual([]);
    expect(problems).toEqual([]);
  }, 120_000);
});
