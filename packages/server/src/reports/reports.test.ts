// What a report keeps of what messages hold.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attachment, directConversationId, type MethodInput } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getMedia, jpeg, upload } from '../media/uploads.fixture.ts';

let world: World;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  world = await startWorld({ shareOrigins: ['https://videos.example'] });
});
beforeEach(async () => {
  [ana, bo] = [await world.somebody('ana'), await world.somebody('bo')];
  await world.befriend(ana, bo);
});
afterAll(() => world.close());

async function give(words: string) {
  const file = await upload(world, bo, 'kind=file&name=a.txt', Buffer.from(words));
  const content = { kind: 'file' as const, attachmentIds: [file.id] };
  const { conversationId, seq } = await bo.call('messages.send', {
    ...{ recipientId: ana.id, clientMessageId: words, content },
  });
  return { file, conversationId, seq };
}

async function sealedOf(reportId: string): Promise<{ seq: number; attachments?: Attachment[] }[]> {
  const [row] = await queryDatabase(world.address, `select sealed from reports where id = '${reportId}'`);
  return (row as { sealed: { seq: number; attachments?: Attachment[] }[] }).sealed;
}
const folderOf = (reportId: string): string => join(world.mediaDir, 'sealed', reportId);

test('MED-14 a report keeps what the messages around hold, also when they are unsent later', async () => {
  const [one, two] = [await give('one'), await give('two')];
  const report = await ana.call('reports.create', { conversationId: two.conversationId, seq: 2, category: 'scam' });
  expect(await sealedOf(report.reportId)).toMatchObject([
    { seq: 1, attachments: [one.file] },
    { seq: 2, attachments: [two.file] },
  ]);
  for (const { conversationId, seq } of [one, two]) await bo.call('messages.unsend', { conversationId, seq });
  for (const [name, { file }] of Object.entries({ one, two })) {
    expect((await readFile(join(folderOf(report.reportId), file.id))).toString()).toBe(name);
    for (const who of [ana, bo]) expect((await getMedia(world, who, `${file.id}/original`)).status).toBe(404);
  }
});

test('MED-14 a report keeps nothing that its reporter cannot see, and one of texts alone no place at all', async () => {
  const [gone, hidden, kept] = [await give('gone'), await give('hidden'), await give('kept')];
  const { conversationId } = gone;
  await bo.call('messages.unsend', { conversationId, seq: gone.seq });
  await ana.call('messages.hide', { conversationId, seqs: [hidden.seq] });
  const { reportId } = await ana.call('reports.create', { conversationId, seq: kept.seq, category: 'spam' });
  expect(await readdir(folderOf(reportId))).toEqual([kept.file.id]);
  await ana.call('messages.hide', { conversationId, seqs: [kept.seq] });
  const bare = await ana.call('reports.create', { conversationId, seq: gone.seq, category: 'spam' });
  expect(existsSync(folderOf(bare.reportId))).toBe(false);
});

test('MED-14 a report says which sticker it was, and keeps the card of a shared video with its cover', async () => {
  const cover = await upload(world, bo, 'kind=photo', await jpeg());
  const card = { url: 'https://videos.example/1', title: 'Waves' };
  const contents: MethodInput<'messages.send'>['content'][] = [
    { kind: 'sticker', stickerId: 'blob-wave' },
    { kind: 'share', ...card, coverAttachmentId: cover.id },
  ];
  for (const [index, content] of contents.entries()) {
    await bo.call('messages.send', { recipientId: ana.id, clientMessageId: `k${index}`, content });
  }
  const conversationId = directConversationId(ana.id, bo.id);
  const { reportId } = await ana.call('reports.create', { conversationId, category: 'scam' });
  expect(await sealedOf(reportId)).toMatchObject([
    { seq: 1, text: '', sticker: 'blob-wave' },
    { seq: 2, share: card, attachments: [cover] },
  ]);
  expect(await readdir(folderOf(reportId))).toEqual([cover.id]);
});
