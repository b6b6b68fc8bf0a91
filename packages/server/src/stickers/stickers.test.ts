// Stickers: which there are, who may send them where, and what they are in a conversation.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StickerId, stickerId } from '@parley/contract';
import { type Person, say, startWorld, type World } from '@parley/testkit';
import { callOn } from '@parley/testkit/gates';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startServer } from '../main.ts';
import { readStickers } from './sticker-set.ts';

let world: World;
let ana: Person;
let bo: Person;
let folder: string;
let png: Buffer;

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="url(#a)"/></svg>';
const wave = stickerId.parse('blob-wave');
const own = stickerId.parse('good-morning');

beforeAll(async () => {
  png = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0000' } })
    .png()
    .toBuffer();
  folder = await mkdtemp(join(tmpdir(), 'parley-stickers-'));
  await writeFile(join(folder, 'good-morning.png'), png);
  await writeFile(join(folder, 'sun.svg'), drawing);
  world = await startWorld({ stickersDir: folder });
});
beforeEach(async () => {
  [ana, bo] = [await world.somebody('ana'), await world.somebody('bo')];
  await world.befriend(ana, bo);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const content = (id: StickerId) => ({ kind: 'sticker' as const, stickerId: id });
let count = 0;
const named = () => `s${(count += 1)}`;
const give = (id: StickerId, from = ana, to = bo) =>
  from.call('messages.send', { recipientId: to.id, clientMessageId: named(), content: content(id) });

describe('the set', () => {
  test('STK-1 has those that come with Parley, and the operator’s own', async () => {
    const { packs } = await ana.call('stickers.list', {});
    expect(packs.map(({ id, stickers }) => [id, stickers.length])).toEqual([
      ['blobs', 12],
      ['own', 2],
    ]);
    expect(packs[1]?.stickers[0]).toEqual({ id: own, label: 'good morning', url: '/v1/stickers/good-morning' });
    for (const { id, label, url } of packs[0]?.stickers ?? []) {
      expect([url, label]).toEqual([`/v1/stickers/${id}`, expect.stringMatching(/^A blob /)]);
    }
  });

  test('STK-4 shows its pictures to anybody, as nothing that could run', async () => {
    const { packs } = await ana.call('stickers.list', {});
    for (const { id, url } of packs.flatMap(({ stickers }) => stickers)) {
      const { status, headers } = await fetch(`${world.url}${url}`);
      expect([status, headers.get('content-type')]).toEqual([200, id === own ? 'image/png' : 'image/svg+xml']);
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
        'public, max-age=86400',
        'nosniff',
      ]);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox/);
    }
    for (const name of ['none', 'blob-wave.svg', '..%2f..%2fpackage.json', 'toString']) {
      expect((await fetch(`${world.url}/v1/stickers/${name}`)).status, name).toBe(404);
    }
  });
});

describe('an operator’s folder', () => {
  let mine: string;
  beforeEach(async () => {
    mine = await mkdtemp(join(tmpdir(), 'parley-stickers-'));
  });
  afterEach(() => rm(mine, { recursive: true }));

  test.each<[string, string, string | (() => Buffer)]>([
    ['a text', 'a.png', 'a text'],
    ['a picture of another kind', 'a.webp', () => png],
    ['something else', 'notes.txt', 'notes'],
    ['a large picture', 'a.png', () => Buffer.concat([png, Buffer.alloc(512 * 1024)])],
    ['a bad name', 'A b.png', () => png],
    ['a drawing with a program', 'a.svg', drawing.replace('<path', '<script>1</script><path')],
    ['a drawing that listens', 'a.svg', drawing.replace('<path', '<path onload="1"')],
    ['a drawing from elsewhere', 'a.svg', drawing.replace('url(#a)', 'url(https://a.example)')],
    ['a drawing with a page', 'a.svg', drawing.replace('<path', '<foreignObject/><path')],
    ['a drawing with entities', 'a.svg', `<!DOCTYPE svg [<!ENTITY a "b">]>${drawing}`],
    ['the name of one that comes with Parley', 'blob-wave.svg', drawing],
  ])('STK-1 with %s is told, and nothing starts', async (_, name, bytes) => {
    await writeFile(join(mine, name), typeof bytes === 'string' ? bytes : bytes());
    await expect(readStickers(mine)).rejects.toThrow(/^PARLEY_STICKERS: /);
  });

  test('STK-1 may have a drawing and a picture of every kind that there is', async () => {
    await writeFile(join(mine, 'a.svg'), `<?xml version="1.0"?>\n${drawing}`);
    await writeFile(join(mine, 'b.png'), png);
    await writeFile(join(mine, 'c.webp'), await sharp(png).webp().toBuffer());
    await writeFile(join(mine, '.hidden'), 'nothing');
    const { packs } = await readStickers(mine);
    expect(packs[1]?.stickers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('in a conversation', () => {
  test('STK-2 MSG-4 it is a message like any other: shown, unread, the last word, quoted, unsent', async () => {
    const { conversationId, seq } = await give(wave);
    const shown = { kind: 'sticker', text: '', entities: [], sticker: { id: wave, url: '/v1/stickers/blob-wave' } };
    const { messages } = await bo.call('messages.list', { conversationId });
    expect(messages[0]?.content).toEqual(shown);
    const inbox = await bo.call('inbox.list', {});
    expect(inbox.conversations[0]).toMatchObject({ unreadCount: 1, lastMessage: { content: shown } });
    const clientMessageId = named();
    await bo.call('messages.send', { conversationId, clientMessageId, content: content(own), replyToSeq: seq });
    const later = await ana.call('messages.list', { conversationId, afterSeq: seq });
    expect(later.quoted[0]?.content).toEqual(shown);
    await ana.call('messages.unsend', { conversationId, seq });
    const after = await bo.call('messages.list', { conversationId });
    expect(after.messages[0]?.content).toEqual({ kind: 'text', text: '', entities: [] });
  });

  test('STK-2 what is no sticker here is refused, naming the field', async () => {
    for (const id of ['none', 'tostring', 'Blob', '../a', '']) {
      const input = { recipientId: bo.id, clientMessageId: named(), content: content(id as StickerId) };
      const { code, field } = await ana.refused('messages.send', input);
      expect([code, field], id).toEqual(['invalid_input', 'content.stickerId']);
    }
  });

  test('STK-2 MSG-2 one that was taken away since stays in its message, and sent again gives its first answer', async () => {
    const message = { recipientId: bo.id, clientMessageId: named(), content: content(own) };
    const first = await ana.call('messages.send', message);
    const { address, clock } = world;
    const bare = await startServer({ address, port: 0, clock, logLevel: 'error' });
    expect(await callOn(bare.port, ana, 'messages.send', message)).toEqual({ output: first });
    const again = await callOn(bare.port, ana, 'messages.send', { ...message, clientMessageId: named() });
    expect(again.refusal?.field).toBe('content.stickerId');
    const { output } = await callOn(bare.port, bo, 'messages.list', { conversationId: first.conversationId });
    expect(output).toMatchObject({ messages: [{ content: { kind: 'sticker', sticker: { id: own } } }] });
    await bare.close();
  });

  test('STK-3 it has no words: nothing finds it, and it is not edited', async () => {
    const { conversationId, seq } = await give(wave);
    await say(ana, bo, 'so long');
    for (const query of ['wave', 'blob', 'blob-wave']) {
      expect((await bo.call('search.messages', { query })).hits).toEqual([]);
    }
    for (const text of ['words', '']) {
      const refusal = await ana.refused('messages.edit', { conversationId, seq, content: { kind: 'text', text } });
      expect([refusal.code, refusal.field]).toEqual(['invalid_input', 'seq']);
    }
  });

  test('REQ-2a it goes into no request', async () => {
    const [gus, hal] = [await world.somebody('gus'), await world.somebody('hal')];
    await hal.call('settings.update', { othersMayRequest: true });
    const input = { recipientId: hal.id, clientMessageId: named(), content: content(wave) };
    expect((await gus.refused('messages.send', input)).code).toBe('request_text_only');
    expect((await hal.call('requests.list', {})).requests).toEqual([]);
  });
});
