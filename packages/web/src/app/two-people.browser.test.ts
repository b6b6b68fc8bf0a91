// Two people in two windows, from signing up to "Seen": the path that everything else hangs on.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';

describe.skipIf(!chromiumPath)('two people', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  async function signUp(page: Page, handle: string, displayName: string): Promise<void> {
    await page.goto('/sign-up');
    await page.getByLabel('Username').fill(handle);
    await page.getByLabel('Name', { exact: true }).fill(displayName);
    await page.getByLabel('Month').selectOption('4');
    await page.getByLabel('Day').fill('12');
    await page.getByLabel('Year').fill('1996');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Save your recovery codes').waitFor();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(8);
    await page.getByLabel('I put them somewhere safe').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Who can message you?').first().waitFor();
    expect(await page.getByRole('radio', { name: /Friends only/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  }

  test('ACC-1 GRAPH-1 MSG-3 RCPT-1 two people sign up, follow each other, write and see that it was seen', async () => {
    const ada = await app.open();
    const bo = await app.open();
    await signUp(ada.page, 'ada', 'Ada Moreau');
    await signUp(bo.page, 'bo', 'Bo Lindgren');

    await ada.page.goto('/u/bo');
    await ada.page.getByText('Only friends can message Bo Lindgren.', { exact: false }).waitFor();
    await ada.page.getByRole('button', { name: 'Follow Bo Lindgren' }).click();
    await ada.page.getByRole('button', { name: 'Following Bo Lindgren' }).waitFor();
    await bo.page.goto('/u/ada');
    await bo.page.getByRole('button', { name: 'Follow back Ada Moreau' }).click();
    await bo.page.getByRole('button', { name: 'Message', exact: true }).click();
    await bo.page.getByRole('button', { name: '👋' }).click();

    await ada.page.goto('/');
    await ada.page.getByRole('link', { name: /Bo Lindgren/ }).click();
    await bo.page.getByText(/Seen$/).waitFor();
    const composer = ada.page.getByRole('textbox', { name: 'Message to Bo Lindgren' });
    await composer.fill('See you at the harbour <b>tonight</b>');
    await bo.page.getByText('typing…').waitFor();
    await composer.press('Enter');
    await bo.page.getByText('See you at the harbour <b>tonight</b>').last().waitFor();
    await ada.page.getByText(/Seen$/).waitFor();
    expect([...ada.problems, ...bo.problems]).toEqual([]);
  });

  test('ACC-2 who is under 16 is told why there are no messages, and where help is', async () => {
    const young = await app.world.person('young', { bornOn: '2012-01-01' });
    const { page, context, problems } = await app.open();
    await enterAs(app, context, young.token);
    await page.goto('/');
    await page.getByText('Messages start at 16').waitFor();
    await page.getByRole('button', { name: 'Help and someone to talk to' }).click();
    await page.getByText('Why do I have no messages?').waitFor();
    expect(problems).toEqual([]);
  });

  test('ADM-3 where sending is not possible the composer gives way to the reason, and opens when that changes', async () => {
    const eve = await app.world.person('eve');
    const max = await app.world.person('max');
    for (const person of [eve, max]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(eve, max);
    const content = { kind: 'text', text: 'hello there' } as const;
    // It is Eve who wrote: had Max, that alone would let her answer (ADM-4).
    await eve.call('messages.send', { clientMessageId: 'one', recipientId: max.id, content });
    const { page, context } = await app.open();
    await enterAs(app, context, eve.token);
    await page.goto('/');
    await page.getByRole('link', { name: /max/ }).click();
    await page.getByRole('textbox', { name: /Message to max/ }).waitFor();

    await max.call('graph.unfollow', { userId: eve.id });
    await page.getByText('Only friends can message max.', { exact: false }).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: /Message to max/ }).count()).toBe(0);
    await page.getByText('Once they follow you back').waitFor();

    await max.call('graph.follow', { userId: eve.id });
    await page.getByRole('textbox', { name: /Message to max/ }).waitFor();
  });

  test('MSG-5 INB-2 it opens at the first unread message, and counts as read only what was in view', async () => {
    const ida = await app.world.person('ida');
    const jon = await app.world.person('jon');
    for (const person of [ida, jon]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(ida, jon);
    for (let n = 1; n <= 90; n += 1) {
      const content = { kind: 'text', text: `Line ${n} of many` } as const;
      await jon.call('messages.send', { clientMessageId: `n${n}`, recipientId: ida.id, content });
    }
    const { page, context } = await app.open();
    await enterAs(app, context, ida.token);
    await page.goto('/');
    await page.getByRole('link', { name: /jon/ }).click();
    await page.getByRole('log').getByText('Line 1 of many').waitFor();
    await page.getByText('New messages', { exact: true }).waitFor();
    const jump = page.getByRole('button', { name: /Jump to \d+ new messages/ });
    await jump.waitFor();
    const log = page.getByRole('log');
    await expect.poll(() => log.getByText('Line 90 of many').count()).toBe(0);
    const left = Number(/\d+/.exec((await jump.textContent()) ?? '')?.[0]);
    expect(left).toBeGreaterThan(60);

    await jump.click();
    await log.getByText('Line 90 of many').waitFor();
    await expect.poll(async () => (await ida.call('inbox.list', {})).unreadConversationCount).toBe(0);
  });

  test('INB-1 keys reach search, a new message, the next conversation and the list of keys', async () => {
    const kim = await app.world.person('kim');
    await kim.call('settings.update', { messagesFrom: 'friends' });
    for (const name of ['lea', 'mia']) {
      const friend = await app.world.person(name);
      app.world.clock.advance(1_000);
      await app.world.befriend(kim, friend);
      const content = { kind: 'text', text: `I am ${name}` } as const;
      await friend.call('messages.send', { clientMessageId: name, recipientId: kim.id, content });
    }
    const { page, context, problems } = await app.open({ size: { width: 1280, height: 800 } });
    await enterAs(app, context, kim.token);
    await page.goto('/');
    await page.getByRole('link', { name: /lea/ }).waitFor();

    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('textbox', { name: 'Message to mia' }).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('textbox', { name: 'Message to lea' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Pick a conversation').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('mi');
    await page.locator('[data-results]').getByRole('link', { name: /@mia/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Message to mia' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Pick a conversation').waitFor();
    await page.keyboard.press('n');
    const to = page.getByLabel('To', { exact: true });
    await expect.poll(() => to.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await to.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
