import { describe, expect, test } from 'vitest';
import { personId } from '../testing/samples.ts';
import { connectedWorld, type World } from '../testing/world.ts';

const bob = personId(1);

function bobTypes({ network, server }: World): void {
  const { id: conversationId } = server.conversation(bob);
  network.say({ type: 'notice', notice: { type: 'typing.started', conversationId, userId: bob } });
}

describe('typing', () => {
  test('RCPT-2 shows for 6 seconds, longer while it is renewed', async () => {
    const world = await connectedWorld();
    const handle = world.client.conversation({ userId: bob });
    bobTypes(world);
    await world.clock.advance(4_000);
    expect(handle.state.typingUserIds).toEqual([bob]);
    bobTypes(world);
    await world.clock.advance(4_000);
    expect(handle.state.typingUserIds).toEqual([bob]);
    await world.clock.advance(4_000);
    expect(handle.state.typingUserIds).toEqual([]);
  });

  test('RCPT-2 ends with the message', async () => {
    const world = await connectedWorld();
    world.server.receive(bob, 'hi');
    await world.clock.advance(50);
    bobTypes(world);
    await world.clock.advance(50);
    world.server.receive(bob, 'there');
    await world.clock.advance(50);
    expect(world.client.conversation({ userId: bob }).state.typingUserIds).toEqual([]);
  });

  test('RCPT-2 is told at most every 3 seconds, and only while connected', async () => {
    const { client, server, network, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    for (let count = 0; count < 40; count += 1) {
      handle.startTyping();
      await clock.advance(100);
    }
    expect(server.callCounts.get('conversations.startTyping')).toBe(2);
    network.break();
    handle.startTyping();
    await clock.advance(5_000);
    expect(server.callCounts.get('conversations.startTyping')).toBe(2);
  });
});
