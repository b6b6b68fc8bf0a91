// Videos of the platform, passed on as cards.
import { limits, type MethodInput } from '@parley/contract';
import { type Person, say, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getMedia, jpeg, upload } from '../media/uploads.fixture.ts';
import { parseShareOrigins } from './origins.ts';

let world: World;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  world = await startWorld({ shareOrigins: ['https://videos.example', 'http://localhost:3000'] });
});
beforeEach(async () => {
  [ana, bo] = [await world.somebody('ana'), await world.somebody('bo')];
  await world.befriend(ana, bo);
});
afterAll(() => world.close());

type Share = Extract<MethodInput<'messages.send'>['content'], { kind: 'share' }>;
let count = 0;
const card = { kind: 'share', url: 'https://videos.example/v/1?t=2', title: 'Waves' } as const;
const message = (share: Partial<Share> = {}, to = bo) => ({
  recipientId: to.id,
  clientMessageId: `v${(count += 1)}`,
  content: { ...card, ...share },
});
const aPhoto = async (by: Person) => upload(world, by, 'kind=photo', await jpeg());

describe('a card', () => {
  test('SHR-1 says where, what, by whom, with a cover and a caption, and is a message like any other', async () => {
    const cover = await aPhoto(ana);
    const text = 'see example.com';
    const input = message({ authorName: 'Cy', coverAttachmentId: cover.id, text });
    const { conversationId, seq } = await ana.call('messages.send', input);
    const { messages } = await bo.call('messages.list', { conversationId });
    const shown = {
      ...{ kind: 'share', text, entities: [expect.objectContaining({ kind: 'link' })] },
      share: { url: card.url, title: 'Waves', authorName: 'Cy', cover },
    };
    expect(messages[0]?.content).toEqual(shown);
    expect((await bo.call('inbox.list', {})).conversations[0]).toMatchObject({
      ...{ unreadCount: 1, lastMessage: { content: { kind: 'share' } } },
    });
    expect((await getMedia(world, bo, `${cover.id}/thumb`)).status).toBe(200);
    await ana.call('messages.unsend', { conversationId, seq });
    expect((await getMedia(world, bo, `${cover.id}/thumb`)).status).toBe(404);
    const after = await bo.call('messages.list', { conversationId });
    expect(after.messages[0]?.content).toEqual({ kind: 'text', text: '', entities: [] });
  });

  test('SHR-1 needs neither author, cover nor caption, and is unread without any', async () => {
    const { conversationId } = await ana.call('messages.send', message());
    const { messages } = await bo.call('messages.list', { conversationId });
    const { kind, ...share } = card;
    expect(messages[0]?.content).toEqual({ kind, text: '', entities: [], share });
    expect((await bo.call('inbox.list', {})).conversations[0]?.unreadCount).toBe(1);
  });

  test.each<[string, Partial<Share>, string]>([
    ['no title', { title: '' }, 'content.title'],
    ['a title of white space', { title: ' \n' }, 'content.title'],
    ['a title that turns the writing around', { title: 'a\u202eb' }, 'content.title'],
    ['a long title', { title: 'x'.repeat(limits.shareTitleGraphemesMax + 1) }, 'content.title'],
    ['a long name', { authorName: 'x'.repeat(limits.shareAuthorGraphemesMax + 1) }, 'content.authorName'],
    ['an empty name', { authorName: '' }, 'content.authorName'],
  ])('SHR-1 with %s is refused, naming the field', async (_, share, field) => {
    const refusal = await ana.refused('messages.send', message(share));
    expect([refusal.code, refusal.field]).toEqual(['invalid_input', field]);
  });

  test('SHR-1 MED-10 takes a photo of one’s own for its cover, once', async () => {
    const [mine, theirs] = [await aPhoto(ana), await aPhoto(bo)];
    const file = await upload(world, ana, 'kind=file&name=a', Buffer.from('a'));
    for (const { id } of [theirs, file]) {
      const { field } = await ana.refused('messages.send', message({ coverAttachmentId: id }));
      expect(field).toBe('content.coverAttachmentId');
    }
    const first = message({ coverAttachmentId: mine.id });
    const answer = await ana.call('messages.send', first);
    expect(await ana.call('messages.send', first)).toEqual(answer);
    const { field } = await ana.refused('messages.send', message({ coverAttachmentId: mine.id }));
    expect(field).toBe('content.coverAttachmentId');
  });

  test('SHR-3 has a caption that is edited like a text, and edited away; its title is not searched', async () => {
    const { conversationId, seq } = await ana.call('messages.send', message({ text: 'look' }));
    await say(ana, bo, 'so long');
    for (const text of ['sunset', '']) {
      const edited = await ana.call('messages.edit', { conversationId, seq, content: { kind: 'text', text } });
      const { messages } = await bo.call('messages.list', { conversationId });
      expect(edited.message.content).toEqual(messages[0]?.content);
      expect(messages[0]?.content).toMatchObject({ kind: 'share', text, share: { title: 'Waves' } });
    }
    expect((await bo.call('search.messages', { query: 'waves' })).hits).toEqual([]);
  });

  test('REQ-2a goes into no request, also by its caption', async () => {
    const [gus, hal] = [await world.somebody('gus'), await world.somebody('hal')];
    await hal.call('settings.update', { othersMayRequest: true });
    expect((await gus.refused('messages.send', message({}, hal))).code).toBe('request_text_only');
    const { conversationId, seq } = await ana.call('messages.send', message({ text: 'look' }));
    await bo.call('settings.update', { othersMayRequest: true });
    await bo.call('graph.unfollow', { userId: ana.id });
    const content = { kind: 'text', text: 'again' } as const;
    expect((await ana.refused('messages.edit', { conversationId, seq, content })).code).toBe('request_text_only');
  });
});

describe('where it leads', () => {
  test.each([
    'https://elsewhere.example/v/1',
    'http://videos.example/v/1',
    'https://videos.example.elsewhere.example/v',
    'https://videos.example@elsewhere.example/v',
    'https://me:secret@videos.example/v',
    'https://videos.example:444/v',
    'javascript:alert(1)//https://videos.example',
    '//videos.example/v',
    '/v/1',
    '',
    `https://videos.example/${'é'.repeat(1_000)}`,
  ])('SHR-2 is a listed origin, and not %j', async (url) => {
    const { code, field } = await ana.refused('messages.send', message({ url }));
    expect([code, field]).toEqual(['invalid_input', 'content.url']);
  });

  test('SHR-2 is kept as an address is written, on any origin that is listed', async () => {
    expect(await ana.call('shares.listOrigins', {})).toEqual({
      origins: ['https://videos.example', 'http://localhost:3000'],
    });
    for (const [url, kept] of [
      ['HTTPS://Videos.Example/a b', 'https://videos.example/a%20b'],
      ['http://localhost:3000/v', 'http://localhost:3000/v'],
    ] as const) {
      const { conversationId, seq } = await ana.call('messages.send', message({ url }));
      const { messages } = await bo.call('messages.list', { conversationId, aroundSeq: seq });
      expect(messages.find((one) => one.seq === seq)?.content).toMatchObject({ share: { url: kept } });
    }
  });

  test('SHR-2 is nowhere where no origin is listed, and the refusal says so', async () => {
    const bare = await startWorld();
    const [cy, di] = [await bare.person('cy'), await bare.person('di')];
    await bare.befriend(cy, di);
    expect((await cy.refused('messages.send', message({}, di))).code).toBe('sharing_not_set_up');
    expect(await cy.call('shares.listOrigins', {})).toEqual({ origins: [] });
    await bare.close();
  });

  test('SHR-2 is told by an operator as origins alone', () => {
    expect(parseShareOrigins(' https://videos.example, http://localhost:3000 ,')).toEqual([
      'https://videos.example',
      'http://localhost:3000',
    ]);
    for (const one of ['videos.example', 'http://videos.example', 'https://a.example/path', 'https://u@a.example']) {
      expect(() => parseShareOrigins(one)).toThrow(`PARLEY_SHARE_ORIGINS: ${one} is no origin`);
    }
  });
});
