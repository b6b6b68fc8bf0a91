const waitMs = 5_000;
/** Counted only while there is a connection: for so long a file may be missing before that is an error. */
const triesMax = 12;

/**
 * Loads a part of the app; where its files cannot be had now, as in a tunnel, it waits for them. What shows in the part's place
 * meanwhile stays. Throws what `load` throws, once there was a connection for a minute and still no file.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; ) {
    try {
      return await load();
    } catch (error) {
      if (tries >= triesMax) throw error;
      if (navigator.onLine) {
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      } else {
        await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
      }
      askForStylesAgain();
    }
  }
}

/** A part's styles are put into the page once, whether they come or not; the next try would leave them out. */
function askForStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet) link.replaceWith(link.cloneNode());
  }
}
