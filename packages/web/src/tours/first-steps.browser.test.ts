// From signing up to the first answer and the first requests, in every way there is.
import { type Person, say as write } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppInBrowser, chromiumPath, startAppInBrowser } from '../testing/app-in-browser.ts';
import { begin, type Tour, waysOf } from '../testing/ways.ts';

describe.skipIf(!chromiumPath)('first steps', () => {
  let app: AppInBrowser;
  beforeAll(async () => {
    app = await startAppInBrowser();
  }, 60_000);
  afterAll(() => app.close());

  async function signUp({ page, say, hands, look }: Tour, handle: string): Promise<void> {
    await page.goto('/sign-up');
    await hands.write(page.getByLabel(say('signUp.handle')), handle);
    await hands.write(page.getByLabel(say('signUp.displayName'), { exact: true }), `${handle} Lind`);
    await hands.chooseNth(page.getByLabel(say('signUp.month')), 4);
    await hands.write(page.getByLabel(say('signUp.day')), '12');
    await hands.write(page.getByLabel(say('signUp.year')), '1996');
    await hands.write(page.getByLabel(say('signUp.password'), { exact: true }), 'correct horse battery');
    await hands.press(page.getByRole('button', { name: say('signUp.submit') }));
    await page.getByText(say('codes.title')).first().waitFor();
    await look();
    await hands.press(page.getByLabel(say('codes.kept')));
    await hands.press(page.getByRole('button', { name: say('ui.continue') }));
    await hands.press(page.getByRole('radio', { name: say('firstChoice.friendsAndRequests') }));
    await look();
    await hands.press(page.getByRole('button', { name: say('ui.continue') }));
    await page.getByRole('heading', { name: say('inbox.title'), exact: true }).waitFor();
    await page.getByText(say('inbox.empty')).waitFor();
    await look();
  }

  async function findAndWrite({ page, say, hands, look }: Tour, me: string, friend: Person): Promise<void> {
    await hands.search(friend.handle);
    const found = page.locator('[data-results]').getByRole('link', { name: `@${friend.handle}` });
    await found.waitFor();
    await look();
    await hands.press(found);
    const name = friend.handle;
    await hands.press(page.getByRole('button', { name: say('people.followLabel', { name }) }));
    await page.getByRole('button', { name: say('people.followingLabel', { name }) }).waitFor();
    const { person } = await friend.call('people.profile', { handle: me });
    await friend.call('graph.follow', { userId: person.id });
    await hands.press(page.getByRole('button', { name: say('people.message'), exact: true }));
    const composer = page.getByRole('textbox', { name: say('composer.label', { name }) });
    await hands.write(composer, 'Are the boats back?');
    await hands.press(page.getByRole('button', { name: say('composer.send') }));
    await expect
      .poll(async () => (await friend.call('inbox.list', {})).conversations[0]?.lastMessage?.content.text)
      .toBe('Are the boats back?');
    await friend.call('messages.send', {
      recipientId: person.id,
      clientMessageId: 'answer',
      content: { kind: 'text', text: 'All of them' },
    });
    await page.getByRole('log').getByText('All of them').waitFor();
    await look();
    await hands.leave(page.getByRole('button', { name: say('ui.back') }));
    await page
      .locator('[data-inbox-list]')
      .getByRole('link', { name: /All of them/ })
      .waitFor();
  }

  async function answerRequests(
    { page, say, hands, look }: Tour,
    askers: readonly [Person, Person, Person],
  ): Promise<void> {
    const [welcome, unwelcome, linked] = askers.map(({ handle }) => handle) as [string, string, string];
    await hands.press(page.getByRole('link', { name: say('inbox.requestsWait', { count: 2 }) }));
    await page.getByRole('article', { name: welcome }).getByText('May I ask?').waitFor();
    await look();
    await hands.press(page.getByRole('button', { name: say('requests.declineLabel', { name: unwelcome }) }));
    await page.getByRole('article', { name: unwelcome }).waitFor({ state: 'detached' });
    await hands.press(page.getByRole('link', { name: say('requests.tab.filtered') }).first());
    const folded = page.getByRole('article', { name: linked });
    await folded.getByText(say('requests.link')).waitFor();
    await hands.press(folded.getByRole('button', { name: say('requests.show') }));
    await folded.getByText('https://example.com/prize').waitFor();
    await look();
    await hands.press(page.getByRole('link', { name: say('requests.tab.requests') }).first());
    await hands.press(page.getByRole('button', { name: say('requests.acceptLabel', { name: welcome }) }));
    const answer = page.getByRole('textbox', { name: say('composer.label', { name: welcome }) });
    await hands.write(answer, 'Ask away');
    await hands.press(page.getByRole('button', { name: say('composer.send') }));
    await expect
      .poll(async () => (await askers[0].call('inbox.list', {})).conversations[0]?.lastMessage?.content.text)
      .toBe('Ask away');
  }

  test.each(waysOf('straight'))(
    'ACC-1 GRAPH-1 MSG-3 REQ-4 REQ-5 REQ-7 LANG-5 one signs up, finds somebody, writes and answers requests, $name',
    async (way) => {
      const tour = await begin(app, way);
      const me = `ida${way.tag}`;
      const [friend, ...askers] = await Promise.all(
        ['bo', 'cy', 'di', 'ed'].map((name) => app.world.person(`${name}.${way.tag}`)),
      );
      if (!friend) throw new Error('nobody to write to');
      await signUp(tour, me);
      await findAndWrite(tour, me, friend);
      const { person } = await friend.call('people.profile', { handle: me });
      const texts = ['May I ask?', 'And I?', 'You won: https://example.com/prize'];
      for (const [index, asker] of askers.entries()) {
        app.world.clock.advance(1_000);
        await write(asker, { ...asker, id: person.id }, texts[index] ?? '');
      }
      await answerRequests(tour, askers as [Person, Person, Person]);
      expect(tour.problems).toEqual([]);
    },
    90_000,
  );
});
