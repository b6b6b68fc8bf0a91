// Without a connection: the app opens, shows what was seen, and keeps what is written until it can go.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeCodes } from '@parley/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';

describe.skipIf(!chromiumPath)('without a connection', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  async function twoFriends(mine: string, theirs: string) {
    const [me, friend] = [await app.world.person(mine), await app.world.person(theirs)];
    for (const person of [me, friend]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(me, friend);
    const content = { kind: 'text', text: 'See you on the train' } as const;
    const sent = await friend.call('messages.send', { clientMessageId: 'one', recipientId: me.id, content });
    return { me, friend, conversationId: sent.conversationId };
  }

  /** The app's files are kept, and so is what is shown now. */
  async function settle(page: Page, has: string): Promise<void> {
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect.poll(() => page.evaluate(keptText)).toContain(has);
  }

  test('OFF-3d a part whose files are not here yet waits for the connection, and what stands stays', async () => {
    const { me } = await twoFriends('nea', 'ole');
    // A worker would have fetched them all by then, or not.
    const { page, context } = await app.open();
    await enterAs(app, context, me.token);
    await page.goto('/');
    await page.getByRole('link', { name: /ole/ }).waitFor();
    await context.setOffline(true);
    const asked = page.waitForEvent('requestfailed');
    await page.keyboard.press('?');
    await asked;
    await page.getByText('No connection.', { exact: false }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /ole/ }).count()).toBe(1);
    await context.setOffline(false);
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.waitFor();
    expect(await keys.evaluate((dialog) => getComputedStyle(dialog).position)).toBe('fixed');
  });

  test('OFF-3d a page that cannot go on says so', async () => {
    const { me } = await twoFriends('pia', 'ras');
    const { page, context } = await app.open();
    await enterAs(app, context, me.token);
    await page.clock.install();
    await page.route(/KeyHelp/, (route) => route.abort());
    await page.goto('/');
    await page.getByRole('link', { name: /ras/ }).waitFor();
    await page.keyboard.press('?');
    const broken = page.getByRole('heading', { name: 'This page has stopped' });
    const wait = async () => {
      await page.clock.runFor(6_000);
      return broken.isVisible();
    };
    await expect.poll(wait).toBe(true);
    await page.unroute(/KeyHelp/);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('link', { name: /ras/ }).waitFor();
  });

  test('OFF-1a OFF-2a OFF-3a it opens where one was, and what is written goes once and in order when there is one again', async () => {
    const { me, friend, conversationId } = await twoFriends('oda', 'per');
    const { page, context, problems } = await app.open({ hasWorker: true });
    await enterAs(app, context, me.token);
    await page.goto('/');
    await page.getByRole('link', { name: /per/ }).click();
    await page.getByRole('log').getByText('See you on the train').waitFor();
    await settle(page, 'hasOlder');

    await context.setOffline(true);
    await page.reload();
    await page.getByRole('log').getByText('See you on the train').waitFor();
    await page.getByText('No connection.', { exact: false }).waitFor();
    const composer = page.getByRole('textbox', { name: 'Message to per' });
    for (const text of ['From the tunnel', 'Still in it']) {
      await composer.fill(text);
      await composer.press('Enter');
    }
    await page.getByText('Waits for a connection').waitFor();
    await composer.fill('Half a thou');
    await expect.poll(() => page.evaluate(waitingCount)).toBe(2);

    await page.reload();
    await page.getByRole('log').getByText('Still in it').waitFor();
    await expect.poll(() => composer.inputValue()).toBe('Half a thou');
    await page.goto('/');
    await page.getByRole('link', { name: /per/ }).waitFor();
    await context.setOffline(false);
    const texts = async () =>
      (await friend.call('messages.list', { conversationId })).messages.map(({ content }) => content.text);
    await expect.poll(texts, { timeout: 15_000 }).toEqual(['See you on the train', 'From the tunnel', 'Still in it']);
    await expect.poll(() => page.evaluate(waitingCount)).toBe(0);
    expect(problems.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(one))).toEqual([]);
  });

  test('OFF-2b two tabs write without a connection, one is closed, and all of it arrives once', async () => {
    const { me, friend, conversationId } = await twoFriends('quy', 'rio');
    const { page, context } = await app.open({ hasWorker: true });
    await enterAs(app, context, me.token);
    await page.goto(`/c/${conversationId}`);
    await page.getByRole('log').getByText('See you on the train').waitFor();
    await settle(page, 'hasOlder');
    const other = await context.newPage();
    await other.goto(`/c/${conversationId}`);
    await other.getByRole('log').getByText('See you on the train').waitFor();
    await context.setOffline(true);
    for (const [tab, text] of [
      [page, 'from one'],
      [other, 'from the other'],
      [page, 'from one again'],
    ] as const) {
      const composer = tab.getByRole('textbox', { name: 'Message to rio' });
      await composer.fill(text);
      await composer.press('Enter');
    }
    await expect.poll(() => page.evaluate(waitingCount)).toBe(3);
    await other.close();
    await page.reload();
    await page.getByRole('log').getByText('from the other').waitFor();
    await context.setOffline(false);
    const texts = async () =>
      (await friend.call('messages.list', { conversationId })).messages.slice(1).map(({ content }) => content.text);
    await expect.poll(texts, { timeout: 15_000 }).toHaveLength(3);
    const arrived = await texts();
    expect(arrived.filter((text) => text !== 'from the other')).toEqual(['from one', 'from one again']);
    expect(arrived).toContain('from the other');
  });

  test('OFF-2c what an older version kept to be sent goes out in its order, and is not lost where nothing can be kept now', async () => {
    const { me, friend, conversationId } = await twoFriends('yul', 'zia');
    const { page, context } = await app.open();
    const old = ['kept long ago', 'and this'].map((text, index) => ({
      target: { recipientId: friend.id },
      clientMessageId: `old${index}`,
      content: { kind: 'text', text },
      queuedAtMs: Date.now() - 60_000 + index,
      status: 'pending',
    }));
    const key = `parley.outbox.${me.id}`;
    await page.goto('/welcome');
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, JSON.stringify(old)] as const);
    await enterAs(app, context, me.token);
    const shut = await context.newPage();
    await shut.addInitScript(() => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await shut.goto('/');
    await shut.getByRole('link', { name: /zia/ }).waitFor();
    await shut.getByRole('link', { name: /zia/ }).click();
    await shut.getByRole('log').getByText('See you on the train').waitFor();
    expect(await page.evaluate((name) => localStorage.getItem(name), key)).toBe(JSON.stringify(old));
    await shut.close();

    await page.goto('/');
    const texts = async () =>
      (await friend.call('messages.list', { conversationId })).messages.map(({ content }) => content.text);
    await expect.poll(texts, { timeout: 15_000 }).toEqual(['See you on the train', 'kept long ago', 'and this']);
    await expect.poll(() => page.evaluate(waitingCount)).toBe(0);
    expect(await page.evaluate((name) => localStorage.getItem(name), key)).toBe(null);
  });

  test('OFF-1f S27 who signs out leaves nothing, and whoever comes next sees nothing', async () => {
    const { me } = await twoFriends('sol', 'tam');
    const { page, context } = await app.open({ hasWorker: true });
    await enterAs(app, context, me.token);
    await page.goto('/');
    await page.getByRole('link', { name: /tam/ }).waitFor();
    await settle(page, 'See you on the train');
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await expect.poll(() => page.evaluate(keptText)).toBe('[]');
    expect(await page.evaluate(async () => JSON.stringify({ ...localStorage }))).not.toContain('sol');
    const cached = await page.evaluate(cachedPaths);
    expect(cached).toContain('/');
    expect(cached.filter((path) => path.startsWith('/v1'))).toEqual([]);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('can’t reach Parley', { exact: false }).waitFor();
    await expect.poll(() => page.getByText('tam').count()).toBe(0);
  });

  test('OFF-3b a new version is offered, and comes when it is asked for', async () => {
    const { me } = await twoFriends('una', 'vio');
    const { page, context } = await app.open({ hasWorker: true });
    await enterAs(app, context, me.token);
    await page.goto('/');
    await page.getByRole('link', { name: /vio/ }).waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await page.getByRole('link', { name: /vio/ }).waitFor();
    await newWorker('next');
    await page.evaluate(() => {
      document.body.dataset['page'] = 'the first one';
    });
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
    await page.getByText('A new version is ready.').waitFor();
    expect(await page.evaluate(() => document.body.dataset['page'])).toBe('the first one');
    await page.getByRole('button', { name: 'Update' }).click();
    await page.waitForFunction(() => document.body.dataset['page'] === undefined);
    await page.getByRole('link', { name: /vio/ }).waitFor();
    expect(await page.evaluate(() => caches.keys())).toContain('parley-app-next');
  });

  test('OFF-3b when the server no longer speaks with this version, one button brings the newest', async () => {
    const { me } = await twoFriends('wim', 'xia');
    const { page, context } = await app.open({ hasWorker: true });
    await enterAs(app, context, me.token);
    let hasChanged = false;
    await page.routeWebSocket(/\/v1\/socket/, (socket) => {
      if (hasChanged) return void socket.close({ code: closeCodes.protocolUnsupported, reason: 'protocol changed' });
      socket.connectToServer();
    });
    await page.goto('/');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    hasChanged = true;
    await page.reload();
    await page.getByText('Parley has changed', { exact: false }).waitFor();
    await newWorker('newest');
    hasChanged = false;
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => page.evaluate(() => caches.keys()).catch(() => [])).toContain('parley-app-newest');
    await page.getByRole('link', { name: /xia/ }).waitFor();
    await page.getByText('Parley has changed', { exact: false }).waitFor({ state: 'detached' });
    const [installing, waiting] = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return [registration?.installing, registration?.waiting];
    });
    expect(installing ?? waiting ?? 'none waits').toBe('none waits');
  });

  /** As after a new build. */
  async function newWorker(version: string): Promise<void> {
    const worker = join(app.webDir, 'worker.js');
    const code = await readFile(worker, 'utf8');
    await writeFile(worker, code.replace(/appVersion = "[^"]*"/, `appVersion = "${version}"`));
  }
});

/** What the inbox's store holds, as text. Runs in the page. */
function keptText(): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('parley');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('inbox').objectStore('inbox').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(JSON.stringify(reading.result));
      };
    };
  });
}

/** Runs in the page. */
function waitingCount(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('parley');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('outbox').objectStore('outbox').count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

/** Runs in the page. */
async function cachedPaths(): Promise<string[]> {
  const ours = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(ours.map((cache) => cache.keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname);
}
