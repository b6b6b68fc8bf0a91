// Photos, files and voice notes between two people in two windows.
import { say } from '@parley/testkit';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';
import { faults } from '../testing/axe.ts';

type Person = Awaited<ReturnType<AppInBrowser['world']['somebody']>>;
type Chosen = { name: string; mimeType: string; buffer: Buffer };

const picture = (name: string, [width, height]: [number, number]): Chosen => {
  const png = new PNG({ width, height });
  png.data.fill(0xb4);
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) };
};

describe.skipIf(!chromiumPath)('photos, files and voice notes', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  async function enter(who: Person, path: string, options: Parameters<AppInBrowser['open']>[0] = {}) {
    const opened = await app.open({ isOpenToScripts: true, ...options });
    await enterAs(app, opened.context, who.token);
    await opened.page.goto(path);
    await opened.page.getByRole('log').waitFor();
    return opened;
  }

  const somebody = async (name: string): Promise<Person> => {
    const person = await app.world.somebody(name);
    await person.call('settings.update', { messagesFrom: 'friends', othersMayRequest: true });
    return person;
  };

  /** Two in one conversation: friends, or such as only have each other's consent. */
  async function together(are: 'friends' | 'acquainted', { isOpenToScripts = true } = {}) {
    const [ann, ben] = [await somebody('ann'), await somebody('ben')];
    if (are === 'friends') await app.world.befriend(ann, ben);
    else await app.world.acquaint(ann, ben);
    const { conversationId } = await say(ben, ann, 'Show me');
    const path = `/c/${conversationId}`;
    const hers = await enter(ann, path, { size: desktop, isOpenToScripts });
    return { ann, ben, hers, his: await enter(ben, path, { isOpenToScripts }) };
  }

  const composerOf = (page: Page) => page.getByRole('textbox', { name: /Message to/ });

  async function choose(page: Page, item: string, files: Chosen[]): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await (await chooser).setFiles(files);
  }

  /** Holds a file over the conversation, and lets it go there. */
  async function drop(page: Page, { name, mimeType, buffer }: Chosen): Promise<void> {
    const held = await page.evaluateHandle(
      ([title, type, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], title, { type }));
        return data;
      },
      [name, mimeType, [...buffer]] as const,
    );
    await page.getByRole('log').dispatchEvent('dragenter', { dataTransfer: held });
    await page.getByText(/^Drop to send to/).waitFor();
    await page.getByRole('log').dispatchEvent('drop', { dataTransfer: held });
    await page.getByText(/^Drop to send to/).waitFor({ state: 'detached' });
  }

  test('MED-20 MED-21 MED-22 MED-26 a photo is chosen, sent with words, seen in its room, opened and closed by keys', async () => {
    const { ann, hers, his } = await together('friends');
    await choose(hers.page, 'Photos and videos', [picture('boat.png', [600, 400])]);
    await drop(hers.page, picture('sea.png', [300, 300]));
    const tray = hers.page.getByRole('list', { name: 'To be sent' });
    await expect.poll(() => tray.getByRole('listitem').count()).toBe(2);
    expect(await faults(hers.page)).toEqual([]);
    await tray.getByRole('button', { name: 'Remove sea.png' }).click();
    await composerOf(hers.page).fill('The boat');
    await composerOf(hers.page).press('Enter');
    await tray.waitFor({ state: 'detached' });
    await hers.page.getByText(/(Sent|Delivered|Seen)$/).waitFor();
    await hers.page.getByRole('link', { name: /Photo.*The boat/ }).waitFor();

    await expect.poll(() => composerOf(hers.page).inputValue()).toBe('');
    const photo = his.page.getByRole('button', { name: 'Photo, open' });
    await photo.waitFor();
    const { width = 0, height = 1 } = (await photo.boundingBox()) ?? {};
    expect(width / height).toBeCloseTo(1.5, 1);
    await photo.press('Enter');
    const viewer = his.page.getByRole('dialog', { name: 'Photo' });
    await viewer.getByText('The boat').waitFor();
    const shown = viewer.getByRole('img', { name: 'Photo' });
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600);
    expect(await faults(his.page)).toEqual([]);
    await his.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await expect.poll(() => photo.evaluate((element) => element === document.activeElement)).toBe(true);
    await photo.press('Enter');
    await viewer.waitFor();
    await his.page.goBack();
    await viewer.waitFor({ state: 'detached' });
    await photo.waitFor();
    expect(await faults(his.page)).toEqual([]);
    const { conversations } = await ann.call('inbox.list', {});
    expect(conversations.map(({ draft }) => draft)).toEqual([undefined]);
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MED-23 what cannot be uploaded stands there all the same, with what was begun since, and goes when one tries again', async () => {
    // Under the policy that the server sends, too: pictures of this page are shown.
    const { hers, his } = await together('friends', { isOpenToScripts: false });
    await hers.page.route('**/v1/media?*', (route) => route.abort());
    await choose(hers.page, 'Photos and videos', [picture('boat.png', [600, 400])]);
    await hers.page.getByText('No connection. It goes on by itself.').waitFor();
    await composerOf(hers.page).press('Enter');
    const failed = hers.page.getByRole('group', { name: 'Not sent' });
    await failed.waitFor();
    await composerOf(hers.page).fill('and then');
    await hers.page.unroute('**/v1/media?*');
    await failed.getByRole('button', { name: 'Retry' }).click();
    await his.page.getByRole('button', { name: 'Photo, open' }).waitFor();
    await hers.page.getByText(/(Sent|Delivered|Seen)$/).waitFor();
    expect(await composerOf(hers.page).inputValue()).toBe('and then');
    const ownFault = /net::ERR_FAILED/;
    expect([...hers.problems, ...his.problems].filter((problem) => !ownFault.test(problem))).toEqual([]);
  });

  test('MED-27 MED-28 a file of somebody who is no friend is asked about before it is had, and a telephone number before it goes', async () => {
    const { hers, his } = await together('acquainted');
    const mimeType = 'application/zip';
    await choose(hers.page, 'File', [{ name: 'harbour خريطة.zip', mimeType, buffer: Buffer.from('PK and the rest') }]);
    await composerOf(hers.page).press('Enter');
    const file = his.page.getByRole('link', { name: /harbour خريطة\.zip.*Download/ });
    await his.page.getByText('Files like this can harm your device.', { exact: false }).waitFor();
    expect(await faults(his.page)).toEqual([]);
    await file.click();
    const asked = his.page.getByRole('dialog', { name: 'Download this file?' });
    const downloaded = his.page.waitForEvent('download');
    await asked.getByRole('button', { name: 'Download' }).click();
    expect((await downloaded).suggestedFilename()).toBe('harbour خريطة.zip');
    await asked.waitFor({ state: 'detached' });

    const composer = composerOf(his.page);
    await composer.fill('Call +44 7700 900123');
    await composer.press('Enter');
    const nudge = his.page.getByRole('dialog', { name: 'That looks like a phone number' });
    await nudge.getByRole('button', { name: 'Edit' }).click();
    await expect.poll(() => composer.inputValue()).toBe('Call +44 7700 900123');
    await composer.press('Enter');
    await nudge.getByRole('button', { name: 'Send anyway' }).click();
    await hers.page.getByRole('article').filter({ hasText: '900123' }).waitFor();
    expect(await composer.inputValue()).toBe('');
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MED-24 MED-25 MSG-7 a voice note is recorded, heard, moved in by keys, and gone when it is unsent', async () => {
    const { hers, his } = await together('friends');
    const { page } = hers;
    await page.evaluate(() => {
      const deny = () => Promise.reject(new DOMException('as somebody says no', 'NotAllowedError'));
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: deny, configurable: true });
    });
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await page.getByText('Parley may not use the microphone', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => void Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'));
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await page
      .getByRole('timer')
      .getByText(/0:0[2-9]/)
      .waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send voice message' }).click();

    const place = his.page.getByRole('slider', { name: 'Place in the voice message' });
    await place.waitFor();
    const source = his.page.waitForResponse(/\/v1\/media\/.+\/original/);
    await his.page.getByRole('button', { name: 'Play' }).click();
    await his.page.getByRole('button', { name: 'Pause' }).waitFor();
    await his.page.getByRole('button', { name: 'Play' }).waitFor();
    await place.focus();
    await his.page.keyboard.press('End');
    await his.page.keyboard.press('ArrowLeft');
    const at = Number(await place.inputValue());
    expect(at).toBeGreaterThan(1_000);
    await his.page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => place.inputValue().then(Number)).toBe(0);
    expect(await faults(his.page)).toEqual([]);

    await page.getByRole('article').last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Unsend' }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).not.toContain('Copy');
    await page.getByRole('menuitem', { name: 'Unsend' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unsend' }).click();
    await his.page.getByRole('log').getByText('Message unsent').waitFor();
    expect(await place.count()).toBe(0);
    const again = await his.page.request.get((await source).url());
    expect(again.status()).toBe(404);
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MED-29 MED-30 a sticker goes by a press and leaves what one writes; a shared video leads to its site', async () => {
    const { ann, ben, hers, his } = await together('friends');
    await composerOf(hers.page).fill('what I am writing');
    await hers.page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await hers.page.getByRole('tab', { name: 'Stickers' }).click();
    await hers.page.getByRole('button', { name: 'A blob that waves' }).waitFor();
    expect(await faults(hers.page)).toEqual([]);
    await hers.page.getByRole('button', { name: 'A blob that waves' }).click();
    const picture = his.page.getByRole('img', { name: 'A blob that waves' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 0)).toBe(true);
    await hers.page.getByRole('link', { name: /Sticker/ }).waitFor();
    await expect.poll(() => composerOf(hers.page).inputValue()).toBe('what I am writing');
    await his.page.getByRole('article').last().click({ button: 'right' });
    await his.page.getByRole('menuitem').first().waitFor();
    expect(await his.page.getByRole('menuitem').allTextContents()).not.toContain('Copy');
    await his.page.keyboard.press('Escape');

    const content = { kind: 'share' as const, url: 'https://videos.example/1', title: 'Hulls', text: '' };
    await ann.call('messages.send', { recipientId: ben.id, clientMessageId: 'shared', content });
    const card = his.page.getByRole('link', { name: /Hulls.*videos\.example/ });
    await card.waitFor();
    expect([await card.getAttribute('href'), await card.getAttribute('target')]).toEqual([content.url, '_blank']);
    expect(await faults(his.page)).toEqual([]);
    expect([...hers.problems, ...his.problems]).toEqual([]);
  });

  test('MED-22 REQ-2 where a request waits nothing can be attached, and what is pasted is answered with why', async () => {
    const [ann, ben] = [await somebody('ann'), await somebody('ben')];
    const { conversationId } = await say(ann, ben, 'Hello');
    const { page } = await enter(ann, `/c/${conversationId}`);
    const composer = composerOf(page);
    await composer.waitFor();
    expect(await page.getByRole('button', { name: 'Attach' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Record a voice message' }).count()).toBe(0);
    await composer.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.getByText(/you can only send text/).waitFor();
  });
});
