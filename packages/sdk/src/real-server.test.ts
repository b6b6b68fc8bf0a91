// The client and the server that ships, over real sockets.
import { type Person, startWorld, type World } from '@parley/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from './client.ts';
import type { Client } from './client-types.ts';
import type { ConversationHandle } from './conversations/conversation-types.ts';
import { tinyPhoto } from './testing/photo.ts';
import { ready, shown } from './testing/world.ts';

describe('on the real server', () => {
  let world: World;
  let alice: Person;
  let bob: Person;
  const clients: Client[] = [];

  beforeAll(async () => {
    world = await startWorld({ shareOrigins: ['https://videos.example'] });
    [alice, bob] = await Promise.all([world.person('alice'), world.person('bob')]);
    await world.befriend(alice, bob);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(() => world.close());

  function clientOf(person: Person): Client {
    const client = createClient({ url: world.url, token: person.token });
    clients.push(client);
    return client;
  }

  async function connected(person: Person, other: Person): Promise<{ client: Client; handle: ConversationHandle }> {
    const client = clientOf(person);
    const handle = client.conversation({ userId: other.id });
    handle.open();
    client.connect();
    await until(client, () => handle.state.status === 'ready' && client.inbox.state.status === 'ready');
    return { client, handle };
  }

  test('MSG-1 MSG-3 RCPT-1 two people talk, and each sees what the other received and read', async () => {
    const [hers, his] = [await connected(alice, bob), await connected(bob, alice)];
    for (const text of ['hello', 'are you there?']) hers.handle.send(text);
    his.handle.send('yes');
    const isWhole = (handle: ConversationHandle) => () => ready(handle.state).messages.length === 3;
    await until(hers.client, isWhole(hers.handle));
    await until(his.client, isWhole(his.handle));
    expect(shown(hers.handle.state)).toEqual(shown(his.handle.state));

    his.handle.markRead(3);
    await until(hers.client, () => ready(hers.handle.state).conversation.peerReceiptSeq === 3);
    await until(his.client, () => ready(his.client.inbox.state).unreadConversationCount === 0);

    const fresh = await connected(alice, bob);
    expect(ready(hers.client.inbox.state)).toEqual(ready(fresh.client.inbox.state));
    expect(ready(hers.handle.state)).toEqual(ready(fresh.handle.state));
  });

  test('MED-9 a photo is uploaded, sent like a text, and read by the other', async () => {
    const [hers, his] = [await connected(alice, bob), await connected(bob, alice)];
    const told: number[][] = [];
    const photo = await hers.client.media.upload(new Blob([tinyPhoto()]), {
      kind: 'photo',
      onProgress: (...progress) => void told.push(progress),
    });
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
    const clientMessageId = hers.handle.send('look', { attachments: [photo] });
    expect(hers.handle.state.pending[0]?.content).toEqual({ kind: 'media', attachmentIds: [photo.id], text: 'look' });
    const seen = () => (his.handle.state.status === 'ready' ? his.handle.state.messages.at(-1)?.content : undefined);
    await until(his.client, () => seen()?.kind === 'media');
    expect(seen()).toEqual({ kind: 'media', text: 'look', entities: [], attachments: [photo] });
    const isMine = () => ready(hers.handle.state).messages.some((one) => one.clientMessageId === clientMessageId);
    await until(hers.client, isMine);
    const headers = { authorization: `Bearer ${bob.token}` };
    const answer = await fetch(his.client.media.url(photo.id, 'thumb'), { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });

  test('MED-13 a video takes its poster with it, and goes without one that cannot be drawn', async () => {
    const { media } = clientOf(alice);
    const video = new TextEncoder().encode('\0\0\0\x18ftypisom and so on');
    const poster = new Blob([tinyPhoto()]);
    const facts = { kind: 'video', durationMs: 9_000 } as const;
    const film = { ...facts, mime: 'video/mp4', bytes: video.length, id: expect.any(String) };
    const preview = expect.stringMatching(/^data:image/);
    const withOne = await media.upload(video, { ...facts, poster });
    expect(withOne).toEqual({ ...film, width: 2, height: 2, hasPoster: true, preview });
    const without = await media.upload(video, { ...facts, poster: new Blob(['no photo']) });
    expect(without).toEqual(film);
    const headers = { authorization: `Bearer ${alice.token}` };
    const thumbs = [withOne, without].map(({ id }) => fetch(media.url(id, 'thumb'), { headers }));
    expect((await Promise.all(thumbs)).map(({ status }) => status)).toEqual([200, 404]);
  });

  test('STK-1 SHR-1 a sticker and a shared video go through the outbox, and are read by the other', async () => {
    const [hers, his] = [await connected(alice, bob), await connected(bob, alice)];
    const { packs } = await hers.client.call('stickers.list', {});
    const { id, url } = packs[0]?.stickers[0] ?? {};
    if (id === undefined) throw new Error('there are no stickers');
    const cover = await hers.client.media.upload(new Blob([tinyPhoto()]), { kind: 'photo' });
    hers.handle.send('', { sticker: id });
    const card = { url: 'https://videos.example/v/1', title: 'Waves', authorName: 'Cy' };
    hers.handle.send('look', { share: { ...card, cover } });
    expect(hers.handle.state.pending.map(({ content }) => content)).toEqual([
      { kind: 'sticker', stickerId: id, text: '' },
      { kind: 'share', ...card, coverAttachmentId: cover.id, text: 'look' },
    ]);
    const seen = () => (his.handle.state.status === 'ready' ? his.handle.state.messages.at(-1)?.content : undefined);
    await until(his.client, () => seen()?.kind === 'share');
    expect(seen()).toEqual({ kind: 'share', text: 'look', entities: [], share: { ...card, cover } });
    const sticker = ready(his.handle.state).messages.at(-2)?.content;
    expect(sticker).toEqual({ kind: 'sticker', text: '', entities: [], sticker: { id, url } });
  });

  test('MED-2 an upload is refused, or stopped, by a CallError', async () => {
    const { media } = clientOf(alice);
    const text = new TextEncoder().encode('no photo');
    await expect(media.upload(text, { kind: 'photo' })).rejects.toMatchObject({
      kind: 'refused',
      refusal: { code: 'media_not_usable' },
    });
    await expect(media.upload(text, { kind: 'file', name: 'a', signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'offline',
    });
  });

  test('MSG-8 what happened while away, on another device too, is there after coming back', async () => {
    const [hers, other, his] = [await connected(alice, bob), await connected(alice, bob), await connected(bob, alice)];
    const before = ready(hers.handle.state).messages.length;
    hers.client.close();
    his.handle.send('one more');
    await until(other.client, () => ready(other.handle.state).messages.length === before + 1);
    await other.handle.hide([1]);
    hers.client.connect();
    await until(hers.client, () => ready(hers.handle.state).messages.at(-1)?.content.text === 'one more');
    await until(other.client, () => ready(other.handle.state).messages.length === before);
    expect(ready(hers.handle.state).messages).toEqual(ready(other.handle.state).messages);
  });

  test('MSG-4a MSG-6 MSG-7 what one edits, unsends and answers shows so to the other, as to whoever comes later', async () => {
    const [hers, his] = [await connected(alice, bob), await connected(bob, alice)];
    const seqOf = (text: string) => ready(his.handle.state).messages.find(({ content }) => content.text === text)?.seq;
    const seen = async (text: string): Promise<number> => {
      await until(his.client, () => seqOf(text) !== undefined);
      return seqOf(text) ?? 0;
    };
    for (const text of ['a typo', 'a regret']) hers.handle.send(text);
    const [typo, regret] = [await seen('a typo'), await seen('a regret')];
    his.handle.send('what?', { replyToSeq: regret });
    await seen('what?');
    await hers.handle.edit(typo, 'no typo');
    expect(await hers.handle.unsend(regret)).toContain('quotes');
    await until(his.client, () => seqOf('no typo') === typo && seqOf('a regret') === undefined);
    await until(hers.client, () => ready(hers.client.inbox.state).conversations[0]?.lastMessage?.replyToSeq === regret);
    const fresh = await connected(bob, alice);
    // How far somebody received comes a moment after the rest.
    const revOf = ({ client }: typeof his) => ready(client.inbox.state).conversations[0]?.rev;
    await until(his.client, () => revOf(his) === revOf(fresh));
    expect(ready(his.handle.state)).toEqual(ready(fresh.handle.state));
    expect(ready(his.client.inbox.state)).toEqual(ready(fresh.client.inbox.state));
    expect(ready(fresh.handle.state).messages.find(({ seq }) => seq === regret)).toMatchObject({
      content: { text: '' },
      unsentAt: expect.any(String),
    });
  });

  test('ADM-6 a refused message says why, and the view says so before', async () => {
    const carol = await world.person('carol');
    const { client, handle } = await connected(carol, bob);
    expect(ready(handle.state).conversation).toMatchObject({
      abilities: { send: false },
      refusal: { code: 'only_friends' },
    });
    handle.send('hi');
    await until(client, () => handle.state.pending[0]?.status === 'failed');
    expect(handle.state.pending).toMatchObject([{ status: 'failed', refusal: { code: 'only_friends' } }]);
    await world.befriend(carol, bob);
    await until(client, () => ready(handle.state).conversation.abilities.send);
  });

  test('ACC-5 a wrong token stops the connection', async () => {
    const client = createClient({ url: world.url, token: 'wrong' });
    clients.push(client);
    client.connect();
    await until(client, () => client.connection.status === 'stopped');
    await expect(client.call('accounts.me', {})).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  });
});

/** Settles when the condition holds; the test's own time limit is what ends a wait in vain. */
function until(client: Client, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.subscribe(() => look());
    function look(): void {
      if (!isSo()) return;
      stop();
      resolve();
    }
    look();
  });
}
