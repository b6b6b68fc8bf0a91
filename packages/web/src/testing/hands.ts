// The two ways in which the same tour is made: by touch alone, and by keys alone.
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';

export type Hands = {
  press(target: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** The menu of a row or of a message. */
  openMenu(of: Locator): Promise<void>;
  /** Opens the search of the inbox, and types. */
  search(text: string): Promise<void>;
  /** Chooses the nth of a native list. */
  chooseNth(list: Locator, nth: number): Promise<void>;
  archive(row: Locator): Promise<void>;
  /** The first of a grid that is open: by keys the one that Enter picks from where one is. */
  pick(cell: Locator): Promise<void>;
  /** Out of what is open, to the list; a finger goes back step by step. */
  leave(back: Locator): Promise<void>;
};

export type Finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) => Promise<void>;

export function fingerOf(cdp: CDPSession): Finger {
  return async (type, at) => {
    await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  };
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing is there to be touched');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Along a row, as far as to do the first action of that side. */
export async function swipe(finger: Finger, row: Locator, towards: 'left' | 'right'): Promise<void> {
  const { y } = await middleOf(row);
  const width = (await row.boundingBox())?.width ?? 0;
  const [from, to] = towards === 'left' ? [width - 35, 40] : [35, width - 40];
  await finger('touchStart', { x: from, y });
  for (let step = 1; step <= 8; step += 1) await finger('touchMove', { x: from + ((to - from) * step) / 8, y });
  await finger('touchEnd');
}

export async function touching(page: Page, context: BrowserContext): Promise<Hands> {
  const finger = fingerOf(await context.newCDPSession(page));
  return {
    press: (target) => target.tap(),
    write: async (field, text) => {
      await field.tap();
      await page.keyboard.type(text);
    },
    openMenu: async (of) => {
      await finger('touchStart', await middleOf(of));
      await page.getByRole('menu').waitFor();
      await finger('touchEnd');
    },
    search: async (text) => {
      await page.getByRole('searchbox').tap();
      await page.keyboard.type(text);
    },
    chooseNth: async (list, nth) => void (await list.selectOption({ index: nth })),
    archive: async (row) => {
      const isRightToLeft = await page.evaluate(() => document.documentElement.dir === 'rtl');
      await swipe(finger, row, isRightToLeft ? 'right' : 'left');
    },
    pick: (cell) => cell.tap(),
    leave: async (back) => {
      const isAtList = ({ pathname }: URL) => pathname === '/' || pathname === '/archived';
      while (!isAtList(new URL(page.url()))) {
        const from = page.url();
        await back.first().tap();
        await page.waitForURL((url) => url.href !== from);
      }
    },
  };
}

/** How many steps lead at most to anything on a page. */
const farthest = 80;

export function typing(page: Page): Hands {
  const has = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  const go = async (key: string, isThere: () => Promise<boolean>) => {
    for (let step = 0; step < farthest; step += 1) {
      if (await isThere()) return;
      await page.keyboard.press(key);
    }
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300));
    throw new Error(`${key} never came there, but to ${where}`);
  };
  const isOnOneLike = (selector: string) =>
    page.evaluate((like) => document.activeElement?.matches(like) === true, selector);
  /** To the group by the way through the page, and within it by arrows. */
  const throughGroup = async (
    target: Locator,
    { like, first, next }: { like: string; first?: string; next: string },
  ) => {
    if (!(await isOnOneLike(like))) await go('Tab', () => isOnOneLike(like));
    if (first) await page.keyboard.press(first);
    await go(next, () => has(target));
  };
  const reach = async (target: Locator) => {
    await target.waitFor();
    const kind = await target.evaluate((element) => {
      if (element.matches('[role="menuitem"]')) return 'menu';
      if (element.matches('[data-row-index]')) return 'row';
      if (element.matches('[data-message]')) return 'message';
      return element.matches('input[type="radio"]') ? 'radio' : 'alone';
    });
    if (kind === 'menu') return go('ArrowDown', () => has(target));
    if (kind === 'row') return throughGroup(target, { like: '[data-row-index]', first: 'Home', next: 'ArrowDown' });
    if (kind === 'message') return throughGroup(target, { like: '[data-message]', next: 'ArrowUp' });
    if (kind === 'radio') return throughGroup(target, { like: 'input[type="radio"]', next: 'ArrowDown' });
    return go('Tab', () => has(target));
  };
  const press = async (target: Locator) => {
    await reach(target);
    const isToggled = await target.evaluate((element) => element.matches('input, [role="checkbox"], [role="switch"]'));
    await page.keyboard.press(isToggled ? 'Space' : 'Enter');
  };
  return {
    press,
    write: async (field, text) => {
      await reach(field);
      await page.keyboard.type(text);
    },
    openMenu: async (of) => {
      await reach(of);
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
    },
    search: async (text) => {
      await page.keyboard.press('/');
      await page.keyboard.type(text);
    },
    chooseNth: async (list, nth) => {
      await reach(list);
      for (let step = 0; step < nth; step += 1) await page.keyboard.press('ArrowDown');
    },
    archive: async (row) => {
      await reach(row);
      await page.keyboard.press('e');
    },
    pick: async () => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    },
    leave: async () => page.keyboard.press('Escape'),
  };
}
