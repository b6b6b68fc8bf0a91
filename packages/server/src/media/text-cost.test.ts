// What a text costs, now that there is more than texts: nothing more. Statements are what sends and reads are made of.
import type { MethodInput } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { recordStatements, type StatementRecorder } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upload } from './uploads.fixture.ts';

let world: World;
let recorder: StatementRecorder;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  recorder = recordStatements();
  world = await startWorld();
  [ana, bo] = [await world.person('ana'), await world.person('bo')];
  await world.befriend(ana, bo);
});
afterAll(async () => {
  await world.close();
  recorder.stop();
});

async function statementsOf(content: MethodInput<'messages.send'>['content'], clientMessageId: string) {
  const message = { recipientId: bo.id, clientMessageId, content };
  const { result, statements } = await recorder.during(() => ana.call('messages.send', message));
  return { ...result, sent: statements.filter((one) => /^(with|insert|update|select)/.test(one)) };
}

test('MED-9 a text is sent without a look at what was uploaded; one that holds something takes two statements more', async () => {
  const file = await upload(world, ana, 'kind=file&name=a', Buffer.from('a'));
  await statementsOf({ kind: 'text', text: 'first' }, 'first');
  const text = await statementsOf({ kind: 'text', text: 'hello' }, 'text');
  const sticker = await statementsOf({ kind: 'sticker', stickerId: 'blob-wave' }, 'sticker');
  const held = await statementsOf({ kind: 'file', attachmentIds: [file.id] }, 'file');
  expect(text.sent.filter((one) => /attachments/.test(one))).toEqual([]);
  expect(sticker.sent).toEqual(text.sent);
  const more = held.sent.filter((one) => !text.sent.includes(one));
  expect([more.length, held.sent.length - text.sent.length]).toEqual([2, 2]);
  for (const one of more) expect(one).toContain('attachments');
});

test('MED-9 a page of messages and an inbox ask the same, whatever the messages hold', async () => {
  const { conversationId, seq } = await statementsOf({ kind: 'text', text: 'only' }, 'only');
  const page = { conversationId, afterSeq: seq - 1 };
  const read = async () => {
    const inbox = await recorder.during(() => bo.call('inbox.list', {}));
    const list = await recorder.during(() => bo.call('messages.list', page));
    return [inbox.statements, list.statements];
  };
  const before = await read();
  const file = await upload(world, ana, 'kind=file&name=a', Buffer.from('a'));
  await statementsOf({ kind: 'file', attachmentIds: [file.id] }, 'more');
  expect(await read()).toEqual(before);
});
