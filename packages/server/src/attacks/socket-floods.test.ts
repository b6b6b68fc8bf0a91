// Floods and hoards: somebody who sends or holds back a lot is ended or waits, and nobody else notices.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeCodes } from '@parley/contract';
import { sessionBounds } from '@parley/realtime';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import { floods, hoards, openWire, textFrame, type Wire } from '@parley/testkit/attacks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

let world: World;
let port: number;
let alice: Person;
let bystander: RawSocket;

beforeAll(async () => {
  world = await startWorld();
  port = world.server.port;
  alice = await world.person('alice');
  bystander = await (await world.person('bystander')).socket();
});
afterAll(() => world.close());
afterEach(async () => {
  vi.restoreAllMocks();
  expect((await bystander.call('accounts.me', {})).refusal).toBeUndefined();
});

describe('floods', () => {
  test.each(floods)('S17 100 $name within a heartbeat are too many', async ({ frame }) => {
    const wire = await openWire(port, { token: alice.token });
    wire.write(Buffer.concat(Array(100).fill(frame)));
    expect(await wire.ended).toBe(closeCodes.protocolError);
  });

  test.each(floods)('S17 100,000 $name end the socket', async ({ frame }) => {
    const wire = await openWire(port, { token: alice.token });
    for (let sent = 0; sent < 100_000; sent += 1_000) wire.write(Buffer.concat(Array(1_000).fill(frame)));
    expect([undefined, closeCodes.protocolError]).toContain(await wire.ended);
  });

  test('S17 somebody who calls 10,000 times for a lot and reads nothing is ended', async () => {
    const [reader, friend] = await Promise.all([world.person('reader'), world.person('friend')]);
    await world.befriend(reader, friend);
    const long = (index: number) => ({
      clientMessageId: `c${index}`,
      content: { kind: 'text' as const, text: 'x'.repeat(6_000) },
    });
    const sent = Array.from({ length: 20 }, (_, index) =>
      friend.call('messages.send', { recipientId: reader.id, ...long(index) }),
    );
    const conversationId = (await Promise.all(sent))[0]?.conversationId;
    const before = memoryInUse();
    const wire = await openWire(port, { token: reader.token });
    wire.stopReading();
    const page = textFrame({ type: 'call', id: 1, method: 'messages.list', input: { conversationId } });
    for (let id = 0; id < 10_000; id += 100) wire.write(Buffer.concat(Array(100).fill(page)));
    for (let round = 0; round < 20; round += 1) await bystander.call('accounts.me', {});
    wire.readOn();
    expect([undefined, closeCodes.tooSlow]).toContain(await wire.ended);
    expect(memoryInUse() - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('S17 2,000 calls at once wait for each other, and are all answered', async () => {
    const wire = await openWire(port, { token: alice.token });
    const ids = Array.from({ length: 2_000 }, (_, index) => index);
    const asked = { type: 'call', method: 'presence.list', input: { userIds: [alice.id] } };
    const underWay = countUnderWay(world.server.store.read.presence);
    wire.write(Buffer.concat(ids.map((id) => textFrame({ ...asked, id }))));
    const answered = await Promise.all(ids.map(() => wire.next('result')));
    expect(answered.map(({ id }) => id).sort((a, b) => a - b)).toEqual(ids);
    expect(underWay.most()).toBeLessThanOrEqual(sessionBounds.callsMax);
    wire.destroy();
  });
});

/** Counts reads of presence that are under way at the same moment. */
function countUnderWay(presence: World['server']['store']['read']['presence']): { most(): number } {
  const { lastActive } = presence;
  let count = 0;
  let most = 0;
  vi.spyOn(presence, 'lastActive').mockImplementation(async (...args) => {
    count += 1;
    most = Math.max(most, count);
    const found = await lastActive(...args);
    count -= 1;
    return found;
  });
  return { most: () => most };
}

describe('memory', () => {
  const socketCount = 50;
  test.each(hoards)('S17 a socket with $name costs little', async ({ bytes, ownKilobytes }) => {
    const wires: Wire[] = [];
    const before = memoryInUse();
    for (let index = 0; index < socketCount; index += 1) {
      const wire = await openWire(port, { token: alice.token });
      wire.write(bytes);
      wires.push(wire);
    }
    await bystander.call('accounts.me', {});
    const each = (memoryInUse() - before) / socketCount;
    // Of what they sent, the attackers' side of this process holds a copy.
    expect(each).toBeLessThan((64 + 2 * ownKilobytes) * 1024);
    for (const wire of wires) wire.destroy();
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Of this process, which is server and attackers in one: what it shows is more than what the server needs. */
function memoryInUse(): number {
  for (let round = 0; round < 2; round += 1) collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
