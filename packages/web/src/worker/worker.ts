// Keeps the app's own files, so that any address of it opens without a connection (OFF-3a). It never touches an answer of the server:
// what is somebody's passes by. A new version waits until the page lets it in (OFF-3b).

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Scope = { skipWaiting(): Promise<void>; readonly location: Location } & {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

/** Written in by the build. */
declare const appVersion: string;
declare const appFiles: readonly string[];

const scope = self as unknown as Scope;
const prefix = 'parley-app-';
const cacheName = prefix + appVersion;
const files = new Set(appFiles);
const page = '/';
/** These are the server's own; every other address is the app's one page. */
const isServers = (path: string) => /^\/(v1|health|metrics|media)(\/|$)/.test(path);

scope.addEventListener('install', (event) => event.waitUntil(keepAll()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOld()));
scope.addEventListener('message', ({ data }) => {
  if (data === 'take over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin || isServers(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(kept(page, request));
  else if (files.has(pathname) || pathname.startsWith('/assets/')) event.respondWith(kept(pathname, request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Names with a hash never change; the others are asked for anew.
  await cache.addAll(
    [page, ...appFiles].map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' })),
  );
}

/** The one before stays: other tabs may still show it, and load its parts. */
async function dropOld(): Promise<void> {
  const ours = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== cacheName);
  await Promise.all(ours.slice(0, -1).map((key) => caches.delete(key)));
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}
