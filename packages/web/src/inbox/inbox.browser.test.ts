// The list of conversations in a real browser: arranged by menu, key and finger, filtered, searched, with drafts on two devices.
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';

describe.skipIf(!chromiumPath)('the inbox', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  /** Somebody with a conversation with each of some friends, the last one on top. */
  async function memberWith(handle: string, friends: readonly string[]) {
    const member = await app.world.person(handle);
    await member.call('settings.update', { messagesFrom: 'friends' });
    for (const name of friends) {
      const friend = await app.world.person(name);
      app.world.clock.advance(1_000);
      await app.world.befriend(member, friend);
      const content = { kind: 'text', text: `I am ${name}, at the harbour` } as const;
      await friend.call('messages.send', { clientMessageId: name, recipientId: member.id, content });
    }
    return member;
  }

  const row = (page: Page, name: string) =>
    page.locator('[data-inbox-list]').getByRole('link', { name: new RegExp(name) });
  const order = (page: Page) =>
    page.locator('[data-row-index]').evaluateAll((rows) => {
      const at = (element: Element) => element.getBoundingClientRect().top;
      return rows.sort((a, b) => at(a) - at(b)).map((element) => element.querySelector('bdi')?.textContent);
    });

  test('INB-4a INB-4b INB-4c INB-2c INB-3i a row is arranged by its menu, and found by its filter', async () => {
    const nia = await memberWith('nia', ['oli', 'pam', 'quy']);
    const { page, context, problems } = await app.open({ size: desktop });
    await enterAs(app, context, nia.token);
    await page.goto('/');
    const choose = async (name: string, action: RegExp) => {
      await row(page, name).click({ button: 'right' });
      await page.getByRole('menuitem', { name: action }).click();
    };
    await row(page, 'oli').waitFor();
    await page.locator('[data-hands]').waitFor();
    await choose('oli', /^Pin/);
    await expect.poll(() => order(page)).toEqual(['oli', 'quy', 'pam']);
    await choose('pam', /^Mute/);
    await page.getByRole('button', { name: 'For 8 hours' }).click();
    await row(page, 'pam').getByRole('img', { name: 'Muted' }).waitFor();
    await choose('pam', /^Mark read/);
    await expect.poll(() => row(page, 'pam').getByText('1 unread').count()).toBe(0);
    await choose('pam', /^Mark unread/);
    await row(page, 'pam').getByText('Marked unread').waitFor();
    await choose('quy', /^Archive/);
    await expect.poll(() => order(page)).toEqual(['oli', 'pam']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => order(page)).toEqual(['oli', 'quy', 'pam']);
    await choose('quy', /^Archive/);
    await page.getByRole('link', { name: 'Archived', exact: true }).click();
    await expect.poll(() => order(page)).toEqual(['quy']);
    expect(new URL(page.url()).pathname).toBe('/archived');
    // What is on its way to the server when one leaves the page does not get there.
    await expect.poll(async () => (await nia.call('inbox.list', { folder: 'archived' })).conversations.length).toBe(1);
    await page.goto('/?filter=unread');
    await expect.poll(() => order(page)).toEqual(['oli', 'pam']);
    expect(problems).toEqual([]);
  }, 60_000);

  test('INB-4g INB-4a keys arrange the row that has the focus, and a refusal puts it back with its reason', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `rob${String(index).padStart(2, '0')}`);
    const sue = await memberWith('sue', names);
    const all = (await sue.call('inbox.list', {})).conversations.map(({ id }) => id);
    await sue.call('conversations.arrange', { conversationIds: all.slice(0, 10), isPinned: true });
    const { page, context } = await app.open({ size: { width: 1280, height: 1200 } });
    await enterAs(app, context, sue.token);
    await page.goto('/');
    await row(page, 'rob00').waitFor();
    await page.locator('[data-hands]').waitFor();
    await row(page, 'rob00').focus();
    await page.keyboard.press('p');
    await page.getByText(/pin/i).and(page.getByRole('paragraph')).waitFor();
    await expect.poll(() => row(page, 'rob00').getByRole('img', { name: 'Pinned' }).count()).toBe(0);
    await page.keyboard.press('u');
    await expect.poll(() => row(page, 'rob00').getByText('1 unread').count()).toBe(0);
    await page.keyboard.press('e');
    await expect.poll(() => row(page, 'rob00').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'rob00').waitFor();
  }, 60_000);

  test('INB-4g a finger pushes a row aside: a short stroke offers, a long one archives, the edge is left alone', async () => {
    const tia = await memberWith('tia', ['uma', 'vic']);
    const { page, context, problems } = await app.open({ isTouch: true });
    await enterAs(app, context, tia.token);
    await page.goto('/');
    await row(page, 'uma').waitFor();
    await page.locator('[data-hands]').waitFor();
    const box = await row(page, 'uma').boundingBox();
    const y = (box?.y ?? 0) + 36;
    const cdp = await context.newCDPSession(page);
    await stroke(cdp, { from: 60, to: 200, y });
    // At once, as a thumb does: the tap is a tap, and not what ends the stroke.
    await page.getByRole('button', { name: 'Pin', exact: true }).tap();
    await row(page, 'uma').getByRole('img', { name: 'Pinned' }).waitFor();
    const top = (await row(page, 'uma').boundingBox())?.y ?? 0;
    await stroke(cdp, { from: 10, to: 380, y: top + 36 });
    await expect.poll(() => page.getByRole('group', { name: 'Actions for this conversation' }).count()).toBe(0);
    await stroke(cdp, { from: 355, to: 40, y: top + 36 });
    await expect.poll(() => row(page, 'uma').count()).toBe(0);
    await page.getByText('Archived', { exact: true }).last().waitFor();
    await row(page, 'vic').tap();
    await page.getByRole('textbox', { name: 'Message to vic' }).waitFor();
    expect(problems).toEqual([]);
  }, 60_000);

  test('INB-4 INB-4e a draft goes from one device to the other, and is gone after sending', async () => {
    const wim = await memberWith('wim', ['xia', 'yan']);
    const [one, two] = [await app.open({ size: desktop }), await app.open({ size: desktop })];
    for (const { page, context } of [one, two]) {
      await enterAs(app, context, wim.token);
      await page.goto('/');
      await row(page, 'xia').waitFor();
    }
    await row(one.page, 'xia').click();
    const composer = one.page.getByRole('textbox', { name: 'Message to xia' });
    await composer.fill('What if we');
    await row(two.page, 'xia').getByText('What if we').waitFor();
    await row(two.page, 'xia').click();
    const other = two.page.getByRole('textbox', { name: 'Message to xia' });
    await expect.poll(() => other.inputValue()).toBe('What if we');
    await other.fill('What if we sail');
    await expect.poll(() => composer.inputValue(), { timeout: 10_000 }).toBe('What if we sail');
    await composer.press('Enter');
    await expect.poll(() => other.inputValue(), { timeout: 10_000 }).toBe('');
    await expect.poll(async () => (await wim.call('inbox.list', {})).conversations[0]?.draft).toBeUndefined();
  }, 60_000);

  test('INB-3b INB-3g a search finds conversations and messages, and leads to the message', async () => {
    const zoe = await memberWith('zoe', ['abe', 'bea']);
    const { page, context, problems } = await app.open({ size: desktop });
    await enterAs(app, context, zoe.token);
    await page.goto('/');
    await row(page, 'abe').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('abe');
    const results = page.locator('[data-results]');
    await results.getByRole('link', { name: /@abe/ }).waitFor();
    await results.locator('mark').first().click();
    await page.getByRole('log').getByText('I am abe, at the harbour').waitFor();
    await expect.poll(() => results.count()).toBe(1);
    await page.getByRole('searchbox').click();
    await page.keyboard.press('Escape');
    await expect.poll(() => results.count()).toBe(0);
    // Back where one writes, a slash is a slash.
    const composer = page.getByRole('textbox', { name: 'Message to abe' });
    await expect.poll(() => composer.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByText('Pick a conversation').waitFor();
    await page.keyboard.press('/');
    await results.getByRole('button', { name: 'abe' }).waitFor();
    expect(problems).toEqual([]);
  }, 60_000);

  test('INB-3j arrows go through what was found, in whatever order it arrives, and Escape goes back to where one was', async () => {
    const cai = await memberWith('cai', ['dex', 'dexter']);
    await app.world.person('dexa');
    const { page, context, problems } = await app.open({ size: desktop });
    await enterAs(app, context, cai.token);
    // What stands lowest arrives first; people, who stand higher, when they are let go.
    const people = Promise.withResolvers<void>();
    const messages = Promise.withResolvers<void>();
    await page.routeWebSocket(/./, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage(async (frame) => {
        if (String(frame).includes('people.search')) await people.promise;
        server.send(frame);
      });
      server.onMessage((frame) => {
        socket.send(frame);
        if (String(frame).includes('"hits"')) messages.resolve();
      });
    });
    await page.goto('/');
    await row(page, 'dexter').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('dex');
    const results = page.locator('[data-results] a');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    const known = results.filter({ hasText: '@dex' });
    await expect.poll(() => known.count()).toBe(2);
    const [first, second] = await known.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(second);
    await messages.promise;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await expect.poll(() => results.count()).toBe(2);
    people.resolve();
    await results.filter({ hasText: '@dexa' }).waitFor();
    expect(await focused()).toBe(second);
    await results
      .filter({ has: page.locator('mark') })
      .nth(1)
      .waitFor();
    const all = await results.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(all.length).toBeGreaterThan(4);
    for (const next of all.slice(2)) {
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toBe(next);
    }
    for (const previous of all.slice(0, -1).reverse()) {
      await page.keyboard.press('ArrowUp');
      expect(await focused()).toBe(previous);
    }
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('t');
    expect(await page.getByRole('searchbox').inputValue()).toBe('dext');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect.poll(() => row(page, 'dexter').evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.type('dex');
    await expect.poll(() => results.count()).toBeGreaterThan(4);
    // As fast as keys can be: what stands there is still what the letters before have found.
    await page.evaluate(() => {
      document.execCommand('insertText', false, 'a');
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    await page.waitForURL(/\/u\/dexa$/);
    expect(problems).toEqual([]);
  }, 60_000);
});

async function stroke(cdp: CDPSession, { from, to, y }: { from: number; to: number; y: number }): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] });
  await touch('touchStart', from);
  for (let step = 1; step <= 8; step += 1) await touch('touchMove', from + ((to - from) * step) / 8);
  await touch('touchEnd');
}
