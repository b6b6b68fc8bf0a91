import { expect, test } from 'vitest';
import { personId } from '../testing/samples.ts';
import { connectedWorld, ready } from '../testing/world.ts';

const bob = personId(1);

test.each([
  { missed: 250, pages: 3, shownCount: 251 },
  { missed: 999, pages: 10, shownCount: 1_000 },
  { missed: 1_000, pages: 1, shownCount: 100 },
])(
  'MSG-1 of $missed that were missed, all pages are asked for at once, and no more than the newest where there would be too many',
  async ({ missed, pages, shownCount }) => {
    const { client, server, network, clock } = await connectedWorld();
    server.receive(bob, 'first');
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    network.break();
    server.receiveMany(Array.from({ length: missed }, () => bob));
    server.callCounts.clear();
    const release = network.hold('messages.list');
    await clock.advance(2_000);
    expect(server.callCounts.get('messages.list')).toBe(pages);
    release();
    await clock.advance(1_000);
    expect(server.callCounts.get('messages.list')).toBe(pages);
    const { messages, conversation } = ready(handle.state);
    const firstSeq = missed + 2 - shownCount;
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: shownCount }, (_, at) => firstSeq + at));
    expect([conversation]).toEqual(server.conversations());
  },
);
