// Attempts are counted by where they come from; behind a balancer only the balancer knows.
import { freshDatabase } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { expect, test } from 'vitest';
import { startServer } from '../main.ts';
import { parseTrustedProxies } from './index.ts';

test.each([
  { trustedProxies: ['127.0.0.0/8', '::1'], counted: '203.0.113.7' },
  { trustedProxies: ['192.0.2.1'], counted: '127.0.0.1' },
  { trustedProxies: [], counted: '127.0.0.1' },
])(
  'ACC-1g where a request comes from is told by trusted proxies alone: $trustedProxies',
  async ({ trustedProxies, counted }) => {
    const database = await freshDatabase();
    const server = await startServer({ address: database.address, port: 0, trustedProxies, logLevel: 'error' });
    // Whoever asks may have written anything before what the proxy wrote.
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.1, 203.0.113.7' };
    const body = JSON.stringify({ handle: 'nobody', password: 'a password', session: 'token' });
    await fetch(`http://127.0.0.1:${server.port}/v1/accounts.signIn`, { method: 'POST', headers, body });
    const keys = await queryDatabase<{ key: string }>(database.address, 'select key from attempts');
    expect(keys.filter(({ key }) => key.includes(counted))).toHaveLength(1);
    expect(keys.some(({ key }) => key.includes('198.51.100.1'))).toBe(false);
    await server.close();
    await database.drop();
  },
);

test('proxies are addresses, ranges, or ranges by name', () => {
  expect(parseTrustedProxies('10.0.0.5, 10.1.0.0/16,::1,fd00::/8, uniquelocal')).toEqual([
    ...['10.0.0.5', '10.1.0.0/16', '::1', 'fd00::/8', 'uniquelocal'],
  ]);
});

test.each(['the proxy', '10.0.0', '10.0.0.0/33', '10.0.0.0/0', '::1/129', '10.0.0.0/8/8', '10.0.0.5,'])(
  '%j is refused as a proxy',
  (list) => {
    expect(() => parseTrustedProxies(list)).toThrow('is no address or range like 10.0.0.5 or 10.1.0.0/16');
  },
);
