// A client trusts that a revision which did not come was lost. So none may ever be missing, come twice, or come for nothing.
import { directConversationId } from '@parley/contract';
import { newText, startWorld, type Person, type RawSocket, type World } from '@parley/testkit';
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
  'delivered',
  'hide',
  'clear',
  'delete',
  'block',
  'unblock',
  'follow',
  'receipts',
] as const;
const anAct: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  whom: fc.nat(1),
  kind: fc.constantFrom(...kinds),
  number: fc.integer({ min: 1, max: 12 }),
});
/** Acts of one step happen at the same moment. */
const aStory = fc.array(fc.array(anAct, { minLength: 1, maxLength: 6 }), { minLength: 3, maxLength: 8 });

/** Some of it is refused, or changes nothing: what matters is what is heard. */
function perform(people: readonly Person[], { who, whom, kind, number }: Act): Promise<void> {
  const actor = people[who] as Person;
  const other = people[(who + 1 + whom) % 3] as Person;
  const ask = async (method: string, body: unknown): Promise<void> => {
    const { status } = await world.request(method, { body, headers: { authorization: `Bearer ${actor.token}` } });
    expect(status, method).toBeLessThan(500);
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
  const [ana, bo, cy] = await Promise.all(['ana', 'bo', 'cy'].map((name) => world.person(`${name}${storyCount}`)));
  const people = [ana, bo, cy] as Person[];
  for (const [a, b] of [
    [ana, bo],
    [bo, cy],
    [cy, ana],
  ] as [Person, Person][])
    await world.befriend(a, b);
  const sockets = await Promise.all(people.map((person) => person.socket()));
  for (const step of story) await Promise.all(step.map((act) => perform(people, act)));
  for (const [index, { id }] of people.entries()) {
    const revs = await revsHeard(sockets[index] as RawSocket);
    const reached = await world.server.store.read.inbox.rev(id);
    expect([...revs].sort((a, b) => a - b)).toEqual(Array.from({ length: reached }, (_, i) => i + 1));
  }
  for (const socket of sockets) socket.close();
}

test('INB-1e whatever mixture happens, every revision of everybody’s inbox is heard exactly once', async () => {
  await fc.assert(fc.asyncProperty(aStory, tellStory), { numRuns: 12, seed: 20260615, endOnFailure: true });
});
