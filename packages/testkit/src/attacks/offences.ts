// What a socket is not to be spoken to with, and what each is answered: the server's tests ask once, the gates many times.
import { closeCodes, limits } from '@parley/contract';
import { opcodes, wireFrame, wireFrames } from './wire.ts';

export type Upgrade = { name: string; options: { path?: string; headers?: Record<string, string> }; status: number };
/** `when`: before the hello, or as somebody who has said it. */
export type Offence = { name: string; when: 'before' | 'after'; bytes: Buffer; code: number };

/** One frame of JSON text. */
export const textFrame = (frame: unknown): Buffer => wireFrame(opcodes.text, JSON.stringify(frame));

/** `cookie`: of somebody signed in, where there is one. */
export function upgradesOf(port: number, { token, cookie }: { token: string; cookie?: string }): Upgrade[] {
  const own = { origin: `http://localhost:${port}` };
  const known: Record<string, string> = cookie === undefined ? {} : { cookie };
  const refused = (name: string, headers: Record<string, string>, status: number): Upgrade => {
    return { name, options: { headers }, status };
  };
  return [
    refused('a foreign origin', { origin: 'https://evil.example' }, 403),
    refused('a foreign origin with a cookie', { origin: 'https://evil.example', ...known }, 403),
    refused('an origin that is none', { origin: 'null', ...known }, 403),
    refused('an origin that begins like ours', { origin: `${own.origin}.evil.example`, ...known }, 403),
    refused('another port of our host', { origin: 'http://localhost:1', ...known }, 403),
    refused('another site without an origin', { 'sec-fetch-site': 'cross-site', ...known }, 403),
    { name: 'a token in the address', options: { path: `/v1/socket?token=${token}` }, status: 400 },
    { name: 'another address', options: { path: '/v1/sockets' }, status: 404 },
    { name: 'a method', options: { path: '/v1/accounts.me' }, status: 404 },
    refused('another protocol', { Upgrade: 'h2c' }, 400),
    refused('an old version', { 'Sec-WebSocket-Version': '7' }, 400),
    refused('no key', { 'Sec-WebSocket-Key': '' }, 400),
    { name: 'our own origin with a cookie', options: { headers: { ...own, ...known } }, status: 101 },
    { name: 'no origin, as programs do', options: {}, status: 101 },
  ];
}

export function offencesOf(token: string): Offence[] {
  const hello = { type: 'hello', protocol: 1 };
  const call = { type: 'call', id: 1, method: 'accounts.me', input: {} };
  const long = { ...call, input: 'x'.repeat(limits.requestBytesMax) };
  const { protocolError, protocolUnsupported, unauthenticated } = closeCodes;
  const made = (when: Offence['when'], rows: [string, Buffer, number][]): Offence[] =>
    rows.map(([name, bytes, code]) => ({ name, when, bytes, code }));
  const twoHellos = Buffer.concat([1, 2].map(() => textFrame({ ...hello, token })));
  return [
    ...made('before', [
      ['a call without a hello', textFrame(call), protocolError],
      ['a ping frame without a hello', textFrame({ type: 'ping' }), protocolError],
      ['a hello without a token or cookie', textFrame(hello), unauthenticated],
      ['a hello with a made-up token', textFrame({ ...hello, token: 'x'.repeat(43) }), unauthenticated],
      ['a hello with an operator', textFrame({ ...hello, token: { $gt: '' } }), protocolError],
      ['a hello of another protocol', textFrame({ ...hello, protocol: 2, token }), protocolUnsupported],
      ['two hellos at once', twoHellos, protocolError],
    ]),
    ...made('after', [
      ['a hello again', textFrame({ ...hello, token }), protocolError],
      ['an unknown frame', textFrame({ type: 'welcome', userId: '1', rev: 1 }), protocolError],
      ['a frame with more in it', textFrame({ ...call, actor: '1' }), protocolError],
      ['a frame that is a list', textFrame([call]), protocolError],
      ['a frame that is no JSON', wireFrame(opcodes.text, '{"type":'), protocolError],
      ['nothing', wireFrame(opcodes.text, ''), protocolError],
      ['100,000 open brackets', wireFrame(opcodes.text, '['.repeat(100_000)), protocolError],
      ['a binary frame', wireFrame(opcodes.binary, JSON.stringify(call)), protocolError],
      ['invalid UTF-8', wireFrame(opcodes.text, Buffer.from([0x22, 0xff, 0x22])), 1007],
      ['a surrogate in UTF-8', wireFrame(opcodes.text, Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), 1007],
      ['a compressed frame', wireFrame(opcodes.text, JSON.stringify(call), { reserved: 4 }), 1002],
      ['an oversized frame', textFrame(long), 1009],
      ['an oversized frame in pieces', wireFrames(JSON.stringify(long), 8_192), 1009],
      ['a claim of 100 MB', wireFrame(opcodes.text, 'x', { claims: 100n << 20n }), 1009],
      ['a claim of 2^63 bytes', wireFrame(opcodes.text, 'x', { claims: 1n << 63n }), 1009],
      ['10,000 fragments of a byte', wireFrames('x'.repeat(10_000), 1), 1008],
      ['no mask', wireFrame(opcodes.text, '{}', { isMasked: false }), 1002],
      ['reserved bits', wireFrame(opcodes.text, '{}', { reserved: 2 }), 1002],
      ['an unknown opcode', wireFrame(3, '{}'), 1002],
      ['a continuation of nothing', wireFrame(opcodes.continuation, '{}'), 1002],
      ['a ping in pieces', wireFrame(opcodes.ping, 'x', { isFinal: false }), 1002],
      ['a long ping', wireFrame(opcodes.ping, 'x'.repeat(126)), 1002],
      ['a close code that is none', wireFrame(opcodes.close, Buffer.from([0x03, 0xe7])), 1002],
    ]),
  ];
}

/** What somebody can keep a server waiting with, at the price of one open socket. `ownKilobytes`: what they must have sent for it. */
export const hoards: { name: string; bytes: Buffer; ownKilobytes: number }[] = [
  { name: 'only opened', bytes: Buffer.alloc(0), ownKilobytes: 0 },
  {
    name: 'a long frame claimed and nothing of it sent',
    bytes: wireFrame(opcodes.text, 'x', { claims: BigInt(limits.requestBytesMax) }),
    ownKilobytes: 0,
  },
  {
    name: 'a message of small fragments that never ends',
    bytes: wireFrames('x'.repeat(60), 1).subarray(0, -8),
    ownKilobytes: 0,
  },
  {
    name: 'the last byte of a large frame held back',
    bytes: textFrame({ type: 'call', id: 1, method: 'accounts.me', input: 'x'.repeat(200_000) }).subarray(0, -1),
    ownKilobytes: 200,
  },
];

/** Frames that cost their sender next to nothing. */
export const floods: { name: string; frame: Buffer }[] = [
  { name: 'pings', frame: wireFrame(opcodes.ping, 'x') },
  { name: 'ping frames', frame: textFrame({ type: 'ping' }) },
  { name: 'unknown frames', frame: textFrame({ type: 'nonsense' }) },
];
