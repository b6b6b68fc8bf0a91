// The inbox as it is lived in: arranged, filtered, tidied up, with drafts on two devices, and searched, in every way there is.
import { type Person, say as write } from '@parley/testkit';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';
import { begin, type Tour, type Way, waysOf } from '../testing/ways.ts';

const dayMs = 24 * 3_600_000;
const row = (page: Page, name: string) =>
  page.locator('[data-row-id]').filter({ has: page.getByText(name, { exact: true }) });
const chip = (page: Page, href: string) => page.locator(`nav a[href="${href}"]:not([title])`).first();

describe.skipIf(!chromiumPath)('the inbox, lived in', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 60_000);
  afterAll(() => app.close());

  /** Five friends, each of whom wrote once; the first of them long ago. */
  async function setScene({ tag }: Way): Promise<{ me: Person; names: string[] }> {
    const names = ['ann', 'bea', 'cas', 'dov', 'eli'].map((name) => `${name}.${tag}`);
    const me = await app.world.person(`me.${tag}`);
    await me.call('settings.update', { messagesFrom: 'friends' });
    for (const [index, name] of names.entries()) {
      const friend = await app.world.person(name);
      await app.world.befriend(me, friend);
      await write(friend, me, index === 2 ? 'The tide turns at seven' : `I am ${name}`);
      app.world.clock.advance(index === 0 ? 10 * dayMs : 1_000);
    }
    return { me, names };
  }

  async function arrange({ page, say, hands, look }: Tour, names: readonly string[]): Promise<void> {
    const [old = '', muted = '', , pinned = '', archived = ''] = names;
    const choose = async (name: string, action: string) => {
      await hands.openMenu(row(page, name));
      await hands.press(page.getByRole('menuitem', { name: say(`arranging.${action}`), exact: true }));
    };
    await row(page, old).waitFor();
    await page.locator('[data-hands]').waitFor();
    await hands.openMenu(row(page, pinned));
    await look();
    await hands.press(page.getByRole('menuitem', { name: say('arranging.pin'), exact: true }));
    await row(page, pinned)
      .getByRole('img', { name: say('inbox.pinned') })
      .waitFor();
    await choose(muted, 'mute');
    await page.getByRole('dialog').waitFor();
    await look();
    await hands.press(page.getByRole('button', { name: say('arranging.mutes.hours8') }));
    await row(page, muted)
      .getByRole('img', { name: say('inbox.muted') })
      .waitFor();
    await hands.archive(row(page, archived));
    await row(page, archived).waitFor({ state: 'detached' });
    await choose(pinned, 'markRead');
    await row(page, pinned)
      .getByText(say('inbox.unread', { count: 1 }))
      .waitFor({ state: 'detached' });
    await choose(old, 'markRead');
    await row(page, old)
      .getByText(say('inbox.unread', { count: 1 }))
      .waitFor({ state: 'detached' });
    await hands.press(chip(page, '/?filter=unread'));
    await row(page, pinned).waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('[data-row-id]').count()).toBe(2);
    await hands.press(chip(page, '/'));
    await choose(pinned, 'markUnread');
    await row(page, pinned).getByText(say('inbox.markedUnread')).waitFor();
    await hands.press(chip(page, '/archived'));
    await row(page, archived).waitFor();
    await look();
  }

  async function tidyUp({ page, context, say, hands, look }: Tour, names: readonly string[]): Promise<void> {
    const [old = '', muted = '', kept = '', pinned = ''] = names;
    await page.goto('/');
    await row(page, old).waitFor();
    await page.locator('[data-hands]').waitFor();
    await hands.press(page.getByRole('button', { name: say('inbox.menu') }));
    await hands.press(page.getByRole('menuitem', { name: say('inbox.selectSome') }));
    await hands.press(row(page, muted));
    await hands.press(row(page, pinned));
    await page.getByRole('heading', { name: say('inbox.selected', { count: 2 }) }).waitFor();
    await look();
    await hands.press(page.getByRole('button', { name: say('arranging.archive') }));
    await row(page, muted).waitFor({ state: 'detached' });
    // Whatever day it is: the old one is of more than 30 days ago, the others are not.
    await context.clock.setFixedTime(new Date(app.world.clock.now() + 25 * dayMs));
    await hands.press(page.getByRole('button', { name: say('inbox.menu') }));
    await hands.press(page.getByRole('menuitem', { name: say('inbox.older') }));
    await hands.press(page.getByRole('radio', { name: say('inbox.olderAges.days30') }));
    await look();
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say('arranging.archive') }));
    await row(page, old).waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('[data-row-id]').count()).toBe(1);
    await row(page, kept).waitFor();
  }

  /** On another device the draft is seen; also one that was begun where there was no connection, once there is one again. */
  async function draft({ page, context, say, hands, look }: Tour, me: Person, name: string): Promise<void> {
    const other = await app.open({ size: desktop });
    await enterAs(app, other.context, me.token);
    await other.page.goto('/');
    await hands.press(row(page, name));
    const composer = page.getByRole('textbox', { name: say('composer.label', { name }) });
    await hands.write(composer, 'What if');
    await row(other.page, name).getByText('What if', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText(say('connection.offline')).waitFor();
    await look();
    await hands.write(composer, ' we sail');
    await hands.leave(page.getByRole('button', { name: say('ui.back') }));
    await row(page, name).getByText('What if we sail', { exact: true }).waitFor();
    await context.setOffline(false);
    await row(other.page, name).getByText('What if we sail', { exact: true }).waitFor({ timeout: 20_000 });
    await page.getByText(say('connection.offline')).waitFor({ state: 'detached' });
    await other.context.close();
  }

  async function searchToMessage({ page, say, hands, look }: Tour): Promise<void> {
    await hands.search('tide turn');
    const hit = page.locator('[data-results] a').filter({ has: page.locator('mark') });
    await hit.waitFor();
    await look();
    await hands.press(hit);
    await page.getByRole('log').getByText('The tide turns at seven').waitFor();
    await hands.leave(page.getByRole('button', { name: say('ui.back') }));
  }

  test.each(waysOf('straight'))(
    'INB-2c INB-3b INB-3i INB-4a INB-4b INB-4c INB-4d INB-4e INB-4g one arranges, tidies up, begins and finds, $name',
    async (way) => {
      const { me, names } = await setScene(way);
      const tour = await begin(app, way, me.token);
      await tour.page.goto('/');
      await arrange(tour, names);
      await tidyUp(tour, names);
      await draft(tour, me, names[2] ?? '');
      await searchToMessage(tour);
      expect(tour.problems.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
    },
    90_000,
  );
});
