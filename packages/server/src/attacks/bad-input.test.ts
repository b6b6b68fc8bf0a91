// What arrives before any method sees it: bodies, types, addresses and verbs of every wrong kind.
import { request } from 'node:http';
import { connect } from 'node:net';
import { type RefusalCode, refusalRows, refusal as refusalSchema } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

let world: World;
let alice: Person;

beforeAll(async () => {
  world = await startWorld();
  alice = await world.person('alice');
});
afterAll(() => world.close());
afterEach(async () => {
  expect((await alice.call('accounts.me', {})).person.id).toBe(alice.id);
});

type Sent = { verb?: string; path?: string; type?: string; body?: string | Buffer; headers?: Record<string, string> };
type Answered = { status: number; headers: Record<string, unknown>; text: string };

/** As Node sends it, with no opinion on what a request may be. */
function send({
  verb = 'POST',
  path = '/v1/accounts.updateProfile',
  type,
  body,
  headers = {},
}: Sent): Promise<Answered> {
  const own = {
    authorization: `Bearer ${alice.token}`,
    ...(type === undefined ? {} : { 'content-type': type }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port: world.server.port, method: verb, path, headers: own },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

function expectRefusal(answer: Answered, code: RefusalCode): void {
  const { refusal } = JSON.parse(answer.text) as { refusal: unknown };
  expect([refusalSchema.parse(refusal).code, answer.status]).toEqual([code, refusalRows[code].status]);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}

const json = 'application/json';
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

test.each<[string, Sent, RefusalCode]>([
  ['nothing that is called JSON', { type: json, body: '' }, 'malformed_json'],
  ['half an object', { type: json, body: '{"bio":"x"' }, 'malformed_json'],
  ['two objects', { type: json, body: '{}{}' }, 'malformed_json'],
  ['NaN', { type: json, body: '{"bio":NaN}' }, 'malformed_json'],
  ['a raw line break in a text', { type: json, body: '{"bio":"a\nb"}' }, 'malformed_json'],
  ['a Latin-1 letter', { type: json, body: bytes('{"bio":"', [0xe9], '"}') }, 'malformed_json'],
  ['an emoji cut short', { type: json, body: bytes('{"bio":"', [0xf0, 0x9f, 0x98], '"}') }, 'malformed_json'],
  ['an overlong slash', { type: json, body: bytes('{"bio":"', [0xc0, 0xaf], '"}') }, 'malformed_json'],
  ['a surrogate in UTF-8', { type: json, body: bytes('{"bio":"', [0xed, 0xa0, 0x80], '"}') }, 'malformed_json'],
  ['UTF-16', { type: `${json}; charset=utf-16`, body: Buffer.from('{"bio":"x"}', 'utf16le') }, 'malformed_json'],
  ['a gzip that says it is JSON', { type: json, body: bytes([0x1f, 0x8b, 8, 0]) }, 'malformed_json'],
  ['a prototype', { type: json, body: '{"bio":"x","__proto__":{"isStaff":true}}' }, 'malformed_json'],
  [
    'a prototype by its escape',
    { type: json, body: '{"bio":"x","\\u005f_proto__":{"isStaff":true}}' },
    'malformed_json',
  ],
  ['a constructor', { type: json, body: '{"constructor":{"prototype":{"isStaff":true}}}' }, 'malformed_json'],
  ['100,000 open brackets', { type: json, body: '['.repeat(100_000) }, 'malformed_json'],
  ['100,000 brackets', { type: json, body: '['.repeat(100_000) + ']'.repeat(100_000) }, 'invalid_input'],
  ['a text', { type: json, body: '"bio"' }, 'invalid_input'],
  ['a number', { type: json, body: '1e999' }, 'invalid_input'],
  ['a list', { type: json, body: '[{"bio":"x"}]' }, 'invalid_input'],
  ['plain text', { type: 'text/plain', body: '{"bio":"x"}' }, 'unsupported_type'],
  ['a form', { type: 'application/x-www-form-urlencoded', body: 'bio=x' }, 'unsupported_type'],
  ['a form of parts', { type: 'multipart/form-data; boundary=a', body: '--a--' }, 'unsupported_type'],
  ['no type', { body: '{"bio":"x"}' }, 'unsupported_type'],
  ['a type that is none', { type: ';;', body: '{"bio":"x"}' }, 'unsupported_type'],
  ['JSON of another kind', { type: 'application/ld+json', body: '{"bio":"x"}' }, 'unsupported_type'],
  ['a byte more than may be', { type: json, body: `{"bio":"${'x'.repeat(256 * 1024)}"}` }, 'too_large'],
  ['another verb', { verb: 'GET' }, 'no_such_method'],
  ['a verb that changes', { verb: 'PUT', type: json, body: '{"bio":"x"}' }, 'no_such_method'],
  ['a preflight', { verb: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 'no_such_method'],
  ['no method', { path: '/v1/' }, 'no_such_method'],
  ['a method of every object', { path: '/v1/constructor' }, 'no_such_method'],
  ['the prototype of every object', { path: '/v1/__proto__' }, 'no_such_method'],
  ['a method in other case', { path: '/v1/Accounts.Me' }, 'no_such_method'],
  ['a method and more', { path: '/v1/accounts.me/x' }, 'no_such_method'],
  ['a way out', { path: '/v1/../v1/accounts.me' }, 'no_such_method'],
  ['a slash in disguise', { path: '/v1%2faccounts.me' }, 'not_found'],
  ['NUL in the address', { path: '/v1/accounts.me%00' }, 'no_such_method'],
  ['a broken escape in the address', { path: '/v1/%ff' }, 'no_such_method'],
  ['half an escape in the address', { path: '/%' }, 'no_such_method'],
  ['a method of 10,000 letters', { path: `/v1/${'x'.repeat(10_000)}` }, 'no_such_method'],
  ['a field that is none', { type: json, body: '{"bio":"x","isStaff":true}' }, 'invalid_input'],
])('S16 %s is refused', async (_, sent, code) => {
  const answer = await send(sent);
  expectRefusal(answer, code);
  expect((await alice.call('accounts.me', {})).bio).toBe('');
});

test('S16 input in the address is no input, and does not count', async () => {
  expect((await send({ path: '/v1/accounts.me?bio=x', type: json, body: '{}' })).status).toBe(200);
  expectRefusal(
    await send({ path: `/v1/accounts.me?token=${alice.token}`, headers: { authorization: '' } }),
    'unauthenticated',
  );
});

test('S16 of the same key twice the last one counts, for us and for everybody who reads JSON', async () => {
  const answer = await send({ type: json, body: '{"displayName":"first","displayName":"alice"}' });
  expect(JSON.parse(answer.text)).toMatchObject({ person: { displayName: 'alice' } });
});

test('S16 a refusal does not throw the whole name of a bad field back', async () => {
  const answer = await send({ type: json, body: JSON.stringify({ ['k'.repeat(200_000)]: 1 }) });
  expectRefusal(answer, 'invalid_input');
  expect(answer.text.length).toBeLessThan(1_000);
});

test.each([
  ['with its length told', { 'content-length': String(100 * 1024 * 1024) }],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
])('S16 a body of 100 MB %s is cut off early', async (_, framing) => {
  const head = { host: 'localhost', authorization: `Bearer ${alice.token}`, 'content-type': json, ...framing };
  const stream = connect(world.server.port, '127.0.0.1');
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.write(`POST /v1/accounts.updateProfile HTTP/1.1\r\n${lines.join('')}\r\n`);
  let answer = '';
  let isOver = false;
  stream.on('data', (chunk) => {
    answer += chunk.toString();
  });
  // Being reset while it writes is what happens to somebody who goes on sending.
  stream.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    stream.on('close', () => {
      isOver = true;
      resolve();
    });
  });
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let sentBytes = 0;
  while (!isOver && sentBytes < 100 * 1024 * 1024) {
    if ('transfer-encoding' in framing) stream.write(`${chunk.length.toString(16)}\r\n`);
    const isTaken = stream.write(chunk);
    if ('transfer-encoding' in framing) stream.write('\r\n');
    sentBytes += chunk.length;
    const drained = new Promise((resolve) => stream.once('drain', resolve));
    await Promise.race([closed, isTaken ? new Promise(setImmediate) : drained]);
  }
  await closed;
  expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true);
  expect(sentBytes).toBeLessThan(16 * 1024 * 1024);
});

test.each([
  ['a header of 64 KB', `X: ${'x'.repeat(65_536)}`],
  ['a header that is none', 'no colon'],
  ['two lengths', 'Content-Length: 1\r\nContent-Length: 2'],
  ['a length and chunks', 'Content-Length: 1\r\nTransfer-Encoding: chunked'],
  ['a length below nothing', 'Content-Length: -1'],
  ['an unknown coding', 'Transfer-Encoding: gzip'],
])('S16 %s ends the connection with a 4xx', async (_, header) => {
  const stream = connect(world.server.port, '127.0.0.1');
  stream.on('error', () => undefined);
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk.toString();
    });
    stream.on('close', () => resolve(text));
    stream.write(`POST /v1/accounts.me HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
});
