// The worker that keeps the app's own files, and the news that a newer version of them is ready (OFF-3). Nothing reloads by itself.
type Listener = () => void;
type Policy = { createScriptURL(url: string): string };
type PolicyFactory = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy };

/** `ready`: a newer version waits for a word. `there`: another tab has let it in. */
export type Update = 'none' | 'ready' | 'there' | 'dismissed';

let update: Update = 'none';
let waiting: ServiceWorker | undefined;
const listeners = new Set<Listener>();
const askEveryMs = 60 * 60 * 1_000;

function become(next: Update): void {
  update = next;
  for (const listener of listeners) listener();
}

export function subscribeUpdates(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function shownUpdate(): Update {
  return update;
}

export function dismissUpdate(): void {
  become('dismissed');
}

/** Lets the new version in, and shows it. What is written and what waits is kept. */
export function takeUpdate(): void {
  if (waiting === undefined || update === 'there') return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take over');
}

/** Asks for the newest version and shows it. For when the server speaks to this one no more: reloading alone would bring the same files. */
export async function reloadNewest(): Promise<void> {
  if (!('serviceWorker' in navigator)) return location.reload();
  const workers = navigator.serviceWorker;
  const registration = await workers.getRegistration();
  await registration?.update().catch(ignoreNoNetwork);
  const next = registration?.waiting ?? registration?.installing;
  if (!next || workers.controller === null) return location.reload();
  workers.addEventListener('controllerchange', () => location.reload(), { once: true });
  next.addEventListener('statechange', () => next.state === 'redundant' && location.reload());
  next.postMessage('take over');
}

/** To be called once. */
export function startUpdates(): void {
  if ('serviceWorker' in navigator) void register();
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  const hadOne = workers.controller !== null;
  try {
    const registration = await workers.register(workerUrl(), { updateViaCache: 'none' });
    const look = () => {
      if (registration.waiting === null || workers.controller === null) return;
      waiting = registration.waiting;
      if (update === 'none') become('ready');
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    workers.addEventListener('controllerchange', () => hadOne && become('there'));
    const ask = () => {
      if (document.visibilityState === 'visible') registration.update().catch(ignoreNoNetwork);
    };
    setInterval(ask, askEveryMs);
    document.addEventListener('visibilitychange', ask);
  } catch (error) {
    // Shut off, or not allowed here: the app works, but opens with a connection only.
    globalThis.reportError(error);
  }
}

/** It is asked again in an hour. */
function ignoreNoNetwork(): void {}

/** The policy of the page lets only a marked address become a script, and only here one is marked. */
function workerUrl(): string {
  const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
  const address = '/worker.js';
  return trustedTypes?.createPolicy('parley-worker', { createScriptURL: () => address }).createScriptURL('') ?? address;
}
