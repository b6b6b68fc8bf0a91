// What may be kept: nothing of /v1 by anybody, the app's page only after asking again, files whose name is their content for ever.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { methods } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { type Exchange, openWire, toExchange } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
let folder: string;
let alice: Person;
let bob: Person;
let cookies: { alice: string; bob: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
  const webDir = join(folder, 'web');
  await mkdir(join(webDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Parley</title>');
  await writeFile(join(webDir, 'worker.js'), 'self.skipWaiting();');
  await writeFile(join(webDir, 'assets-private.js'), 'x');
  await writeFile(join(webDir, 'assets', 'app-1a2b3c.js'), 'export {};');
  await writeFile(join(webDir, 'assets', 'app-1a2b3c.js.br'), brotliCompressSync('export {};'));
  await writeFile(join(webDir, 'assets', 'app-1a2b3c.js.gz'), gzipSync('export {};'));
  world = await startWorld({ webDir, hasDemo: true });
  const asDemo = { isDemo: true };
  [alice, bob] = await Promise.all([world.person('alice', asDemo), world.person('bob', asDemo)]);
  cookies = { alice: await cookieOf('alice'), bob: await cookieOf('bob') };
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function cookieOf(handle: string): Promise<string> {
  const { headers } = await world.request('demo.signIn', { body: { handle } });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

type Asked = { path: string; verb?: string; headers?: Record<string, string>; body?: string };

const ask = async ({ path, verb = 'POST', headers = {}, body }: Asked): Promise<Exchange> =>
  toExchange(
    await fetch(`${world.url}${path}`, {
      method: verb,
      headers: { ...(verb === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(verb === 'POST' ? { body: body ?? '{}' } : {}),
    }),
  );

/**
 * A shared cache in front of the server, as bold as the standard allows and bolder: it keeps answers to any verb. `obeys` says which of the
 * server's two words it heeds.
 */
function createCache(obeys: { noStore: boolean; vary: boolean }) {
  const kept: { asked: Asked; answer: Exchange }[] = [];
  const isSame = (a: Asked, b: Asked, vary: string): boolean =>
    a.path === b.path &&
    (a.verb ?? 'POST') === (b.verb ?? 'POST') &&
    (!obeys.vary ||
      vary.split(/, */).every((name) => a.headers?.[name.toLowerCase()] === b.headers?.[name.toLowerCase()]));
  return {
    count: () => kept.length,
    ask: async (asked: Asked): Promise<Exchange> => {
      const hit = kept.find((one) => isSame(one.asked, asked, one.answer.headers.vary ?? ''));
      if (hit) return hit.answer;
      const answer = await ask(asked);
      const mayKeep = !obeys.noStore || !/no-store|private/.test(answer.headers['cache-control'] ?? '');
      if (mayKeep) kept.push({ asked, answer });
      return answer;
    },
  };
}

const paths = ['accounts.me', 'inbox.list', 'settings.get', 'accounts.listSessions'].map((id) => `/v1/${id}`);
/** The same to our router, another address to a cache or to a careless check. */
const disguises = ['/%76%31/accounts.me', '/v1/accounts%2eme', '/v1/accounts.me?style.css', '/v1/accounts.me#x.png'];

test.each([
  ['heeds no-store alone', { noStore: true, vary: false }],
  ['heeds Vary alone', { noStore: false, vary: true }],
])('S27 a shared cache that %s never shows one person to another', async (_, obeys) => {
  const cache = createCache(obeys);
  const who: { headers: Record<string, string> }[] = [
    { headers: { cookie: cookies.alice } },
    { headers: { cookie: cookies.bob } },
    { headers: { authorization: `Bearer ${alice.token}` } },
    { headers: { authorization: `Bearer ${bob.token}` } },
  ];
  for (const path of [...paths, ...disguises]) {
    for (const { headers } of who) {
      const through = await cache.ask({ path, headers });
      expect([path, through.status, through.text]).toEqual([path, 200, (await ask({ path, headers })).text]);
    }
    expect(await cache.ask({ path })).toMatchObject({ status: 401 });
  }
  if (obeys.noStore) expect(cache.count()).toBe(0);
});

test.each(methods.map(({ id }) => id))('S27 no answer of %s may be kept', async (id) => {
  for (const headers of [{}, { authorization: `Bearer ${alice.token}` }] as Record<string, string>[]) {
    const refused = await ask({ path: `/v1/${id}`, headers, body: '{"unknown":1}' });
    expect([refused.status, refused.headers]).toEqual([expect.any(Number), expect.objectContaining(nothingKept)]);
  }
});
const nothingKept = { 'cache-control': 'no-store', vary: 'Cookie, Authorization, Origin' };

test.each<[string, Asked]>([
  ['the reference', { verb: 'GET', path: '/v1/openapi.json' }],
  ['a method asked by GET', { verb: 'GET', path: '/v1/accounts.me' }],
  ['no method', { path: '/v1/none' }],
  ['what is no JSON', { path: '/v1/accounts.me', body: '{' }],
  ['another site', { path: '/v1/accounts.me', headers: { origin: 'https://evil.example' } }],
  ['an unreadable address', { verb: 'GET', path: '/%' }],
  ['no file', { verb: 'GET', path: '/assets/none.js' }],
  ['health', { verb: 'GET', path: '/health/ready' }],
])('S27 nor the answer to %s', async (_, asked) => {
  expect((await ask(asked)).headers).toMatchObject(nothingKept);
});

test.each([
  ['/', 'no-cache', 'text/html'],
  ['/index.html', 'no-cache', 'text/html'],
  ['/inbox', 'no-cache', 'text/html'],
  ['/worker.js', 'no-cache', 'javascript'],
  ['/assets-private.js', 'no-cache', 'javascript'],
  ['/assets/app-1a2b3c.js', 'public, max-age=31536000, immutable', 'javascript'],
])('S27 %s is kept as %s, and is the same for everybody', async (path, kept, type) => {
  const accept = 'text/html,*/*';
  const [signedIn, signedOut] = await Promise.all([
    ask({ verb: 'GET', path, headers: { accept, cookie: cookies.alice } }),
    ask({ verb: 'GET', path, headers: { accept } }),
  ]);
  expect(signedIn).toEqual(signedOut);
  expect(signedIn.status).toBe(200);
  expect([signedIn.headers['cache-control'], signedIn.headers['set-cookie']]).toEqual([kept, undefined]);
  expect(signedIn.headers['content-type']).toContain(type);
});

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['identity', undefined],
])(
  'S27 a file of the app goes to a browser that reads %s as %s, and a cache is told that it depends',
  async (accepted, encoding) => {
    const headers = { 'accept-encoding': accepted };
    const answer = await ask({ verb: 'GET', path: '/assets/app-1a2b3c.js', headers });
    expect(answer).toMatchObject({ status: 200, text: 'export {};' });
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      vary: expect.stringMatching(/accept-encoding/i),
    });
    expect(answer.headers['content-encoding']).toBe(encoding);
  },
);

test('S27 nothing outside of the app is a file', async () => {
  for (const path of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//etc/passwd',
    '/.env',
  ]) {
    const answer = await openWire(world.server.port, { path, headers: { Connection: 'close', Upgrade: '' } });
    expect([path, answer.status]).toEqual([path, 404]);
  }
});
