// Two nodes with one database and one folder: what is decided on one holds on the other.
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { type AttachmentId, directConversationId, type UserId } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { addNodes, callOn, type Nodes } from '@parley/testkit/gates';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyMediaStore } from './media-store.ts';
import { readWhileSeen } from './read-media.ts';
import { jpeg, mp4, upload } from './uploads.fixture.ts';

let world: World;
let nodes: Nodes;
let far: number;

beforeAll(async () => {
  world = await startWorld();
  const many = { messagesPerDay: 1e6, newPeoplePerDay: 1e6, messagesPerPace: 1e6, lookupsPerHour: 1e6 };
  nodes = await addNodes(world, 1, many);
  far = nodes.ports[1] ?? 0;
});
afterAll(async () => {
  await nodes.close();
  await world.close();
});

const holding = (id: AttachmentId, clientMessageId: string) => ({
  clientMessageId,
  content: { kind: 'media' as const, attachmentIds: [id] },
});
const readOn = (port: number, { token }: Person, path: string): Promise<Response> =>
  fetch(`http://localhost:${port}/v1/media/${path}`, { headers: { authorization: `Bearer ${token}` } });

async function twoFriends(): Promise<[Person, Person]> {
  const [one, two] = [await world.somebody('one'), await world.somebody('two')];
  await world.befriend(one, two);
  return [one, two];
}

test('MED-10 of two messages that take one photo on two nodes at once, one gets it', async () => {
  const [ana, bo] = await twoFriends();
  const cy = await world.somebody('cy');
  await world.befriend(ana, cy);
  for (let round = 0; round < 8; round += 1) {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    const answers = await Promise.all(
      [bo, cy].map((friend, index) =>
        callOn(nodes.ports[index] ?? 0, ana, 'messages.send', { recipientId: friend.id, ...holding(id, `r${round}`) }),
      ),
    );
    expect(answers.map(({ refusal }) => refusal?.field ?? 'sent').sort()).toEqual(['content.attachmentIds', 'sent']);
    const seen = await Promise.all([bo, cy].map((friend) => readOn(far, friend, `${id}/thumb`)));
    expect(seen.map(({ status }) => status).sort()).toEqual([200, 404]);
  }
});

test('MED-10 MSG-2 one message sent on two nodes at once is one message, and holds its photo', async () => {
  const [ana, bo] = await twoFriends();
  for (let round = 0; round < 8; round += 1) {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    const body = { recipientId: bo.id, ...holding(id, `o${round}`) };
    const [here, there] = await Promise.all(nodes.ports.map((port) => callOn(port, ana, 'messages.send', body)));
    expect(here).toEqual({ output: expect.objectContaining({ seq: round + 1 }) });
    expect(there).toEqual(here);
  }
});

test('MED-12 MSG-7 unsent on one node it is gone on the other, also for whoever is reading it', async () => {
  const [ana, bo] = await twoFriends();
  const length = 40 * 1024 * 1024;
  const { id } = await upload(world, ana, 'kind=video', mp4(length));
  const { seq } = await ana.call('messages.send', { recipientId: bo.id, ...holding(id, 'v') });
  const reading = await readOn(far, bo, `${id}/original`);
  const reader = reading.body?.getReader();
  expect([reading.status, (await reader?.read())?.done]).toEqual([200, false]);
  await ana.call('messages.unsend', { conversationId: directConversationId(ana.id, bo.id), seq });
  expect((await readOn(far, bo, `${id}/original`)).status).toBe(404);
  world.clock.advance(20_000);
  const rest = async (): Promise<void> => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow();
});

test('MED-12 what nobody reads after all is closed', async () => {
  const { store } = world.server;
  const deps = { store, clock: world.clock, media: emptyMediaStore };
  const bytes = Readable.from(['a film']);
  const key = { id: `1-${'0'.repeat(32)}` as AttachmentId, variant: 'original' as const };
  const given = readWhileSeen(deps, '1' as UserId, { key }, bytes);
  given.destroy();
  await once(bytes, 'close');
  expect(bytes.destroyed).toBe(true);
});

test('MED-12 a message that is sent and unsent at once on two nodes leaves nothing to see', async () => {
  const [ana, bo] = await twoFriends();
  const conversationId = directConversationId(ana.id, bo.id);
  for (let seq = 1; seq <= 8; seq += 1) {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    const sending = callOn(far, ana, 'messages.send', { recipientId: bo.id, ...holding(id, `u${seq}`) });
    const unsending = (async () => {
      for (let tries = 0; tries < 200; tries += 1) {
        const { output } = await callOn(world.server.port, ana, 'messages.unsend', { conversationId, seq });
        if (output) return;
      }
      throw new Error('there was nothing to unsend');
    })();
    await Promise.all([sending, unsending]);
    for (const port of nodes.ports) expect((await readOn(port, bo, `${id}/original`)).status).toBe(404);
    expect(await world.server.store.read.media.byId([id])).toEqual(new Map());
  }
});
