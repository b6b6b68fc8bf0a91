// Sockets in hostile hands: each is closed by its code or throttled, costs little, and nobody else notices.
import { closeCodes, limits } from '@parley/contract';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import { opcodes, openWire, type Wire, wireFrame, wireFrames } from '@parley/testkit/attacks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let world: World;
let port: number;
let alice: Person;
let bystander: RawSocket;
let cookie: string;
/** Opened first, because it takes them some seconds to be sent away. */
let silent: Wire[];

beforeAll(async () => {
  world = await startWorld({ hasDemo: true });
  port = world.server.port;
  [alice] = await Promise.all([world.person('alice'), world.person('demo', { isDemo: true })]);
  bystander = await (await world.person('bystander')).socket();
  const { headers } = await world.request('demo.signIn', { body: { handle: 'demo' } });
  cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  silent = await Promise.all([openWire(port), openWire(port, { headers: { cookie } })]);
});
afterAll(() => world.close());
afterEach(async () => {
  expect((await bystander.call('accounts.me', {})).refusal).toBeUndefined();
});

const hello = { type: 'hello', protocol: 1 };
const call = { type: 'call', id: 1, method: 'accounts.me', input: {} };

describe('the upgrade', () => {
  const own = () => ({ origin: `http://localhost:${port}` });
  test.each([
    ['a foreign origin', () => ({ headers: { origin: 'https://evil.example' } }), 403],
    ['a foreign origin with a cookie', () => ({ headers: { origin: 'https://evil.example', cookie } }), 403],
    ['an origin that is none', () => ({ headers: { origin: 'null', cookie } }), 403],
    ['an origin that begins like ours', () => ({ headers: { origin: `${own().origin}.evil.example`, cookie } }), 403],
    ['another port of our host', () => ({ headers: { origin: 'http://localhost:1', cookie } }), 403],
    ['another site without an origin', () => ({ headers: { 'sec-fetch-site': 'cross-site', cookie } }), 403],
    ['a token in the address', () => ({ path: `/v1/socket?token=${alice.token}` }), 400],
    ['another address', () => ({ path: '/v1/sockets' }), 404],
    ['a method', () => ({ path: '/v1/accounts.me' }), 404],
    ['another protocol', () => ({ headers: { Upgrade: 'h2c' } }), 400],
    ['an old version', () => ({ headers: { 'Sec-WebSocket-Version': '7' } }), 400],
    ['no key', () => ({ headers: { 'Sec-WebSocket-Key': '' } }), 400],
    ['our own origin with a cookie', () => ({ headers: { ...own(), cookie } }), 101],
    ['no origin, as programs do', () => ({}), 101],
  ])('S17 an upgrade with %s is answered with its own status', async (_, options, status) => {
    const wire = await openWire(port, options());
    expect(wire.status).toBe(status);
    if (status === 101) wire.destroy();
    else await wire.ended;
  });

  test('S17 compression is never agreed to, so that nothing small unfolds into something large', async () => {
    const wire = await openWire(port, {
      headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
    });
    expect([wire.status, wire.head]).toEqual([101, expect.not.stringMatching(/extensions/i)]);
    wire.write(wireFrame(opcodes.text, JSON.stringify(hello), { reserved: 4 }));
    expect(await wire.ended).toBe(1002);
  });
});

const text = (frame: unknown): Buffer => wireFrame(opcodes.text, JSON.stringify(frame));
const tooLarge = 'x'.repeat(limits.requestBytesMax);

/** What is said before the hello, or as somebody who has said it. */
const offences: [string, 'before' | 'after', () => Buffer, number][] = [
  ['a call without a hello', 'before', () => text(call), closeCodes.protocolError],
  ['a ping frame without a hello', 'before', () => text({ type: 'ping' }), closeCodes.protocolError],
  ['a hello without a token or cookie', 'before', () => text(hello), closeCodes.unauthenticated],
  [
    'a hello with a made-up token',
    'before',
    () => text({ ...hello, token: 'x'.repeat(43) }),
    closeCodes.unauthenticated,
  ],
  ['a hello with an operator', 'before', () => text({ ...hello, token: { $gt: '' } }), closeCodes.protocolError],
  [
    'a hello of another protocol',
    'before',
    () => text({ ...hello, protocol: 2, token: alice.token }),
    closeCodes.protocolUnsupported,
  ],
  [
    'two hellos at once',
    'before',
    () => Buffer.concat([1, 2].map(() => text({ ...hello, token: alice.token }))),
    closeCodes.protocolError,
  ],
  ['a hello again', 'after', () => text({ ...hello, token: alice.token }), closeCodes.protocolError],
  ['an unknown frame', 'after', () => text({ type: 'welcome', userId: '1', rev: 1 }), closeCodes.protocolError],
  ['a frame with more in it', 'after', () => text({ ...call, actor: '1' }), closeCodes.protocolError],
  ['a frame that is a list', 'after', () => text([call]), closeCodes.protocolError],
  ['a frame that is no JSON', 'after', () => wireFrame(opcodes.text, '{"type":'), closeCodes.protocolError],
  ['nothing', 'after', () => wireFrame(opcodes.text, ''), closeCodes.protocolError],
  ['100,000 open brackets', 'after', () => wireFrame(opcodes.text, '['.repeat(100_000)), closeCodes.protocolError],
  ['a binary frame', 'after', () => wireFrame(opcodes.binary, JSON.stringify(call)), closeCodes.protocolError],
  ['invalid UTF-8', 'after', () => wireFrame(opcodes.text, Buffer.from([0x22, 0xff, 0x22])), 1007],
  ['a surrogate in UTF-8', 'after', () => wireFrame(opcodes.text, Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), 1007],
  ['an oversized frame', 'after', () => text({ ...call, input: tooLarge }), 1009],
  [
    'an oversized frame in pieces',
    'after',
    () => wireFrames(JSON.stringify({ ...call, input: tooLarge }), 8_192),
    1009,
  ],
  ['a claim of 100 MB', 'after', () => wireFrame(opcodes.text, 'x', { claims: 100n << 20n }), 1009],
  ['a claim of 2^63 bytes', 'after', () => wireFrame(opcodes.text, 'x', { claims: 1n << 63n }), 1009],
  ['10,000 fragments of a byte', 'after', () => wireFrames('x'.repeat(10_000), 1), 1008],
  ['no mask', 'after', () => wireFrame(opcodes.text, '{}', { isMasked: false }), 1002],
  ['reserved bits', 'after', () => wireFrame(opcodes.text, '{}', { reserved: 2 }), 1002],
  ['an unknown opcode', 'after', () => wireFrame(3, '{}'), 1002],
  ['a continuation of nothing', 'after', () => wireFrame(opcodes.continuation, '{}'), 1002],
  ['a ping in pieces', 'after', () => wireFrame(opcodes.ping, 'x', { isFinal: false }), 1002],
  ['a long ping', 'after', () => wireFrame(opcodes.ping, 'x'.repeat(126)), 1002],
  ['a close code that is none', 'after', () => wireFrame(opcodes.close, Buffer.from([0x03, 0xe7])), 1002],
];

test.each(offences)('S17 %s (%s the hello) closes the socket by its code', async (_, when, bytes, code) => {
  const wire = await openWire(port, when === 'after' ? { token: alice.token } : {});
  wire.write(bytes());
  expect(await wire.ended).toBe(code);
});

test('S17 what comes after an offence is not heard, though the client ignores the goodbye', async () => {
  const wire = await openWire(port, { token: alice.token, ignoresGoodbye: true });
  const late = { type: 'call', id: 2, method: 'accounts.updateProfile', input: { bio: 'too late' } };
  wire.write(Buffer.concat([text({ type: 'nonsense' }), text(late)]));
  expect(await wire.ended).toBe(closeCodes.protocolError);
  expect((await alice.call('accounts.me', {})).bio).toBe('');
});

test('S17 a frame that comes byte by byte is still a frame', async () => {
  const wire = await openWire(port, { token: alice.token });
  for (const byte of text(call)) wire.write(Buffer.from([byte]));
  expect((await wire.next('result')).refusal).toBeUndefined();
  wire.destroy();
});

test('S17 whoever says nothing is sent away', async () => {
  for (const wire of silent) expect(await wire.ended).toBe(closeCodes.helloTimeout);
});
