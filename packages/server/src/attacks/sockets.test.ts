// Sockets in hostile hands: each is closed by its code or throttled, costs little, and nobody else notices.
import { closeCodes } from '@parley/contract';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import {
  type Offence,
  offencesOf,
  opcodes,
  openWire,
  textFrame,
  type Upgrade,
  upgradesOf,
  type Wire,
  wireFrame,
} from '@parley/testkit/attacks';
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
  test.each(upgradesOf(0, { token: '' }).map(({ name }, at) => ({ name, at })))(
    'S17 an upgrade with $name is answered with its own status',
    async ({ at }) => {
      const { options, status } = upgradesOf(port, { token: alice.token, cookie })[at] as Upgrade;
      const wire = await openWire(port, options);
      expect(wire.status).toBe(status);
      if (status === 101) wire.destroy();
      else await wire.ended;
    },
  );

  test('S17 compression is never agreed to, so that nothing small unfolds into something large', async () => {
    const wire = await openWire(port, {
      headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
    });
    expect([wire.status, wire.head]).toEqual([101, expect.not.stringMatching(/extensions/i)]);
    wire.write(wireFrame(opcodes.text, JSON.stringify(hello), { reserved: 4 }));
    expect(await wire.ended).toBe(1002);
  });
});

test.each(offencesOf('').map(({ name, when }, at) => ({ name, when, at })))(
  'S17 $name ($when the hello) closes the socket by its code',
  async ({ at }) => {
    const { when, bytes, code } = offencesOf(alice.token)[at] as Offence;
    const wire = await openWire(port, when === 'after' ? { token: alice.token } : {});
    wire.write(bytes);
    expect(await wire.ended).toBe(code);
  },
);

test('S17 what comes after an offence is not heard, though the client ignores the goodbye', async () => {
  const wire = await openWire(port, { token: alice.token, ignoresGoodbye: true });
  const late = { type: 'call', id: 2, method: 'accounts.updateProfile', input: { bio: 'too late' } };
  wire.write(Buffer.concat([textFrame({ type: 'nonsense' }), textFrame(late)]));
  expect(await wire.ended).toBe(closeCodes.protocolError);
  expect((await alice.call('accounts.me', {})).bio).toBe('');
});

test('S17 a frame that comes byte by byte is still a frame', async () => {
  const wire = await openWire(port, { token: alice.token });
  for (const byte of textFrame(call)) wire.write(Buffer.from([byte]));
  expect((await wire.next('result')).refusal).toBeUndefined();
  wire.destroy();
});

test('S17 whoever says nothing is sent away', async () => {
  for (const wire of silent) expect(await wire.ended).toBe(closeCodes.helloTimeout);
});
