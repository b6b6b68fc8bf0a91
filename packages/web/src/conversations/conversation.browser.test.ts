// One conversation in a real browser: where it opens, how its history comes, and what is done with its messages.
import { say } from '@parley/testkit';
import { fillConversation } from '@parley/testkit/volume';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';

describe.skipIf(!chromiumPath)('a conversation', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  async function friends(): Promise<[Writer, Writer]> {
    const [a, b] = [await app.world.somebody('ann'), await app.world.somebody('ben')];
    for (const person of [a, b]) await person.call('settings.update', { messagesFrom: 'friends' });
    await app.world.befriend(a, b);
    return [a, b];
  }
  type Writer = Awaited<ReturnType<AppInBrowser['world']['somebody']>>;

  /** Two friends with a long history, and the first of them in the browser. */
  async function withHistory(messages: number, { unread = 0 } = {}) {
    const [ann, ben] = await friends();
    await say(ann, ben, 'first of all');
    const { conversationId } = await say(ben, ann, 'second of all');
    const endMs = app.world.clock.now();
    await fillConversation(app.world.address, { conversationId, between: [ann.id, ben.id], messages, endMs, unread });
    return { ann, ben, conversationId, path: `/c/${conversationId}` };
  }

  async function enter(who: Writer, path: string, options: Parameters<AppInBrowser['open']>[0] = {}) {
    const opened = await app.open(options);
    await enterAs(app, opened.context, who.token);
    await opened.page.goto(path);
    await isPlaced(opened.page);
    return opened;
  }

  test('MSG-1b it opens with the first unread message in the upper third, however long the unread run is', async () => {
    const { ann, ben, conversationId } = await withHistory(400, { unread: 240 });
    await say(ben, ann, 'the last one');
    const { page, context, problems } = await app.open();
    await enterAs(app, context, ann.token);
    await page.goto('/');
    await page.getByRole('link', { name: new RegExp(ben.handle) }).click();
    const line = page.getByText('New messages', { exact: true });
    await line.waitFor();
    const y = (await line.boundingBox())?.y ?? 0;
    expect(y).toBeGreaterThan(60);
    expect(y).toBeLessThan(844 / 3);
    const firstUnread = (await line.evaluate(nextSeen)) ?? '';
    const { messages } = await ann.call('messages.list', { conversationId, afterSeq: 402 - 240, limit: 10 });
    expect(firstUnread).toBe(messages.find(({ senderId }) => senderId === ben.id)?.sentAt);
    await page.getByRole('button', { name: /Jump to \d+ new messages/ }).click();
    await page.getByRole('log').getByText('the last one').waitFor();
    await expect.poll(async () => (await ann.call('inbox.list', {})).unreadConversationCount).toBe(0);
    expect(problems).toEqual([]);
  });

  test('MSG-1b opened where nobody looks yet, it stands at the first unread message once one looks, however late', async () => {
    const { ann, path } = await withHistory(400, { unread: 240 });
    const { page, context } = await app.open();
    await enterAs(app, context, ann.token);
    await page.addInitScript(holdFrames);
    await page.goto(path);
    await page.locator('[data-message]').first().waitFor({ state: 'attached' });
    expect((await ann.call('inbox.list', {})).unreadConversationCount).toBe(1);
    await page.evaluate(letFramesGo, 6_000);
    await isPlaced(page);
    const line = page.locator('[data-index]').filter({ hasText: /^New messages$/ });
    const [log, row] = [await page.getByRole('log').boundingBox(), await line.boundingBox()];
    const top = (row?.y ?? Number.NaN) - (log?.y ?? 0);
    expect(Math.abs(top - (log?.height ?? 0) / 5)).toBeLessThan(2);
  });

  test('MSG-1a no row moves by a part of a pixel while one scrolls, whatever the size of the text', async () => {
    const { ann, path } = await withHistory(200);
    const { page } = await enter(ann, path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '17.3px';
    });
    await settled(page);
    expect(await page.evaluate(mostMovedWhileScrolling)).toBeLessThan(0.1);
  });

  test('MSG-1a history comes above what is read, which stays where it is', async () => {
    const { ann, path } = await withHistory(2_000);
    const { page } = await enter(ann, path);
    for (let round = 0; round < 4; round += 1) {
      await settled(page);
      await page.getByRole('log').evaluate((log) => log.scrollTo(0, 1_200));
      await settled(page);
      expect(Math.abs(await page.evaluate(loadBeyond, 'top' as const))).toBeLessThan(2);
    }
  });

  test('MSG-1a what follows comes below what is read, which stays where it is, also at the end of what was there', async () => {
    const { ann, path } = await withHistory(2_000);
    const { page, context } = await app.open();
    await enterAs(app, context, ann.token);
    // However quick the server is: what follows comes when one has read to the end of what is there. The second time, it is the last.
    let isHeld = false;
    await page.routeWebSocket(/./, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage(async (frame) => {
        if (isHeld && String(frame).includes('messages.list')) await page.waitForFunction(isAtEnd);
        server.send(frame);
      });
    });
    await page.goto(`${path}?m=1879`);
    await isPlaced(page);
    isHeld = true;
    for (let round = 0; round < 2; round += 1) {
      await settled(page);
      expect(Math.abs(await page.evaluate(loadBeyond, 'bottom' as const))).toBeLessThan(2);
    }
  });

  test('MSG-1b an address leads to a message in its context, the button back to the end, and one comes back to where one was', async () => {
    const { ann, ben, conversationId, path } = await withHistory(3_000);
    const { page } = await enter(ann, `${path}?m=1`, { size: desktop });
    await page.getByRole('log').getByText('first of all').waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    const { seq } = await say(ben, ann, 'come back to the end');
    await page.getByRole('button', { name: 'Jump to 1 new message' }).click();
    const newest = page.getByRole('log').getByText('come back to the end');
    await newest.waitFor();

    await page.evaluate(goTo, `${path}?m=${seq - 1_000}`);
    await newest.waitFor({ state: 'detached' });
    await isPlaced(page);
    await settled(page);
    const place = await page.evaluate(markInView);
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(goTo, `/c/${conversationId}`);
    await isPlaced(page);
    await settled(page);
    expect(Math.abs(((await page.evaluate(topOfMarked, place.text)) ?? Number.NaN) - place.top)).toBeLessThan(2);
  });

  test('MSG-8a MSG-5a messages are chosen, copied and hidden together; Escape and going back end the choosing alone', async () => {
    const [ann, ben] = await friends();
    await say(ann, ben, 'one');
    await say(ben, ann, 'two');
    const { conversationId } = await say(ben, ann, 'three');
    const { page, context, problems } = await enter(ann, `/c/${conversationId}`, { size: desktop });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const choose = async (text: string) => {
      await page.getByRole('article').filter({ hasText: text }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Select' }).click();
      await page.getByText('1 selected').waitFor();
    };
    await choose('one');
    await page.getByRole('checkbox', { name: /two/ }).click();
    await page.getByRole('button', { name: 'Copy the selected messages' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(new RegExp(`^${ann.handle}, .+\\none\\n\\n${ben.handle}, .+\\ntwo$`));
    await page.getByText('1 selected').waitFor({ state: 'detached' });

    await choose('two');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: /Message to/ }).waitFor();
    await choose('two');
    await page.goBack();
    await page.getByRole('textbox', { name: /Message to/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/c/${conversationId}`);

    await choose('two');
    await page.getByRole('checkbox', { name: /three/ }).click();
    await page.getByRole('button', { name: 'Hide for me' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hide for me' }).click();
    await page.getByRole('article').filter({ hasText: 'three' }).waitFor({ state: 'detached' });
    const seqs = async () => (await ann.call('messages.list', { conversationId })).messages.map(({ seq }) => seq);
    await expect.poll(seqs).toEqual([1]);
    expect(problems).toEqual([]);
  });

  test('INB-3k INB-3e one looks for something in this conversation alone, hit by hit, each in its place', async () => {
    const [ann, ben] = await friends();
    const other = await app.world.somebody('cem');
    await app.world.befriend(ann, other);
    await say(ann, ben, 'a lantern to begin with');
    const { conversationId } = await say(ben, ann, 'yes');
    const endMs = app.world.clock.now();
    await fillConversation(app.world.address, { conversationId, between: [ann.id, ben.id], messages: 600, endMs });
    await say(ben, ann, 'a lantern, the newest');
    await say(other, ann, 'a lantern elsewhere');
    const { page, problems } = await enter(ann, `/c/${conversationId}`, { size: desktop });
    await page.getByRole('button', { name: 'Conversation menu' }).click();
    await page.getByRole('menuitem', { name: 'Search in conversation' }).click();
    const field = page.getByRole('searchbox', { name: 'Search in this conversation' });
    await field.fill('lant');
    const bar = page.getByRole('search').filter({ has: field });
    await bar.getByText('1 of 2', { exact: true }).waitFor();
    await page.getByRole('log').getByText('a lantern, the newest').waitFor();
    const marks = page.getByRole('log').locator('mark');
    await expect.poll(() => marks.allTextContents()).toEqual(['lant']);
    await field.press('ArrowUp');
    await bar.getByText('2 of 2', { exact: true }).waitFor();
    await page.getByRole('log').getByText('a lantern to begin with').waitFor();
    await expect.poll(() => bar.getByRole('button', { name: 'Older hit' }).isDisabled()).toBe(true);
    await field.press('ArrowDown');
    await bar.getByText('1 of 2', { exact: true }).waitFor();
    await page.getByRole('log').getByText('a lantern, the newest').waitFor();
    await field.fill('nowhere');
    await bar.getByText('Nothing found').waitFor();
    await field.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await field.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+F');
    await field.fill('lantern');
    await expect.poll(() => marks.allTextContents()).toEqual(['lantern']);
    await bar.getByText('1 of 2', { exact: true }).waitFor();
    // Going back, as a phone does with a gesture, ends the search alone, however many hits were looked at.
    await field.press('ArrowUp');
    await bar.getByText('2 of 2', { exact: true }).waitFor();
    await page.getByRole('log').getByText('a lantern to begin with').waitFor();
    await page.goBack();
    await field.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(new RegExp(`/c/${conversationId}$`));
    await page.getByRole('log').getByText('a lantern to begin with').waitFor();
    await expect.poll(() => marks.count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('MSG-5b emoji are found by their words, put where the caret is, and the last ones come first', async () => {
    const [ann, ben] = await friends();
    const { conversationId } = await say(ben, ann, 'hello');
    const { page, problems } = await enter(ann, `/c/${conversationId}`, { size: desktop });
    const composer = page.getByRole('textbox', { name: /Message to/ });
    await composer.fill('ab');
    await composer.press('ArrowLeft');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await page.getByLabel('Search emoji').fill('red heart');
    await page.getByRole('dialog').getByText('❤️ Red heart').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => composer.inputValue()).toBe('a❤️b');
    await page.keyboard.press('Escape');
    await expect.poll(() => composer.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('!');
    await expect.poll(() => composer.inputValue()).toBe('a❤️!b');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await page.getByRole('group', { name: 'Used last' }).getByRole('button', { name: '❤️' }).waitFor();
    expect(problems).toEqual([]);
  });

  test('MSG-8a by keys alone: up to a message, its actions, its details, and back to where one writes', async () => {
    const [ann, ben] = await friends();
    await say(ann, ben, 'mine');
    const { conversationId } = await say(ben, ann, 'theirs');
    const { page, problems } = await enter(ann, `/c/${conversationId}`, { size: desktop });
    const composer = page.getByRole('textbox', { name: /Message to/ });
    // Within its first minutes the arrow would edit mine (MSG-6c).
    await page.clock.setFixedTime(app.world.clock.now() + 3_600_000);
    await composer.press('ArrowUp');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toContain('theirs');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused).toContain('mine');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Copy' }).waitFor();
    await page.getByRole('menuitem', { name: 'Details' }).press('Enter');
    await page.getByRole('dialog', { name: 'Details' }).getByText('Sent').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toContain('mine');
    await page.keyboard.press('Escape');
    await expect.poll(() => composer.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(problems).toEqual([]);
  });
});

/** The list is drawn once it stands in its place. */
async function isPlaced(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[data-message]') && !document.querySelector('[role="log"] [style*="hidden"]'),
  );
}

/** Until nothing has moved for some frames. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const log = document.querySelector('[role="log"]');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let last = '';
    for (let same = 0; same < 10; ) {
      await frame();
      const now = `${log?.scrollTop} ${log?.scrollHeight}`;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  });
}

/* What follows runs in the page. */

function goTo(path: string): void {
  history.pushState(null, '', path);
}

/** When the message after a line was sent. */
function nextSeen(line: Element): string | undefined {
  return line.closest('[data-index]')?.nextElementSibling?.querySelector('time')?.dateTime;
}

/** As in a window that nobody looks at: what waits for the next frame waits. */
function holdFrames(): void {
  const held = new Map<number, FrameRequestCallback>();
  const own = { request: window.requestAnimationFrame, cancel: window.cancelAnimationFrame, count: 0 };
  window.requestAnimationFrame = (callback) => {
    own.count += 1;
    held.set(own.count, callback);
    return own.count;
  };
  window.cancelAnimationFrame = (id) => held.delete(id);
  Object.assign(window, {
    letFramesGo() {
      Object.assign(window, { requestAnimationFrame: own.request, cancelAnimationFrame: own.cancel });
      for (const callback of held.values()) window.requestAnimationFrame(callback);
    },
  });
}

/** Somebody looks, after so much time. */
function letFramesGo(afterMs: number): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() + afterMs;
  (window as unknown as { letFramesGo: () => void }).letFramesGo();
}

/** By how many pixels, at most, the list shifts a row that stays drawn while one scrolls down, past rows that were all drawn before. */
async function mostMovedWhileScrolling(): Promise<number> {
  const log = document.querySelector('[role="log"]') as HTMLElement;
  const rows = () => [...log.querySelectorAll<HTMLElement>('[data-index]')];
  const placeOf = (row: HTMLElement | undefined) => (row?.getBoundingClientRect().top ?? Number.NaN) + log.scrollTop;
  let most = 0;
  for (let step = -30; step < 30; step += 1) {
    const middle = rows()[Math.floor(rows().length / 2)];
    const place = placeOf(middle);
    log.scrollTop += step < 0 ? -30 : 30;
    for (let frame = step < 0 ? 3 : 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    if (step >= 0) most = Math.max(most, Math.abs(placeOf(middle) - place));
  }
  return most;
}

type Mark = { text: string; top: number };

/** The message in the middle of the view, told from all others by its time. */
function markInView(): Mark {
  const log = document.querySelector('[role="log"]');
  const middle = (log?.getBoundingClientRect().top ?? 0) + (log?.clientHeight ?? 0) / 2;
  const all = [...document.querySelectorAll<HTMLElement>('[data-message]')];
  const marked = all.find((message) => message.getBoundingClientRect().bottom > middle);
  const text = marked?.parentElement?.querySelector('time')?.dateTime ?? '';
  return { text, top: marked?.getBoundingClientRect().top ?? Number.NaN };
}

function topOfMarked(text: string): number | undefined {
  const time = document.querySelector(`time[datetime="${text}"]`);
  return time?.closest('div')?.parentElement?.querySelector('[data-message]')?.getBoundingClientRect().top;
}

function isAtEnd(): boolean {
  const log = document.querySelector('[role="log"]');
  return log !== null && log.scrollHeight - log.scrollTop - log.clientHeight < 20;
}

/** Goes up or down to where the next page is fetched; answers how far what is read has moved once that has come. */
async function loadBeyond(edge: 'top' | 'bottom'): Promise<number> {
  const log = document.querySelector('[role="log"]') as HTMLElement;
  // After what the frame was measured for, which is as it is painted.
  const painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      requestAnimationFrame(() => port2.postMessage(0));
    });
  const drawn = () => [...log.querySelectorAll<HTMLElement>('[data-index]')];
  const rows = () => drawn().filter((row) => row.querySelector('time'));
  const timeOf = (row: HTMLElement) => row.querySelector('time')?.dateTime;
  const topOf = (row: HTMLElement | undefined) => row?.getBoundingClientRect().top ?? Number.NaN;
  const height = log.scrollHeight;
  const hasCome = () => log.scrollHeight > height + 1_500;
  let time: string | undefined;
  let top = 0;
  while (!hasCome()) {
    // To the last row that is drawn already. What is read then stands there before the page comes, however slow the machine is.
    const last = drawn().at(edge === 'top' ? 0 : -1) ?? log;
    log.scrollTop += last.getBoundingClientRect()[edge] - log.getBoundingClientRect()[edge];
    const marked = rows().find((row) => topOf(row) > 400);
    [time, top] = [marked && timeOf(marked), topOf(marked)];
    for (let frame = 0; frame < 10 && !hasCome(); frame += 1) await painted();
  }
  for (let frame = 0; frame < 10; frame += 1) await painted();
  return topOf(rows().find((row) => timeOf(row) === time)) - top;
}
