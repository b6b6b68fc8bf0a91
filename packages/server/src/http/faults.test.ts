import fastifyCookie from '@fastify/cookie';
import { refusalOf } from '@parley/contract';
import { StoreFault } from '@parley/store';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { registerApi } from './api-routes.ts';
import { cookieNames } from './cookies.ts';

test('a database that does not answer is told as that, also where it was asked who calls', async () => {
  const faults: unknown[] = [];
  const app = fastify();
  await app.register(fastifyCookie);
  registerApi(app, {
    authenticate: () => Promise.reject(new StoreFault('lost', new Error('the connection broke'))),
    dispatch: () => Promise.resolve({ refusal: refusalOf('no_such_method') }),
    cookies: cookieNames(false),
    publicUrl: undefined,
    onFault: (fault) => {
      faults.push(fault);
      return 'fault';
    },
  });
  const headers = { authorization: 'Bearer somebody', 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: '/v1/accounts.me', headers, payload: '{}' });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ refusal: { code: 'unavailable', retry: 'yes' } });
  expect(faults).toHaveLength(1);
});
