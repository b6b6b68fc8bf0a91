// From page to page within the app.
import type { Page } from 'playwright-core';

/** Goes on as the app's links do, until the other page stands: to start the app anew for each would take most of the time. */
export async function goTo(page: Page, path: string): Promise<void> {
  const isSamePage = keyOf(new URL(page.url()).pathname) === keyOf(path);
  // The one before stays until there is time to draw the next, however long that is.
  const before = await page.evaluateHandle(() => document.querySelector('#page') ?? document.querySelector('h1'));
  await page.evaluate((to) => history.pushState(null, '', to), path);
  if (!isSamePage) await page.waitForFunction(isAnother, before);
  await page.evaluate(standsStill);
  await page.waitForFunction(() => document.querySelector('[class*="skeletons"]') === null);
}

/** What is open beside a page leaves that as it is, and so does what an address asks for. */
const keyOf = (path: string) => path.replace(/[?#].*$/, '').replace(/\/details$/, '');

/** In the page. Its place is there before a page that is yet to be fetched; outside of the app's frame there is no such place. */
function isAnother(before: Element | null): boolean {
  const place = document.querySelector('#page');
  const drawn = place ? place.firstElementChild : document.querySelector('h1');
  return before?.isConnected !== true && drawn !== null;
}

/** In the page: settles when nothing has come or gone for a moment. */
function standsStill(): Promise<void> {
  return new Promise((resolve) => {
    const wait = () => setTimeout(resolve, 150);
    let timer = wait();
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = wait();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}
