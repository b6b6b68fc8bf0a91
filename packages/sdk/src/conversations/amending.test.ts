import { describe, expect, test } from 'vitest';
import { memoryLocalStore } from '../local/index.ts';
import { personId } from '../testing/samples.ts';
import { connectedWorld, keptOutbox, makeWorld, ready, shown } from '../testing/world.ts';

const bob = personId(1);

describe('what is done with messages after they were sent', () => {
  test('MSG-6c without a connection nothing waits to be edited or unsent: the caller is told, and all stays as it was', async () => {
    const { client, server, network, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    handle.open();
    handle.send('mine');
    await clock.advance(1_000);
    network.isReachable = false;
    network.break();
    await clock.advance(0);
    const offline = { kind: 'offline' };
    const told = [
      expect(handle.edit(1, 'edited')).rejects.toMatchObject(offline),
      expect(handle.unsend(1)).rejects.toMatchObject(offline),
    ];
    await clock.advance(1_000);
    await Promise.all(told);
    network.isReachable = true;
    await clock.advance(60_000);
    expect([shown(handle.state), server.all(bob)[0]?.content.text]).toEqual([['mine'], 'mine']);
  });

  test('MSG-4a what a reply answers is asked for where it is not loaded, and what it was is kept between two starts', async () => {
    const localStore = memoryLocalStore();
    const kept = { localStore, outboxStorage: keptOutbox() };
    const world = makeWorld(kept);
    const { server, network, clock } = world;
    for (let count = 1; count <= 120; count += 1) server.receive(bob, `${count}`);
    world.client.connect();
    await clock.advance(1_000);
    const handle = world.client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    server.receive(bob, 'to that', 3);
    await clock.advance(1_000);
    expect(ready(handle.state).quoted.get(3)).toEqual(server.all(bob)[2]);
    server.amend(bob, 3, 'three');
    await clock.advance(5_000);
    expect(ready(handle.state).quoted.get(3)?.content.text).toBe('three');
    world.client.close();
    network.isReachable = false;
    const again = world.startAgain(kept);
    again.connect();
    await clock.advance(100);
    const offline = again.conversation({ userId: bob });
    offline.open();
    expect(ready(offline.state).quoted.get(3)?.content.text).toBe('three');
    server.amend(bob, 3);
    network.isReachable = true;
    await clock.advance(60_000);
    expect(ready(offline.state).quoted.get(3)).toMatchObject({ content: { text: '' }, unsentAt: expect.any(String) });
  });
});
