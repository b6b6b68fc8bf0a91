// Three people in three windows: Rosa is open to requests, Sven and Tara are new to her. From the first message to the block and back.
import type { Person } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, desktop, enterAs, startAppInBrowser } from '../testing/app-in-browser.ts';
import { faults } from '../testing/axe.ts';

describe.skipIf(!chromiumPath)('three people', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 120_000);
  afterAll(() => app.close());

  /** Somebody who takes messages from friends, and requests from others. */
  async function open(handle: string, displayName: string, size?: { width: number; height: number }) {
    const person = await app.world.person(handle, { displayName });
    await person.call('settings.update', { messagesFrom: 'friends', othersMayRequest: true });
    const window = await app.open({ isOpenToScripts: true, ...(size ? { size } : {}) });
    await enterAs(app, window.context, person.token);
    return { person, ...window };
  }

  async function write(from: Person, to: Person, text: string): Promise<void> {
    const content = { kind: 'text', text } as const;
    await from.call('messages.send', { clientMessageId: crypto.randomUUID(), recipientId: to.id, content });
  }

  test('REQ-1 REQ-3 REQ-4 a request shows who asks before what they say, and opens the conversation once accepted', async () => {
    const rosa = await open('rosa', 'Rosa Lind');
    const sven = await open('sven', 'Sven Falk');
    // A link from somebody new would be filtered.
    await rosa.person.call('settings.update', { filterRequests: false });
    const uma = await app.world.person('uma', { displayName: 'Uma Roy' });
    await app.world.befriend(rosa.person, uma);
    await app.world.befriend(sven.person, uma);

    await sven.page.goto('/u/rosa');
    await sven.page.getByRole('button', { name: 'Send a request' }).click();
    await sven.page.getByText('Rosa Lind gets this as a request: up to 3 messages').waitFor();
    const composer = sven.page.getByRole('textbox', { name: 'Message to Rosa Lind' });
    await composer.fill('Hello Rosa, see https://example.com/boats');
    await composer.press('Enter');
    await sven.page.getByText('You can write 2 more messages until they accept.', { exact: false }).waitFor();

    await rosa.page.goto('/');
    await rosa.page.getByRole('link', { name: 'Requests 1 waits for your answer' }).click();
    const card = rosa.page.getByRole('article', { name: 'Sven Falk' });
    await card.getByText('Friends with Uma Roy').waitFor();
    await card.getByText('@sven').waitFor();
    await card.getByText(/^Joined \w+ \d{4}$/).waitFor();
    await card.getByText('Hello Rosa, see https://example.com/boats').waitFor();
    await expect.poll(() => card.getByRole('link', { name: /example\.com/ }).count()).toBe(0);
    expect(await faults(rosa.page)).toEqual([]);

    await card.getByRole('button', { name: 'More for the request of Sven Falk' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Open' }).click();
    await rosa.page.getByText('Accept to reply.', { exact: false }).waitFor();
    await rosa.page.getByRole('log').getByText('https://example.com/boats').waitFor();
    await expect.poll(() => rosa.page.getByRole('link', { name: /example\.com/ }).count()).toBe(0);
    await expect.poll(() => rosa.page.getByRole('textbox', { name: /Message to/ }).count()).toBe(0);
    expect(await faults(rosa.page)).toEqual([]);
    // It counts as read for Rosa, and Sven sees nothing of it.
    const asRosaSeesIt = () => rosa.person.call('conversations.get', { userId: sven.person.id });
    await expect.poll(async () => (await asRosaSeesIt()).readSeq).toBe(1);
    await expect.poll(() => sven.page.getByText('Sent', { exact: true }).count()).toBe(1);

    await rosa.page.getByRole('button', { name: 'Accept' }).click();
    const answer = rosa.page.getByRole('textbox', { name: 'Message to Sven Falk' });
    await answer.fill('Welcome aboard');
    await answer.press('Enter');
    await sven.page.getByText('Welcome aboard').last().waitFor();
    await expect.poll(() => sven.page.getByText('until they accept', { exact: false }).count()).toBe(0);
    await rosa.page.getByRole('link', { name: /example\.com/ }).waitFor();
    expect([...rosa.problems, ...sven.problems]).toEqual([]);
  });

  test('REQ-5 declining is silent, can be undone from the toast and from the list, and then it is a request again', async () => {
    const rosa = await open('rhea', 'Rhea Lind');
    const tara = await open('tara', 'Tara Berg');
    await write(tara.person, rosa.person, 'May I ask something?');
    await rosa.page.goto('/requests');
    const card = rosa.page.getByRole('article', { name: 'Tara Berg' });
    const decline = card.getByRole('button', { name: 'Decline the request of Tara Berg' });
    await decline.click();
    await rosa.page.getByRole('button', { name: 'Undo' }).click();
    await decline.waitFor();
    await tara.page.goto('/');
    await tara.page.getByRole('link', { name: /Rhea Lind/ }).click();
    await tara.page.getByText('You can write 2 more messages until they accept.', { exact: false }).waitFor();
    await expect.poll(() => tara.page.getByText('Sent', { exact: true }).count()).toBe(1);

    // A second decline is for good, so that the list is tried with somebody else.
    const sven = await open('sten', 'Sten Falk');
    await write(sven.person, rosa.person, 'And I?');
    await rosa.page.getByRole('button', { name: 'Decline the request of Sten Falk' }).click();
    await rosa.page.getByRole('article', { name: 'Sten Falk' }).waitFor({ state: 'detached' });
    await rosa.page.getByRole('button', { name: 'More about requests' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Declined requests' }).click();
    await rosa.page.getByText(/You can bring it back until/).waitFor();
    expect(await faults(rosa.page)).toEqual([]);
    await rosa.page.getByRole('button', { name: 'Bring back the request of Sten Falk' }).click();
    await rosa.page.getByText('Nothing to bring back').waitFor();
    await expect.poll(async () => (await rosa.person.call('requests.list', {})).requests.length).toBe(2);
    expect([...rosa.problems, ...tara.problems]).toEqual([]);
  });

  test('REQ-7 what holds one of my own words is folded under its reason, in a tab of its own', async () => {
    const rosa = await open('runa', 'Runa Lind', desktop);
    const sven = await open('siri', 'Siri Falk');
    await rosa.person.call('filterWords.add', { word: 'crypto' });
    await write(sven.person, rosa.person, 'Hot crypto tips for you');
    await rosa.page.goto('/');
    await rosa.page.getByRole('link', { name: 'Filtered requests 1 kept apart' }).click();
    const card = rosa.page.getByRole('article', { name: 'Siri Falk' });
    await card.getByText('Holds a word from your list: “crypto”').waitFor();
    await card.getByText(/^Stays until/).waitFor();
    expect(await card.getByText('Hot crypto tips for you').isVisible()).toBe(false);
    expect(await faults(rosa.page)).toEqual([]);
    await card.getByRole('button', { name: 'Show message' }).click();
    await card.getByText('Hot crypto tips for you').waitFor();
    expect(rosa.problems).toEqual([]);
  });

  test('REQ-6 BLK-1 block, report, and both are one tap away; a block moves it away and unblocking brings it back', async () => {
    const rosa = await open('roma', 'Roma Lind');
    const tara = await open('tuva', 'Tuva Berg');
    await write(tara.person, rosa.person, 'Answer me at once');
    await rosa.page.goto('/requests');
    await rosa.page.getByRole('button', { name: 'More for the request of Tuva Berg' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Block and report' }).click();
    const dialog = rosa.page.getByRole('dialog', { name: 'Block and report Tuva Berg' });
    await dialog.getByRole('radio', { name: 'Bullying or harassment' }).check();
    await dialog.getByLabel('Anything to add? (optional)').fill('Again and again');
    expect(await faults(rosa.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Block and report' }).click();
    await rosa.page.getByText('No requests').waitFor();

    const { conversations } = await rosa.person.call('inbox.list', { folder: 'blocked' });
    await rosa.page.goto(`/c/${conversations[0]?.id}`);
    await rosa.page.getByText('You blocked Tuva Berg.').waitFor();
    await rosa.page.getByRole('log').getByText('Answer me at once').waitFor();
    await expect.poll(() => rosa.page.getByRole('textbox', { name: /Message to/ }).count()).toBe(0);
    expect(await faults(rosa.page)).toEqual([]);
    await rosa.page.getByRole('button', { name: 'Unblock' }).click();
    await rosa.page.getByRole('dialog').getByRole('button', { name: 'Unblock' }).click();
    await rosa.page.getByText('You blocked Tuva Berg.').waitFor({ state: 'detached' });
    expect(rosa.problems).toEqual([]);
  });
});
