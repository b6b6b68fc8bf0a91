// A conversation as it is lived in, and the way out: emoji, choosing, hiding, a tunnel, settings, a block and signing out, in every way.
import { type Person, say as write } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, startAppInBrowser } from '../testing/app-in-browser.ts';
import { begin, type Tour, waysOf } from '../testing/ways.ts';

describe.skipIf(!chromiumPath)('a conversation, lived in', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 60_000);
  afterAll(() => app.close());

  const composerOf = ({ page, say }: Tour, name: string) =>
    page.getByRole('textbox', { name: say('composer.label', { name }) });
  const messageOf = ({ page }: Tour, text: string) =>
    page.getByRole('article').filter({ hasText: text }).and(page.locator('[data-message]'));

  async function pickEmoji(tour: Tour, name: string): Promise<void> {
    const { page, say, hands, look } = tour;
    const composer = composerOf(tour, name);
    await hands.write(composer, 'Yes ');
    await hands.press(page.getByRole('button', { name: say('composer.emoji'), exact: true }));
    const picker = page.getByRole('dialog', { name: say('composer.emoji') });
    await picker.getByRole('gridcell').first().waitFor();
    await look();
    await hands.pick(picker.getByRole('gridcell').first());
    await expect.poll(() => composer.inputValue()).toMatch(/^Yes \p{RGI_Emoji}/v);
    await hands.press(page.getByRole('button', { name: say('composer.closeEmoji'), exact: true }));
    await picker.waitFor({ state: 'detached' });
    await hands.press(page.getByRole('button', { name: say('composer.send') }));
    await page.getByRole('log').getByText('Yes ').last().waitFor();
  }

  async function chooseAndHide(tour: Tour): Promise<void> {
    const { page, say, hands, look } = tour;
    const menuOf = async (text: string, action: string) => {
      await hands.openMenu(messageOf(tour, text));
      await look();
      await hands.press(page.getByRole('menuitem', { name: say(`messages.${action}`) }));
    };
    await menuOf('The first word', 'select');
    await hands.press(page.getByRole('checkbox', { name: /The second word/ }));
    await page.getByRole('heading', { name: say('selection.count', { count: 2 }) }).waitFor();
    await look();
    await hands.press(page.getByRole('button', { name: say('selection.copy') }));
    await page
      .getByText(say('selection.copied', { count: 2 }))
      .last()
      .waitFor();
    await page.getByRole('checkbox').first().waitFor({ state: 'detached' });
    await menuOf('The second word', 'hide');
    await page.getByRole('log').getByText('The second word').waitFor({ state: 'detached' });
  }

  /** What is written without a connection waits in sight, and goes in its order. */
  async function throughTunnel(tour: Tour, me: Person, friend: Person): Promise<void> {
    const { page, context, say, hands, look } = tour;
    await context.setOffline(true);
    await page.getByText(say('connection.offline')).waitFor();
    for (const text of ['In the tunnel', 'Still in it', 'Light ahead']) {
      await hands.write(composerOf(tour, friend.handle), text);
      await hands.press(page.getByRole('button', { name: say('composer.send') }));
    }
    await page.getByText(say('messages.status.waiting')).first().waitFor();
    await look();
    await context.setOffline(false);
    const { id: conversationId } = await me.call('conversations.get', { userId: friend.id });
    const texts = async () => {
      const { messages } = await friend.call('messages.list', { conversationId });
      return messages.slice(-3).map(({ content }) => content.text);
    };
    await expect.poll(texts, { timeout: 15_000 }).toEqual(['In the tunnel', 'Still in it', 'Light ahead']);
    await page.getByText(say('connection.offline')).waitFor({ state: 'detached' });
  }

  async function clearAndBlock(tour: Tour, me: Person, name: string): Promise<void> {
    const { page, say, hands, look } = tour;
    const choose = async (item: string) => {
      await hands.press(page.getByRole('button', { name: say('conversation.menu') }));
      await look();
      await hands.press(page.getByRole('menuitem', { name: item }));
      await page.getByRole('dialog').waitFor();
      await look();
    };
    await choose(say('conversation.clear'));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say('conversation.clear') }));
    await page.getByText(say('conversation.startAfterClear')).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await choose(say('blocks.blockName', { name }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say('blocks.block') }));
    await page.getByText(say('blocks.youBlocked', { name })).waitFor();
    await expect.poll(async () => (await me.call('inbox.list', {})).conversations.length).toBe(0);
  }

  async function settleAndLeave(tour: Tour, me: Person): Promise<void> {
    const { page, say, hands, look } = tour;
    await hands.leave(page.getByRole('button', { name: say('ui.back') }));
    await hands.press(page.getByRole('navigation', { name: say('tabs.label') }).locator('a[href="/me"]'));
    await hands.press(page.getByRole('button', { name: say('settings.title') }));
    await hands.press(page.getByRole('link', { name: say('settings.privacy') }));
    await hands.press(page.getByRole('radio', { name: say('settings.messagesFrom.no_one') }));
    await expect.poll(async () => (await me.call('settings.get', {})).messagesFrom).toBe('no_one');
    await look();
    await hands.press(page.getByRole('button', { name: say('ui.back') }).last());
    await hands.press(page.getByRole('button', { name: say('settings.signOut') }));
    await page.getByRole('dialog').waitFor();
    await look();
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say('settings.signOut') }));
    await page.getByRole('button', { name: say('welcome.signIn') }).waitFor();
  }

  test.each(waysOf('turned'))(
    'MSG-5b MSG-8a OFF-2a BLK-1a BLK-1g one writes, chooses, waits in a tunnel, blocks and signs out, $name',
    async (way) => {
      const [me, friend] = await Promise.all([app.world.person(`me.${way.tag}`), app.world.person(`gus.${way.tag}`)]);
      await me.call('settings.update', { messagesFrom: 'friends' });
      await app.world.befriend(me, friend);
      await write(me, friend, 'The first word');
      const { conversationId } = await write(friend, me, 'The second word');
      const tour = await begin(app, way, me.token);
      await tour.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await tour.page.goto(`/c/${conversationId}`);
      await messageOf(tour, 'The second word').waitFor();
      await pickEmoji(tour, friend.handle);
      await chooseAndHide(tour);
      await throughTunnel(tour, me, friend);
      await clearAndBlock(tour, me, friend.handle);
      await settleAndLeave(tour, me);
      expect(tour.problems.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
    },
    90_000,
  );
});
