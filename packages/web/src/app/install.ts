// The browser's own offer to install the app (OFF-3c). It comes once, early, and only in some browsers.

type Offer = Event & { prompt(): Promise<unknown> };

let offer: Offer | undefined;
const listeners = new Set<() => void>();

function become(next: Offer | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** To be called once, before the page is loaded. */
export function watchInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    become(event as Offer);
  });
  window.addEventListener('appinstalled', () => become(undefined));
}

export function subscribeInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `hand`: it can be done in the browser's own menu alone. */
export function installWay(): 'offer' | 'hand' | 'none' {
  if (offer !== undefined) return 'offer';
  // Only Safari on phones and tablets says whether it runs as an app; it never offers.
  return (navigator as { standalone?: boolean }).standalone === false ? 'hand' : 'none';
}

/** Shows the browser's question. An offer can be used once. */
export async function install(): Promise<void> {
  const shown = offer;
  become(undefined);
  await shown?.prompt();
}
