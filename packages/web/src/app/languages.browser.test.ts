// The app in Arabic and in Spanish, as somebody uses it: from the first page to the settings, mirrored where it is written that way.
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

const arabic = /\p{Script=Arabic}/u;

/** What axe finds, and what hangs out of the window. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await faults(page);
  const outside = await page.evaluate(() => {
    const hanging: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      hanging.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll('main *, nav *')) {
      const { left, right, width: own } = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && own > 1;
      if (isSeen && (left < -1 || right > width + 1)) hanging.push(`${element.tagName}.${element.className} hangs out`);
    }
    return hanging.map((fault) => `${location.pathname} ${fault}`);
  });
  return [...found, ...outside];
}

const pageState = (page: Page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

describe.skipIf(!chromiumPath)('languages', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
    const [layla, omar] = await Promise.all([
      app.world.person('layla', { displayName: 'ليلى' }),
      app.world.person('omar', { displayName: 'Omar' }),
    ]);
    for (const person of [layla, omar]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(layla, omar);
    const content = { kind: 'text', text: 'Hello, see https://example.com' } as const;
    await omar.call('messages.send', { clientMessageId: 'one', recipientId: layla.id, content });
    token = layla.token;
  }, 120_000);
  afterAll(() => app.close());
  let token: string;

  test('LANG-1 LANG-3 LANG-5 in Arabic one signs in: the page is mirrored, accessible and as wide as the window', async () => {
    const { page, problems } = await app.open({ languages: ['ar-EG', 'en'], isOpenToScripts: true });
    await page.goto('/welcome');
    await page.getByRole('button', { name: 'تسجيل الدخول' }).waitFor();
    expect(await pageState(page)).toEqual(['ar', 'rtl']);
    const found = await faultsOf(page);
    for (const path of ['/sign-up', '/recover', '/help', '/sign-in']) {
      await goTo(page, path);
      await page.getByRole('heading', { level: 1, name: arabic }).waitFor();
      found.push(...(await faultsOf(page)));
    }
    await page.getByLabel('اسم المستخدم').fill('layla');
    await page.getByLabel('كلمة المرور', { exact: true }).fill('not the right one');
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
    await page.getByText('اسم المستخدم أو كلمة المرور غير صحيح.').waitFor();
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  }, 60_000);

  test('LANG-2 LANG-4 LANG-5 in Arabic one reads, writes and finds the settings', async () => {
    const { page, context, problems } = await app.open({ languages: ['ar'], isOpenToScripts: true });
    await enterAs(app, context, token);
    await page.goto('/');
    await page.getByRole('heading', { name: 'صندوق الوارد' }).waitFor();
    const found = await faultsOf(page);
    const row = page.getByRole('link', { name: /Omar/ });
    const [face, time] = [await row.locator('span').first().boundingBox(), await row.locator('time').boundingBox()];
    expect(face?.x).toBeGreaterThan(time?.x ?? 0);

    await row.click();
    const log = page.getByRole('log', { name: /الرسائل مع .*Omar/ });
    await page.getByRole('textbox', { name: /رسالة إلى .*Omar/ }).fill('أهلًا يا Omar');
    await page.getByRole('button', { name: 'إرسال', exact: true }).click();
    await page.getByText(/^(أُرسلت|وصلت)$/).waitFor();
    const theirs = log.locator('[dir="auto"]', { hasText: 'Hello, see' });
    const mine = log.locator('[dir="auto"]', { hasText: 'أهلًا يا' });
    expect(await theirs.evaluate((text) => getComputedStyle(text).direction)).toBe('ltr');
    expect(await mine.evaluate((text) => getComputedStyle(text).direction)).toBe('rtl');
    const [theirBox, myBox] = [await theirs.boundingBox(), await mine.boundingBox()];
    expect(theirBox?.x).toBeGreaterThan(myBox?.x ?? phone.width);
    found.push(...(await faultsOf(page)));

    const paths = ['/settings', '/settings/appearance', '/settings/privacy', '/settings/account', '/settings/status'];
    for (const path of [...paths, '/settings/reach', '/requests', '/activity', '/me', '/u/omar', '/new']) {
      await goTo(page, path);
      await page.getByRole('heading', { level: 1, name: /\p{L}/u }).first().waitFor();
      expect(await page.getByRole('heading', { level: 1 }).last().textContent()).toMatch(/\p{Script=Arabic}|omar/u);
      found.push(...(await faultsOf(page)));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  }, 90_000);

  test('LANG-1 LANG-6 a language is chosen before signing in and in the settings, holds at once and after a reload', async () => {
    const { page, context, problems } = await app.open({ languages: ['en'], size: desktop });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto('/welcome');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('es');
    await page.getByRole('heading', { name: 'Mensajes con las personas que tú eliges' }).waitFor();
    expect(await pageState(page)).toEqual(['es', 'ltr']);

    await enterAs(app, context, token);
    fetched.length = 0;
    await page.goto('/settings/appearance');
    await page.getByRole('radio', { name: 'Español' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Español' }).isChecked()).toBe(true);
    expect(fetched.filter((path) => /\/(en|ar)(\.later|\.refusals)?-/.test(path))).toEqual([]);
    expect(fetched.some((path) => /\/es-/.test(path))).toBe(true);
    await page.getByRole('heading', { name: 'Apariencia' }).waitFor();
    await page.getByRole('heading', { name: 'Bandeja de entrada' }).waitFor();
    await page.getByRole('link', { name: /Omar/ }).waitFor();

    await page.getByRole('radio', { name: 'العربية' }).check();
    await page.getByRole('heading', { name: 'المظهر' }).waitFor();
    expect(await pageState(page)).toEqual(['ar', 'rtl']);
    await page.getByRole('heading', { name: 'صندوق الوارد' }).waitFor();
    await page.getByRole('group', { name: 'اللغة' }).getByLabel('مثل الجهاز').check();
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
    expect(await pageState(page)).toEqual(['en', 'ltr']);
    expect(problems).toEqual([]);
  }, 60_000);
});
