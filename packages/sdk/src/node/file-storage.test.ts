import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PendingMessage } from '../outbox/index.ts';
import { personId } from '../testing/samples.ts';
import { makeWorld, shown } from '../testing/world.ts';
import { fileStorage } from './file-storage.ts';

const bob = personId(1);

function makePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-outbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'outbox.json');
}

const waiting = (clientMessageId: string): PendingMessage => ({
  ...{ clientMessageId, target: { recipientId: bob }, content: { kind: 'text', text: clientMessageId } },
  ...{ queuedAtMs: 0, status: 'pending' },
});

test('OFF-2d what a program could not send is sent by its next start, in its order and each once', async () => {
  const path = makePath();
  const before = makeWorld({ outboxStorage: fileStorage(path) });
  before.network.isReachable = false;
  for (const text of ['first', 'second']) before.client.conversation({ userId: bob }).send(text);
  // No close, no time passes: it is gone in the middle of everything.
  const after = makeWorld({ outboxStorage: fileStorage(path) });
  expect(shown(after.client.conversation({ userId: bob }).state)).toEqual(['first (pending)', 'second (pending)']);
  after.client.connect();
  await after.clock.advance(1_000);
  expect(after.server.all(bob).map(({ content }) => content.text)).toEqual(['first', 'second']);
  expect(fileStorage(path).load()).toEqual([]);
});

test('OFF-2d a save that was cut off changes nothing of what was kept', () => {
  const path = makePath();
  fileStorage(path).save([waiting('kept')]);
  writeFileSync(`${path}.new`, '[{"clientMess');
  expect(fileStorage(path).load()).toEqual([waiting('kept')]);
});

test('OFF-2d where there is no file nothing waits, and none is made until something does', () => {
  const path = makePath();
  const storage = fileStorage(path, { failed: (error) => expect.unreachable(String(error)) });
  expect(storage.load()).toEqual([]);
  storage.save([]);
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test.each(['', '{"clientMessageId":"a"}', '[{"id":1}]', '[null]'])(
  'OFF-2d a file that holds %j is told of, set aside and not written over',
  (text) => {
    const path = makePath();
    writeFileSync(path, text);
    const told: string[] = [];
    const storage = fileStorage(path, { failed: (error) => void told.push(String(error)) });
    expect(storage.load()).toEqual([]);
    storage.save([waiting('new')]);
    expect(told).toEqual([expect.stringContaining(path)]);
    expect([readFileSync(`${path}.broken`, 'utf8'), fileStorage(path).load()]).toEqual([text, [waiting('new')]]);
  },
);

test('OFF-2d where it cannot be written the program is told, and the next save tries again', () => {
  const path = join(makePath(), 'no-such-folder', 'outbox.json');
  const told: unknown[] = [];
  const storage = fileStorage(path, { failed: (error) => void told.push(error) });
  storage.save([waiting('a')]);
  storage.save([waiting('a')]);
  expect(told).toMatchObject([{ code: 'ENOENT' }, { code: 'ENOENT' }]);
});
