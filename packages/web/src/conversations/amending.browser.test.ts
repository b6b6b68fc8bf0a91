// Two people in two windows: what one edits, takes back and answers, and what the other sees of it.
import { say } from '@parley/testkit';
import { fillConversation } from '@parley/testkit/volume';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';

describe.skipIf(!chromiumPath)('messages after they were sent', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  type Person = Awaited<ReturnType<AppInBrowser['world']['somebody']>>;

  async function friends(): Promise<[Person, Person]> {
    const [ann, ben] = [await app.world.somebody('ann'), await app.world.somebody('ben')];
    for (const person of [ann, ben]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(ann, ben);
    return [ann, ben];
  }

  async function enter(who: Person, path: string, options: Parameters<AppInBrowser['open']>[0] = {}) {
    const opened = await app.open(options);
    await enterAs(app, opened.context, who.token);
    await opened.page.goto(path);
    await opened.page.locator('[data-message]').first().waitFor();
    // What may still be edited is told by the clock here, and the server's stands still. Set before, it would hold up the page.
    await opened.page.clock.setFixedTime(app.world.clock.now());
    return opened;
  }

  const composerOf = (page: Page) => page.getByRole('textbox', { name: /Message to/ });
  const bubble = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const menu = async (page: Page, text: string, item: string) => {
    await bubble(page, text).click({ button: 'right' });
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  test('MSG-6c MSG-6 the arrow up edits my last message, Escape leaves it, and both see what became of it', async () => {
    const [ann, ben] = await friends();
    const { conversationId } = await say(ann, ben, 'See you at sevn');
    await say(ben, ann, 'All right');
    const hers = await enter(ann, `/c/${conversationId}`, { size: desktop });
    const his = await enter(ben, `/c/${conversationId}`);
    const composer = composerOf(hers.page);
    await composer.press('ArrowUp');
    await hers.page.getByRole('group', { name: 'Editing' }).waitFor();
    await expect.poll(() => composer.inputValue()).toBe('See you at sevn');
    await hers.page.keyboard.type('!');
    await composer.press('Escape');
    await hers.page.getByRole('group', { name: 'Editing' }).waitFor({ state: 'detached' });
    await expect.poll(() => composer.inputValue()).toBe('');

    await composer.fill('what I was about to say');
    await menu(hers.page, 'See you at sevn', 'Edit');
    await composer.fill('See you at seven');
    await composer.press('Enter');
    await bubble(hers.page, 'See you at sevenedited').waitFor();
    await expect.poll(() => composer.inputValue()).toBe('what I was about to say');
    await bubble(his.page, 'See you at sevenedited').waitFor();
    await menu(his.page, 'See you at seven', 'Details');
    await his.page.getByRole('dialog').getByText('Edited').waitFor();
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MSG-6c what cannot be saved stays where one wrote it, and one is told', async () => {
    const [ann, ben] = await friends();
    const { conversationId } = await say(ann, ben, 'as it was');
    const { page } = await enter(ann, `/c/${conversationId}`, { size: desktop });
    const composer = composerOf(page);
    await composer.press('ArrowUp');
    await expect.poll(() => composer.inputValue()).toBe('as it was');
    await composer.fill('too late by now');
    app.world.clock.advance(15 * 60_000);
    await composer.press('Enter');
    await page.getByText('A message can be edited for 15 minutes after it is sent.').waitFor();
    expect(await composer.inputValue()).toBe('too late by now');
    await page.getByRole('button', { name: 'Stop editing' }).click();
    await bubble(page, 'as it was').waitFor();
  });

  test('MSG-7c MSG-7 one is asked before a message is taken back, and then it is gone for both, in the list too', async () => {
    const [ann, ben] = await friends();
    const { conversationId } = await say(ann, ben, 'I regret this');
    const hers = await enter(ann, `/c/${conversationId}`, { size: desktop });
    const his = await enter(ben, `/c/${conversationId}`, { size: desktop });
    await menu(hers.page, 'I regret this', 'Unsend');
    const dialog = hers.page.getByRole('dialog', { name: 'Unsend this message?' });
    await dialog.getByText('Whoever has read it already may remember it.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await bubble(his.page, 'I regret this').waitFor();
    await menu(hers.page, 'I regret this', 'Unsend');
    await dialog.getByRole('button', { name: 'Unsend' }).click();
    await bubble(his.page, 'Message unsent').waitFor();
    await bubble(hers.page, 'You unsent a message').waitFor();
    for (const { page } of [hers, his]) await expect.poll(() => page.getByText('I regret this').count()).toBe(0);
    await his.page.getByRole('link', { name: /Message unsent/ }).waitFor();
    await bubble(hers.page, 'You unsent a message').click({ button: 'right' });
    const items = hers.page.getByRole('menuitem');
    await expect.poll(() => items.allTextContents()).toEqual(['Select', 'Details', 'Hide for me']);
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MSG-4b one answers from the menu, and the quote leads to its message, also far up, and shows what became of it', async () => {
    const [ann, ben] = await friends();
    const { conversationId, seq } = await say(ann, ben, 'the question of all');
    await say(ben, ann, 'line 0');
    const endMs = app.world.clock.now();
    await fillConversation(app.world.address, { conversationId, between: [ann.id, ben.id], messages: 129, endMs });
    await ben.call('conversations.markRead', { conversationId, seq: seq + 130 });
    const hers = await enter(ann, `/c/${conversationId}?m=${seq}`, { size: desktop });
    const his = await enter(ben, `/c/${conversationId}`, { size: desktop });
    await menu(hers.page, 'the question of all', 'Reply');
    const strip = hers.page.getByRole('group', { name: 'Replying' });
    await strip.getByText('the question of all').waitFor();
    await composerOf(hers.page).fill('my own answer');
    await composerOf(hers.page).press('Enter');
    await strip.waitFor({ state: 'detached' });
    const answer = bubble(his.page, 'my own answer');
    await answer.getByText('the question of all').waitFor();
    await answer.getByRole('button', { name: /the question of all/ }).click();
    await his.page.getByText('line 0', { exact: true }).waitFor();
    await ann.call('messages.unsend', { conversationId, seq });
    await bubble(hers.page, 'my own answer').getByText('Message unsent').waitFor();
    await bubble(his.page, 'Message unsent').first().waitFor();
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test.each([
    ['left to right', ['en'], 1],
    ['right to left', ['ar'], -1],
  ] as const)(
    'MSG-4b on a phone a message is answered by pulling it towards the end of its line, %s',
    async (_, languages, onward) => {
      const [ann, ben] = await friends();
      const { conversationId } = await say(ben, ann, 'pull me');
      const { page, context } = await enter(ann, `/c/${conversationId}`, { isTouch: true, languages: [...languages] });
      const session = await context.newCDPSession(page);
      const pull = async (distance: number) => {
        const box = await bubble(page, 'pull me').boundingBox();
        const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 12];
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
          session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }] });
        await touch('touchStart', x);
        for (let step = 1; step <= 6; step += 1) await touch('touchMove', x + (distance * onward * step) / 6);
        await touch('touchEnd', x);
      };
      const strip = page.getByRole('group').filter({ hasText: 'pull me' });
      await pull(40);
      await pull(-90);
      await expect.poll(() => strip.count()).toBe(0);
      await pull(90);
      await strip.waitFor();
      await page.locator('[data-composer]').fill('pulled');
      await page.locator('form button[type=submit]').click();
      await expect
        .poll(async () => (await ann.call('messages.list', { conversationId })).messages.at(-1))
        .toMatchObject({ replyToSeq: 1, content: { text: 'pulled' } });
    },
  );
});
