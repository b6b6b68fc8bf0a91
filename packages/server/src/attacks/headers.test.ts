// What every answer tells a browser to refuse, and which requests are taken to come from our own app.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPerson, createVirtualClock, freshDatabase, type Person, startWorld, type World } from '@parley/testkit';
import { exchange } from '@parley/testkit/attacks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../main.ts';

let world: World;
let webDir: string;
let alice: Person;
let cookie: string;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'parley-web-'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Parley</title>');
  world = await startWorld({ webDir, hasDemo: true });
  alice = await world.person('alice', { isDemo: true });
  const { headers } = await world.request('demo.signIn', { body: { handle: 'alice' } });
  cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(async () => {
  await world.close();
  await rm(webDir, { recursive: true });
});

const requests: [string, string, RequestInit][] = [
  ['the app', '/', {}],
  ['a page of it', '/inbox', { headers: { accept: 'text/html' } }],
  ['a file that is not there', '/assets/none.js', {}],
  ['the reference', '/v1/openapi.json', {}],
  ['health', '/health/ready', {}],
  ['an answer', '/v1/demo.list', { method: 'POST' }],
  ['a refusal', '/v1/accounts.me', { method: 'POST' }],
  ['another verb', '/v1/accounts.me', {}],
  [
    'what is no JSON',
    '/v1/accounts.me',
    { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
  ],
  ['an unreadable address', '/%ff', {}],
];

describe.each(requests)('%s', (_, path, init) => {
  test('S14 runs and loads nothing but ours, and is not framed, sniffed or told on', async () => {
    const { headers } = await fetch(`${world.url}${path}`, init);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split(';').map((one) => {
        const [name = '', ...sources] = one.trim().split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'parley-worker',
    });
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:|strict-dynamic|nonce/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    for (const told of ['server', 'x-powered-by', 'access-control-allow-origin', 'strict-transport-security']) {
      expect([told, headers.get(told)]).toEqual([told, null]);
    }
  });
});

test('S14 what people typed comes back as data, never as a page', async () => {
  const name = '<img src=x onerror=alert(1)>';
  const bio = '</script><script>alert(1)</script>';
  const answer = await exchange(world.server.port, 'accounts.updateProfile', {
    token: alice.token,
    body: { displayName: name, bio },
  });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(JSON.parse(answer.text)).toMatchObject({ bio, person: { displayName: name } });
  for (const path of [`/v1/${encodeURIComponent(name)}`, `/${name}`, `/%${name}`]) {
    const echo = await fetch(`${world.url}${path}`, { headers: { accept: '*/*' } });
    expect([echo.headers.get('content-type'), await echo.text()]).toEqual([
      'application/json; charset=utf-8',
      expect.not.stringContaining('onerror'),
    ]);
  }
});

describe('requests with a cookie', () => {
  const own = () => world.url;
  test.each<[string, () => Record<string, string>, number]>([
    ['our own origin', () => ({ origin: own() }), 200],
    ['no origin, as an old browser or a program', () => ({}), 200],
    ['our own origin, told twice over', () => ({ origin: own(), 'sec-fetch-site': 'same-origin' }), 200],
    ['another site', () => ({ origin: 'https://evil.example' }), 403],
    ['a site whose name begins like ours', () => ({ origin: `${own()}.evil.example` }), 403],
    ['another port', () => ({ origin: 'http://localhost:1' }), 403],
    ['a file or a sandbox', () => ({ origin: 'null' }), 403],
    ['no site at all', () => ({ origin: '' }), 403],
    ['another site that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['a sister site', () => ({ 'sec-fetch-site': 'same-site' }), 403],
  ])('S14 from %s', async (_, headersOf, status) => {
    const headers = { cookie, ...headersOf() };
    expect((await exchange(world.server.port, 'accounts.me', { headers })).status).toBe(status);
  });

  test('S14 a form of another site changes nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { cookie, 'content-type': type };
      const forged = await exchange(world.server.port, 'accounts.signOutEverywhere', { headers, text: '{}' });
      expect([type, forged.status]).toEqual([type, 415]);
    }
    expect((await exchange(world.server.port, 'accounts.me', { headers: { cookie } })).status).toBe(200);
  });

  test('S14 a token in the header counts, and a bad one is not made good by the cookie', async () => {
    const headers = { cookie, authorization: 'Bearer none' };
    expect((await exchange(world.server.port, 'accounts.me', { headers })).status).toBe(401);
  });
});

test('S14 with TLS the cookie is bound to the host, and the browser stays with TLS', async () => {
  const database = await freshDatabase();
  const clock = createVirtualClock();
  const publicUrl = 'https://chat.example';
  const server = await startServer({
    address: database.address,
    port: 0,
    clock,
    publicUrl,
    hasDemo: true,
    logLevel: 'error',
  });
  await createPerson(server, clock, 'alice', { isDemo: true });
  const { port } = server;
  const from = (origin: string) => exchange(port, 'demo.signIn', { headers: { origin }, body: { handle: 'alice' } });
  const { headers } = await from(publicUrl);
  expect(headers['set-cookie']).toMatch(
    /^__Host-parley_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  for (const origin of [`http://localhost:${port}`, 'http://chat.example', 'https://chat.example:8443']) {
    expect([origin, (await from(origin)).status]).toEqual([origin, 403]);
  }
  const token = /=([\w-]+);/.exec(headers['set-cookie'] ?? '')?.[1];
  const unbound = await exchange(port, 'accounts.me', { headers: { cookie: `parley_session=${token}` } });
  expect(unbound.status).toBe(401);
  const out = await exchange(port, 'accounts.signOut', { headers: { cookie: `__Host-parley_session=${token}` } });
  expect(out.headers['set-cookie']).toMatch(/^__Host-parley_session=; .*Path=\/; Expires=Thu, 01 Jan 1970 .*Secure/);
  await server.close();
  await database.drop();
});
