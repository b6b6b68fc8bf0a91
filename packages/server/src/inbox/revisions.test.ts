// A client trusts that a revision which did not come was lost. So none may ever be missing, come twice, or come for nothing.
import { directConversationId } from '@parley/contract';
import { newText, type Person, type RawSocket, say, startWorld, type World } from '@parley/testkit';
import { lockIsWaitedFor } from '@parley/testkit/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

type Act = { who: number; whom: number; kind: (typeof kinds)[number]; number: number };
const kinds = [
  'send',
  'send',
  'send',
  'again',
  'read',
  'read',
  'delivered',
  'hide',
  'clear',
  'delete',
  'block',
  'unblock',
  'follow',
  'receipts',
  'arrange',
  'draft',
  'archiveOlder',
] as const;
const anAct: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  whom: fc.nat(1),
  kind: fc.constantFrom(...kinds),
  number: fc.integer({ min: 1, max: 12 }),
});
/** Acts of one step happen at the same moment. */
const aStory = fc.array(fc.array(anAct, { minLength: 1, maxLength: 12, size: 'max' }), {
  minLength: 3,
  maxLength: 10,
  size: 'max',
});

type Device = { person: Person; socket: RawSocket };

/** Some of it is refused, or changes nothing: what matters is what is heard. All on sockets, so that what happens at once meets in batches. */
function perform(devices: readonly Device[], { who, whom, kind, number }: Act): Promise<void> {
  const { person: actor, socket } = devices[who] as Device;
  const { person: other } = devices[(who + 1 + whom) % 3] as Device;
  const ask = async (method: string, body: unknown): Promise<void> => {
    const { refusal } = await socket.call(method, body);
    expect(['server_error', 'unavailable', 'invalid_input', 'no_such_method'], method).not.toContain(refusal?.code);
  };
  const where = { conversationId: directConversationId(actor.id, other.id) };
  switch (kind) {
    case 'send':
      return ask('messages.send', { recipientId: other.id, ...newText(`${number}`) });
    case 'again':
      return ask('messages.send', { ...where, ...newText('again'), clientMessageId: `again-${number % 3}` });
    case 'read':
      return ask('conversations.markRead', { ...where, seq: number });
    case 'delivered':
      return ask('conversations.markDelivered', { ...where, seq: number });
    case 'hide':
      return ask('messages.hide', { ...where, seqs: [number, number + 1] });
    case 'clear':
    case 'delete':
      return ask(`conversations.${kind}`, where);
    case 'block':
    case 'unblock':
      return ask(`blocks.${kind}`, { userId: other.id });
    case 'follow':
      return ask('graph.follow', { userId: other.id });
    case 'arrange': {
      const how = [{ isPinned: true }, { isArchived: true }, { mute: 'always' }, { isMarkedUnread: true }][number % 4];
      return ask('conversations.arrange', { conversationIds: [where.conversationId], ...how });
    }
    case 'draft':
      return ask('conversations.saveDraft', { ...where, text: number % 3 === 0 ? '' : `${number}` });
    case 'archiveOlder':
      return ask('inbox.archiveOlder', { before: new Date(world.clock.now() + 1).toISOString() });
    case 'receipts':
      return ask('settings.update', { readReceipts: number % 2 === 0 });
  }
}

async function revsHeard(socket: RawSocket): Promise<number[]> {
  await socket.call('accounts.listSessions', {});
  return socket.pending().flatMap((frame) => (frame.type === 'update' ? [frame.rev] : []));
}

let storyCount = 0;

async function tellStory(story: readonly Act[][]): Promise<void> {
  storyCount += 1;
  const people = await Promise.all(['ana', 'bo', 'cy'].map((name) => world.person(`${name}${storyCount}`)));
  const [ana, bo, cy] = people as [Person, Person, Person];
  for (const [a, b] of [
    [ana, bo],
    [bo, cy],
    [cy, ana],
  ] as const)
    await world.befriend(a, b);
  const devices: Device[] = await Promise.all(
    people.map(async (person) => ({ person, socket: await person.socket() })),
  );
  for (const step of story) await Promise.all(step.map((act) => perform(devices, act)));
  for (const { person, socket } of devices) {
    const revs = await revsHeard(socket);
    const reached = await world.server.store.read.inbox.rev(person.id);
    expect([...revs].sort((a, b) => a - b)).toEqual(Array.from({ length: reached }, (_, i) => i + 1));
    socket.close();
  }
}

test('INB-1e whatever mixture happens, every revision of everybody’s inbox is heard exactly once', async () => {
  await fc.assert(fc.asyncProperty(aStory, tellStory), { numRuns: 8, seed: 20260615, endOnFailure: true });
});

test('INB-1e what is stored together is one revision, with all that changed in it', async () => {
  const [me, ...others] = (await Promise.all(['me', 'o1', 'o2', 'o3'].map((name) => world.person(name)))) as [
    Person,
    ...Person[],
  ];
  for (const other of others) {
    await world.befriend(me, other);
    await say(other, me, 'to be read');
  }
  const socket = await me.socket();
  const marks = others.map((other) => ({ conversationId: directConversationId(me.id, other.id), seq: 1 }));
  // While the first batch waits for the row of mine, the others meet in the next; there is nothing of that conversation to clear.
  const conversationId = directConversationId(me.id, '1234567' as typeof me.id);
  const marking = await world.server.store.transaction(async (write) => {
    await write.conversations.clear({ userId: me.id, conversationId, isListed: true });
    const answers = marks.map((mark) => socket.call('conversations.markRead', mark));
    await socket.call('accounts.listSessions', {});
    await lockIsWaitedFor(world.address);
    return { answers };
  });
  await Promise.all(marking.answers);
  const updates = socket.pending().flatMap((frame) => (frame.type === 'update' ? [frame] : []));
  expect(updates.map(({ rev }) => rev)).toEqual(Array.from({ length: updates.length }, (_, i) => 4 + i));
  expect(updates.length).toBeLessThan(others.length);
  expect(updates.flatMap(({ changes }) => changes)).toHaveLength(others.length);
  socket.close();
});
