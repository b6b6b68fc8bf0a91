// Messages that hold photos, videos, files and voice notes: who may send them where, and who may see them for how long.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import {
  type AttachmentId,
  type ConversationId,
  directConversationId,
  limits,
  type MethodInput,
} from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepMedia } from './index.ts';
import { localMediaStore } from './media-store.ts';
import { getMedia, jpeg, mp4, ogg, upload } from './uploads.fixture.ts';

let world: World;
let ana: Person;
let bo: Person;
let photo: Buffer;

beforeAll(async () => {
  world = await startWorld();
  [ana, bo, photo] = await Promise.all([world.person('ana'), world.person('bo'), jpeg()]);
  await world.befriend(ana, bo);
});
afterAll(() => world.close());

type Content = MethodInput<'messages.send'>['content'];
let count = 0;
const saying = (content: Content) => ({ clientMessageId: `m${(count += 1)}`, content });
const media = (ids: readonly AttachmentId[], text?: string): Content => ({
  kind: 'media',
  attachmentIds: [...ids],
  ...(text === undefined ? {} : { text }),
});
const aPhoto = async (by: Person): Promise<AttachmentId> => (await upload(world, by, 'kind=photo', photo)).id;

/** A friend of a new person, to whom a photo was sent. */
async function aPhotoSent() {
  const [cy, di] = [await world.somebody('cy'), await world.somebody('di')];
  await world.befriend(cy, di);
  const id = await aPhoto(cy);
  const sent = await cy.call('messages.send', { recipientId: di.id, ...saying(media([id])) });
  return { cy, di, id, ...sent };
}
const status = async (who: Person, id: AttachmentId): Promise<number> =>
  (await getMedia(world, who, `${id}/original`)).status;
const folderOf = (id: AttachmentId): string => {
  const part = id.split('-')[1] ?? '';
  return `${world.mediaDir}/${part.slice(0, 2)}/${part.slice(2, 4)}/${id}`;
};

describe('a message', () => {
  test('MED-9 holds up to nine photos and videos in their order, with a caption that is text like any other', async () => {
    const clip = await upload(world, ana, 'kind=video', mp4());
    const ids = [clip.id, ...(await Promise.all(Array.from({ length: 8 }, () => aPhoto(ana))))];
    const socket = await bo.socket();
    const { conversationId, seq } = await ana.call('messages.send', {
      recipientId: bo.id,
      ...saying(media(ids, 'us, see example.com')),
    });
    const { messages } = await bo.call('messages.list', { conversationId });
    const { content } = messages.find((one) => one.seq === seq) ?? {};
    expect(content).toMatchObject({
      kind: 'media',
      text: 'us, see example.com',
      entities: [{ kind: 'link' }],
      attachments: ids.map((id) => ({ id })),
    });
    expect(content?.kind === 'media' && content.attachments[0]).toEqual(clip);
    const update = await socket.next('update');
    expect(update.changes[0]).toMatchObject({ type: 'message.created', message: { content } });
    const { conversations } = await bo.call('inbox.list', {});
    expect(conversations[0]).toMatchObject({ lastMessage: { content }, unreadCount: 1 });
    socket.close();
    for (const id of ids) expect(await status(bo, id)).toBe(200);
  });

  test('MED-9 holds a file, or a voice note, each by itself', async () => {
    const file = await upload(world, ana, 'kind=file&name=a.txt', Buffer.from('hello'));
    const voice = await upload(world, ana, 'kind=voice&durationMs=900', ogg());
    for (const [kind, attachment] of [
      ['file', file],
      ['voice', voice],
    ] as const) {
      const { conversationId, seq } = await ana.call('messages.send', {
        recipientId: bo.id,
        ...saying({ kind, attachmentIds: [attachment.id] }),
      });
      const { messages } = await bo.call('messages.list', { conversationId, aroundSeq: seq });
      const found = messages.find((one) => one.seq === seq);
      expect(found?.content).toEqual({ kind, text: '', entities: [], attachments: [attachment] });
      expect(found?.unsentAt).toBeUndefined();
      expect(await status(bo, attachment.id)).toBe(200);
    }
  });

  test('MED-10 takes what its sender uploaded, as what it is, each once', async () => {
    const [mine, theirs] = [await aPhoto(ana), await aPhoto(bo)];
    const file = await upload(world, ana, 'kind=file&name=a', Buffer.from('x'));
    const none = `${ana.id}-${'0'.repeat(32)}` as AttachmentId;
    const refused = async (content: Content) => {
      const { code, field } = await ana.refused('messages.send', { recipientId: bo.id, ...saying(content) });
      return `${code} ${field}`;
    };
    const field = 'invalid_input content.attachmentIds';
    expect(await refused(media([theirs]))).toBe(field);
    expect(await refused(media([none]))).toBe(field);
    expect(await refused(media([mine, mine]))).toBe(field);
    expect(await refused(media([mine, file.id]))).toBe(field);
    expect(await refused({ kind: 'voice', attachmentIds: [file.id] })).toBe(field);
    expect(await refused(media(Array.from({ length: limits.mediaPerMessageMax + 1 }, () => mine)))).toBe(field);
    expect(await refused(media([]))).toBe(field);
    expect(await refused({ kind: 'file', attachmentIds: [file.id, file.id] })).toBe(field);
    await ana.call('messages.send', { recipientId: bo.id, ...saying(media([mine])) });
    expect(await refused(media([mine]))).toBe(field);
  });

  test('MED-10 of many that take one at once, one gets it', async () => {
    const eve = await world.somebody('eve');
    const friends = await Promise.all(Array.from({ length: 6 }, () => world.somebody('fay')));
    for (const friend of friends) await world.befriend(eve, friend);
    const id = await aPhoto(eve);
    const answers = await Promise.all(
      friends.map((friend) =>
        world.request('messages.send', {
          body: { recipientId: friend.id, ...saying(media([id])) },
          headers: { authorization: `Bearer ${eve.token}` },
        }),
      ),
    );
    const codes = answers.map(({ refusal }) => refusal?.field ?? 'sent').sort();
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'content.attachmentIds'), 'sent']);
    const seen = await Promise.all(friends.map((friend) => status(friend, id)));
    expect(seen.filter((one) => one === 200)).toHaveLength(1);
  });

  test('MED-10 MSG-2 sent again under its name gives the first answer, though its photo is taken by then', async () => {
    const message = { recipientId: bo.id, ...saying(media([await aPhoto(ana)])) };
    const first = await ana.call('messages.send', message);
    expect(await ana.call('messages.send', message)).toEqual(first);
  });

  test('MED-9 MSG-6 a caption is edited like a text, and the photo stays', async () => {
    const { cy, di, id, conversationId, seq } = await aPhotoSent();
    const { message } = await cy.call('messages.edit', { conversationId, seq, content: { kind: 'text', text: 'us' } });
    expect(message.content).toMatchObject({ kind: 'media', text: 'us', attachments: [{ id }] });
    const { messages } = await di.call('messages.list', { conversationId });
    expect(messages[0]?.content).toEqual(message.content);
    expect(await status(di, id)).toBe(200);
  });
});

describe('a caption', () => {
  const edited = (conversationId: ConversationId, seq: number, text: string) => ({
    ...{ conversationId, seq },
    content: { kind: 'text', text } as const,
  });

  test('MED-9 may be taken away, and nothing is left then but the photo; a text may not', async () => {
    const { cy, di, id, conversationId, seq } = await aPhotoSent();
    await cy.call('messages.edit', edited(conversationId, seq, 'us'));
    const { message } = await cy.call('messages.edit', edited(conversationId, seq, ''));
    expect(message.content).toMatchObject({ kind: 'media', text: '', entities: [], attachments: [{ id }] });
    expect((await di.call('inbox.list', {})).conversations[0]).toMatchObject({ unreadCount: 1 });
    expect((await di.call('search.messages', { query: 'us' })).hits).toEqual([]);
    const text = await cy.call('messages.send', { recipientId: di.id, ...saying({ kind: 'text', text: 'a text' }) });
    const refusal = await cy.refused('messages.edit', edited(conversationId, text.seq, ''));
    expect([refusal.code, refusal.field]).toEqual(['invalid_input', 'content.text']);
    expect((await di.refused('messages.edit', edited(conversationId, seq, ''))).code).toBe('not_found');
  });

  test('REQ-2a MSG-6a is not edited where the message would be a request by now', async () => {
    const { cy, di, conversationId, seq } = await aPhotoSent();
    await di.call('settings.update', { othersMayRequest: true });
    await di.call('graph.unfollow', { userId: cy.id });
    const refusal = await cy.refused('messages.edit', edited(conversationId, seq, 'us'));
    expect([refusal.code, refusal.details]).toEqual(['request_text_only', { name: di.handle }]);
  });
});

describe('a request', () => {
  test('REQ-2a is text alone, and says so whatever became of it', async () => {
    const [gus, hal] = [await world.somebody('gus'), await world.somebody('hal')];
    await hal.call('settings.update', { othersMayRequest: true });
    const conversationId = directConversationId(gus.id, hal.id);
    const id = await aPhoto(gus);
    const tried = () => gus.refused('messages.send', { recipientId: hal.id, ...saying(media([id])) });
    const first = await tried();
    expect([first.code, first.details]).toEqual(['request_text_only', { name: hal.handle }]);
    expect((await hal.call('requests.list', {})).requests).toEqual([]);
    await gus.call('messages.send', { recipientId: hal.id, ...saying({ kind: 'text', text: 'may I?' }) });
    expect(await tried()).toEqual(first);
    await hal.call('requests.decline', { conversationId });
    expect(await tried()).toEqual(first);
    await hal.call('requests.undoDecline', { conversationId });
    await hal.call('requests.accept', { conversationId });
    await gus.call('messages.send', { recipientId: hal.id, ...saying(media([id])) });
    expect(await status(hal, id)).toBe(200);
  });

  test('REQ-2a what admission refuses comes first', async () => {
    const { cy, di, conversationId } = await aPhotoSent();
    const id = await aPhoto(cy);
    const tried = async () => (await cy.refused('messages.send', { recipientId: di.id, ...saying(media([id])) })).code;
    await di.call('settings.update', { messagesFrom: 'no_one' });
    expect(await tried()).toBe('no_messages');
    await di.call('blocks.block', { userId: cy.id });
    expect(await tried()).toBe('not_available');
    expect(conversationId).toBe(directConversationId(cy.id, di.id));
  });
});

describe('who may see it', () => {
  test('MED-11 is who sees the message now: nobody else, and nobody who hid or cleared it', async () => {
    const { cy, di, id, conversationId, seq } = await aPhotoSent();
    expect([await status(cy, id), await status(di, id), await status(bo, id)]).toEqual([200, 200, 404]);
    await di.call('messages.hide', { conversationId, seqs: [seq] });
    expect([await status(cy, id), await status(di, id)]).toEqual([200, 404]);
    await cy.call('conversations.clear', { conversationId });
    expect(await status(cy, id)).toBe(404);
  });

  test('MED-11 history stays what it is after a block, for both', async () => {
    const { cy, di, id } = await aPhotoSent();
    await di.call('blocks.block', { userId: cy.id });
    expect([await status(cy, id), await status(di, id)]).toEqual([200, 200]);
  });

  test('MED-12 MSG-7 unsent it is gone at once, from storage too, and stays a placeholder', async () => {
    const { cy, di, id, conversationId, seq } = await aPhotoSent();
    expect(existsSync(folderOf(id))).toBe(true);
    // Without a caption its text is empty, as an unsent one's is.
    expect((await di.call('inbox.list', {})).conversations[0]?.unreadCount).toBe(1);
    expect((await cy.call('messages.unsend', { conversationId, seq })).cleared).toContain('media');
    expect([await status(cy, id), await status(di, id), existsSync(folderOf(id))]).toEqual([404, 404, false]);
    const { messages } = await di.call('messages.list', { conversationId });
    expect(messages[0]?.content).toEqual({ kind: 'text', text: '', entities: [] });
    expect(messages[0]?.unsentAt).toBeDefined();
    const [row] = (await di.call('inbox.list', {})).conversations;
    expect(row?.unreadCount).toBe(0);
  });

  test('MED-12 what a server left behind is swept up, and what was never sent', async () => {
    const clock = world.clock;
    const deps = { store: world.server.store, clock, media: localMediaStore(world.mediaDir), onFault: () => undefined };
    const { id: sent } = await aPhotoSent();
    const unsent = await aPhoto(ana);
    clock.advance(2 * limits.unattachedMs);
    await sweepMedia(deps);
    expect([existsSync(folderOf(sent)), existsSync(folderOf(unsent))]).toEqual([true, false]);
    expect(await world.server.store.read.media.gone(10)).toEqual([]);
    expect(await readdir(`${world.mediaDir}/incoming`)).toEqual([]);
  });

  test('MED-12 what cannot be deleted keeps nothing else from being deleted', async () => {
    const faults: unknown[] = [];
    const local = localMediaStore(world.mediaDir);
    const [stuck, other] = [await aPhoto(ana), await aPhoto(ana)];
    const media = {
      ...local,
      delete: (id: AttachmentId) => (id === stuck ? Promise.reject(new Error('stuck')) : local.delete(id)),
    };
    const deps = { store: world.server.store, clock: world.clock, onFault: (fault: unknown) => faults.push(fault) };
    world.clock.advance(2 * limits.unattachedMs);
    await sweepMedia({ ...deps, media });
    expect([existsSync(folderOf(stuck)), existsSync(folderOf(other)), faults.length]).toEqual([true, false, 1]);
    await sweepMedia({ ...deps, media: local });
    expect([existsSync(folderOf(stuck)), await world.server.store.read.media.gone(10)]).toEqual([false, []]);
  });
});
