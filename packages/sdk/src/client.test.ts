import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { personId } from './testing/samples.ts';
import { connectedWorld, makeWorld, ready, shown } from './testing/world.ts';

const [bob, carol] = [personId(1), personId(2)];

describe('snapshots', () => {
  test('are the same object until something in them changed', async () => {
    const { client, server, clock } = await connectedWorld();
    server.receive(bob, 'hi');
    server.receive(carol, 'hi');
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    const [inbox, state] = [ready(client.inbox.state), ready(handle.state)];
    server.receive(carol, 'again');
    await clock.advance(1_000);
    expect(handle.state).toBe(state);
    const next = ready(client.inbox.state);
    expect(next).not.toBe(inbox);
    expect(client.inbox.state).toBe(next);
    const bobsRow = (rows: typeof inbox) => rows.conversations.find(({ peer }) => peer.id === bob);
    expect(bobsRow(next)).toBe(bobsRow(inbox));
  });

  test('are announced once a tick, however much changed', async () => {
    const { client, network, server, clock } = await connectedWorld();
    let told = 0;
    const stop = client.subscribe(() => (told += 1));
    const release = network.hold('update');
    for (let count = 0; count < 10; count += 1) server.receive(bob, 'hi');
    await clock.advance(50);
    told = 0;
    for (let count = 0; count < 10; count += 1) client.conversation({ userId: carol }).send('hi');
    await Promise.resolve();
    expect(told).toBe(1);
    stop();
    release();
    await clock.advance(1_000);
    expect(told).toBe(1);
  });

  test('a handle is the same object for the same conversation', async () => {
    const { client } = await connectedWorld();
    expect(client.conversation({ userId: bob })).toBe(client.conversation({ userId: bob }));
  });
});

describe('a conversation', () => {
  test('can be opened before the first message, and shows why one cannot write', async () => {
    const { client, server, clock } = await connectedWorld();
    server.sendAbility = false;
    const handle = client.conversation({ userId: bob });
    expect(handle.state.status).toBe('closed');
    handle.open();
    expect(handle.state.status).toBe('loading');
    await clock.advance(1_000);
    expect(ready(handle.state)).toMatchObject({ messages: [], conversation: { abilities: { send: false } } });
  });

  test('is asked for again when my standing to the other changed, or my account', async () => {
    const { client, server, network, clock } = await connectedWorld();
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    for (const notice of [{ type: 'relation.changed', userId: bob }, { type: 'account.changed' }] satisfies Notice[]) {
      server.sendAbility = !server.sendAbility;
      network.say({ type: 'notice', notice });
      await clock.advance(1_000);
      expect(ready(handle.state).conversation.abilities.send).toBe(server.sendAbility);
    }
  });

  test('passing news reaches whoever listens', async () => {
    const { client, network, clock } = await connectedWorld();
    const heard: Notice[] = [];
    const stop = client.onNotice((notice) => heard.push(notice));
    network.say({ type: 'notice', notice: { type: 'account.changed' } });
    await clock.advance(0);
    stop();
    network.say({ type: 'notice', notice: { type: 'account.changed' } });
    await clock.advance(0);
    expect(heard).toEqual([{ type: 'account.changed' }]);
  });

  test('reads older pages, and jumps to a message and back', async () => {
    const { client, server, clock } = await connectedWorld();
    for (let count = 1; count <= 200; count += 1) server.receive(bob, String(count));
    await clock.advance(1_000);
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    const texts = () => shown(handle.state);
    expect([texts().length, texts()[0]]).toEqual([50, '151']);

    const [older, same] = [handle.loadOlder(), handle.loadOlder()];
    await clock.advance(0);
    await Promise.all([older, same]);
    expect([texts().length, texts()[0]]).toEqual([100, '101']);
    expect(server.callCounts.get('messages.list')).toBe(2);

    void handle.loadAround(10);
    await clock.advance(0);
    expect(ready(handle.state)).toMatchObject({ hasOlder: false, hasNewer: true });
    expect(texts()).toContain('10');
    server.receive(bob, '201');
    await clock.advance(0);
    expect(texts()).not.toContain('201');

    void handle.loadNewer();
    await clock.advance(0);
    expect(texts().at(-1)).toBe('84');
    void handle.loadNewest();
    await clock.advance(0);
    expect([texts().length, texts().at(-1)]).toEqual([50, '201']);
  });

  test('of two jumps the later one counts, whichever is answered first', async () => {
    const { client, server, network, clock } = await connectedWorld();
    for (let count = 1; count <= 200; count += 1) server.receive(bob, String(count));
    await clock.advance(1_000);
    const handle = client.conversation({ userId: bob });
    const release = network.hold('messages.list');
    handle.open();
    void handle.loadAround(10);
    await clock.advance(0);
    const releaseLater = network.hold('messages.list');
    void handle.loadAround(100);
    await clock.advance(0);
    releaseLater();
    await clock.advance(0);
    release();
    await clock.advance(1_000);
    expect(shown(handle.state)).toContain('100');
  });

  test('MSG-1 an older page that comes after a jump leaves no hole', async () => {
    const { client, server, network, clock } = await connectedWorld();
    for (let count = 1; count <= 200; count += 1) server.receive(bob, String(count));
    await clock.advance(1_000);
    const handle = client.conversation({ userId: bob });
    handle.open();
    void handle.loadAround(100);
    await clock.advance(1_000);
    const release = network.hold('messages.list');
    void handle.loadOlder();
    await clock.advance(0);
    network.hold('messages.list')();
    void handle.loadNewest();
    await clock.advance(0);
    release();
    await clock.advance(1_000);
    expect([shown(handle.state).length, shown(handle.state)[0]]).toEqual([50, '151']);
  });

  test('is loaded again by itself after trouble, and at once when asked', async () => {
    const { client, server, network, clock } = await connectedWorld();
    server.receive(bob, 'hi');
    await clock.advance(1_000);
    network.weather = { ...network.weather, fault: 1 };
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(0);
    expect(handle.state).toMatchObject({ status: 'failed', error: { kind: 'fault' } });
    network.weather = { ...network.weather, fault: 0 };
    handle.reload();
    await clock.advance(0);
    expect(shown(handle.state)).toEqual(['hi']);
  });

  test('MSG-8 hiding, clearing and deleting show by themselves', async () => {
    const { client, server, clock } = await connectedWorld();
    server.receive(bob, 'one');
    server.receive(bob, 'two');
    const handle = client.conversation({ userId: bob });
    handle.open();
    await clock.advance(1_000);
    void handle.hide([1]);
    await clock.advance(100);
    expect(shown(handle.state)).toEqual(['two']);
    void handle.clear();
    await clock.advance(100);
    expect(shown(handle.state)).toEqual([]);
    expect(ready(client.inbox.state).conversations).toHaveLength(1);
    void handle.delete();
    await clock.advance(100);
    expect(ready(client.inbox.state).conversations).toHaveLength(0);
  });
});

describe('the inbox', () => {
  test('INB-1 is read page by page, newest first, with whatever came meanwhile', async () => {
    const { client, server, clock } = makeWorld();
    for (let index = 10; index < 80; index += 1) server.receive(personId(index), 'hi');
    client.connect();
    await clock.advance(1_000);
    const inbox = () => ready(client.inbox.state);
    expect(inbox()).toMatchObject({ hasMore: true, unreadConversationCount: 70 });
    expect(inbox().conversations).toEqual(server.conversations().slice(0, 50));

    // An old one that is opened does not stand in the list before those above it do.
    client.conversation({ userId: personId(10) }).open();
    await clock.advance(1_000);
    expect(inbox().conversations).toEqual(server.conversations().slice(0, 50));

    server.receive(personId(10), 'and up again');
    await clock.advance(1_000);
    expect(inbox().conversations).toEqual(server.conversations().slice(0, 51));
    void client.inbox.loadMore();
    await clock.advance(0);
    expect(inbox().hasMore).toBe(false);
    expect(inbox().conversations).toEqual(server.conversations());
  });

  test('is loaded again by itself after trouble', async () => {
    const { client, network, server, clock } = makeWorld();
    server.receive(bob, 'hi');
    network.weather = { ...network.weather, fault: 1 };
    client.connect();
    await clock.advance(0);
    await clock.advance(0);
    expect(client.inbox.state).toMatchObject({ status: 'failed', error: { kind: 'fault' } });
    network.weather = { ...network.weather, fault: 0 };
    await clock.advance(31_000);
    expect(ready(client.inbox.state).conversations).toEqual(server.conversations());
  });
});

describe('the bundle', () => {
  test('takes from the contract only what brings no validation library with it', () => {
    const light = [
      'closeCodes',
      'directConversationId',
      'directConversationPeer',
      'limits',
      'refusalOf',
      'shouldReconnect',
    ];
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(file));
    for (const file of sources) {
      const source = readFileSync(join(import.meta.dirname, file), 'utf8');
      const imports = source.matchAll(/import \{([^}]*)\} from '@parley\/contract'/g);
      const values = [...imports].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
      const heavy = values.filter((name) => name !== '' && !name.startsWith('type ') && !light.includes(name));
      expect({ file, heavy }).toEqual({ file, heavy: [] });
    }
  });
});
