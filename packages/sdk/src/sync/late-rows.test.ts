// Some news are passed by where the row that they change is not there. The row may be on its way just then, as it was before them.
import { expect, test } from 'vitest';
import type { FakeServer } from '../testing/fake-server.ts';
import { personId } from '../testing/samples.ts';
import { makeWorld, ready } from '../testing/world.ts';

const bob = personId(1);
const draft = (server: FakeServer): void =>
  void server.call('conversations.saveDraft', { conversationId: server.conversation(bob).id, text: 'well' });

test.each<[string, (server: FakeServer) => void]>([
  ['how far mine was seen', (server) => server.peerReads(bob)],
  ['a draft', draft],
])('INB-1d %s, told while the row is on its way, is in the row', async (_, change) => {
  const { client, server, network, clock } = makeWorld();
  server.call('messages.send', { recipientId: bob, clientMessageId: 'mine', content: { text: 'hi' } });
  const letThrough = network.hold('inbox.list');
  client.connect();
  await clock.advance(1_000);
  change(server);
  await clock.advance(1_000);
  letThrough();
  await clock.advance(1_000);
  expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  expect(server.callCounts.get('conversations.get')).toBe(1);
});

test('INB-1d a row that is as new as what passed it by is not asked for again', async () => {
  const { client, server, clock } = makeWorld();
  client.connect();
  await clock.advance(1_000);
  server.call('messages.send', { recipientId: bob, clientMessageId: 'mine', content: { text: 'hi' } });
  await clock.advance(1_000);
  server.peerReads(bob);
  draft(server);
  await clock.advance(1_000);
  expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  expect(server.callCounts.get('conversations.get')).toBeUndefined();
});
