// Who can reach me, in a real browser: the setting and its examples, the list of specific people, open doors, own words.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';
import { faults } from '../testing/axe.ts';
import { goTo } from '../testing/go-to.ts';

const pages = ['privacy', 'reach', 'reach/add', 'reach/why', 'words', 'status', 'blocked'].map(
  (one) => `/settings/${one}`,
);

describe.skipIf(!chromiumPath)('who can reach me', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  /** Somebody who has answered the first question. */
  async function settled(handle: string, displayName: string) {
    const person = await app.world.person(handle, { displayName });
    await person.call('settings.update', { messagesFrom: 'friends' });
    return person;
  }

  test('ADM-3 ADM-7 a setting saves at once and shows whom it lets in; a list, its doors and own words follow', async () => {
    const ina = await settled('ina', 'Ina Vogel');
    const pal = await app.world.person('pal', { displayName: 'Pal Okafor' });
    const tom = await app.world.person('tom', { displayName: 'Tom Reyes' });
    await app.world.befriend(ina, pal);
    await tom.call('graph.follow', { userId: ina.id });
    const { page, context, problems } = await app.open();
    await enterAs(app, context, ina.token);

    await page.goto('/settings/privacy');
    const friends = page.getByRole('listitem').filter({ hasText: 'Pal Okafor' });
    const followers = page.getByRole('listitem').filter({ hasText: 'Tom Reyes' });
    await friends.getByText('Inbox').waitFor();
    await followers.getByText('Not received').waitFor();
    await page.getByRole('switch', { name: 'Let others send me requests' }).click();
    await followers.getByText('Requests').waitFor();
    await page.getByRole('radio', { name: /Specific people/ }).check();
    await friends.getByText('Requests').waitFor();
    const saved = async () => {
      const { messagesFrom, othersMayRequest } = await ina.call('settings.get', {});
      return { messagesFrom, othersMayRequest };
    };
    await expect.poll(saved).toEqual({ messagesFrom: 'specific_people', othersMayRequest: true });

    await page.getByRole('link', { name: 'Who can reach me' }).click();
    await page.getByText('With your setting, this alone leads to your requests.').waitFor();
    await page.getByRole('button', { name: 'Add people' }).click();
    await page.getByLabel('Search by name or username').fill('tom');
    await page.getByRole('button', { name: 'Add Tom Reyes to my list' }).click();
    await page.getByRole('button', { name: 'On your list: Tom Reyes' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    const listed = page.getByRole('region', { name: 'On your list' });
    await listed.getByText('Tom Reyes').waitFor();

    await listed.getByRole('button', { name: 'Close for Tom Reyes' }).click();
    await page.getByRole('button', { name: 'Take off' }).click();
    await page.getByText('Tom Reyes can send you a request now.', { exact: false }).waitFor();
    await listed.getByText('Nobody is on your list.', { exact: false }).waitFor();

    await page.goto('/settings/words');
    await page.getByLabel('Word or phrase').fill('Lottery');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: /Remove lottery/i }).waitFor();
    await expect.poll(async () => (await ina.call('filterWords.list', {})).words.length).toBe(1);
    expect(problems).toEqual([]);
  }, 60_000);

  test('ADM-7 why somebody cannot reach me is said from my side, with the one action that changes it', async () => {
    const uma = await settled('uma', 'Uma Stein');
    const vic = await app.world.person('vic', { displayName: 'Vic Laurent' });
    const { page, context, problems } = await app.open();
    await enterAs(app, context, uma.token);
    await page.goto('/settings/reach/why');
    await page.getByLabel('Who is it?').fill('vic');
    await page.getByRole('link', { name: /Vic Laurent/ }).click();
    await page.getByText('you and Vic Laurent do not follow each other', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Add to specific people' }).click();
    await page.getByText('they are on your list', { exact: false }).waitFor();

    await uma.call('blocks.block', { userId: vic.id });
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('your conversation comes back to your inbox', { exact: false }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('you and Vic Laurent do not follow each other', { exact: false }).waitFor();
    expect(problems).toEqual([]);
  }, 60_000);

  test('ADM-4 a consent is among the doors with its reason, and closing it shuts it', async () => {
    const wim = await settled('wim', 'Wim Arendt');
    const xia = await app.world.person('xia', { displayName: 'Xia Chen', messagesFrom: 'everyone' });
    const content = { kind: 'text', text: 'I wrote first' } as const;
    await wim.call('messages.send', { clientMessageId: 'first', recipientId: xia.id, content });
    const { page, context } = await app.open();
    await enterAs(app, context, wim.token);
    await page.goto('/settings/reach');
    const agreed = page.getByRole('region', { name: 'You agreed to hear from them' });
    await agreed.getByText('You wrote to them', { exact: false }).waitFor();
    await agreed.getByRole('button', { name: 'Close for Xia Chen' }).click();
    await page.getByRole('button', { name: 'Close conversation' }).click();
    await page.getByText('Xia Chen can no longer write to you.', { exact: false }).waitFor();
    await agreed.getByText('Whoever you write to', { exact: false }).waitFor();
  }, 60_000);

  test('ADM-7b where the lists cannot be read one note says so, and one button tries all of them again', async () => {
    const joy = await settled('joy', 'Joy Marsh');
    const { page, context } = await app.open();
    await enterAs(app, context, joy.token);
    await page.routeWebSocket(/socket/, (socket) => socket.close());
    await page.route(/admission\.listDoors/, (route) => route.abort());
    await page.goto('/settings/reach');
    const again = page.getByRole('button', { name: 'Try again' });
    await again.first().waitFor();
    await expect.poll(() => page.getByText('We could not load this list').count()).toBe(1);
    await expect.poll(() => again.count()).toBe(1);
    await page.unroute(/admission\.listDoors/);
    await again.click();
    await again.waitFor({ state: 'detached' });
    for (const name of ['On your list', 'You agreed to hear from them', 'Friends'])
      await page.getByRole('region', { name }).waitFor();
  }, 60_000);

  test('BLK-1 HELP-1 every page is accessible, and help is there without messages', async () => {
    const yan = await settled('yan', 'Yan Holt');
    const zoe = await app.world.person('zoe', { displayName: 'Zoe Brandt' });
    await app.world.befriend(yan, zoe);
    const pia = await app.world.person('pia', { displayName: 'Pia Novak' });
    await app.world.befriend(yan, pia);
    await yan.call('contacts.add', { userId: pia.id });
    const content = { kind: 'text', text: 'before the block' } as const;
    await zoe.call('messages.send', { clientMessageId: 'one', recipientId: yan.id, content });
    await yan.call('blocks.block', { userId: zoe.id });
    const { page, context } = await app.open({ isOpenToScripts: true });
    await enterAs(app, context, yan.token);
    const found: string[] = [];
    await page.goto('/', { waitUntil: 'networkidle' });
    for (const path of pages) {
      await goTo(page, path);
      found.push(...(await faults(page)).map((fault) => `${path} ${fault}`));
    }
    await page.goto('/help#limits', { waitUntil: 'networkidle' });
    found.push(...(await faults(page)).map((fault) => `/help#limits ${fault}`));
    expect(found).toEqual([]);
    await page.getByText('500 messages and 20 new people', { exact: false }).waitFor();

    await page.goto('/settings/blocked');
    await page
      .getByRole('region', { name: 'Their conversations, to read' })
      .getByText('Read only', { exact: false })
      .waitFor();

    // Also from the first question, which stands before everything else.
    const newcomer = await app.world.person('newcomer');
    const first = await app.open();
    await enterAs(app, first.context, newcomer.token);
    await first.page.goto('/');
    await first.page.getByRole('link', { name: 'Help' }).click();
    await first.page.getByText('What are requests?').waitFor();

    const young = await app.world.person('young', { bornOn: '2012-01-01' });
    const window = await app.open();
    await enterAs(app, window.context, young.token);
    await window.page.goto('/settings/status');
    await window.page.getByRole('link', { name: 'Help with limits and restrictions' }).click();
    await window.page.getByText('Messages are for people of 16 and over.', { exact: false }).waitFor();
  }, 90_000);
});
