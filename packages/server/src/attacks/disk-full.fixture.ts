// Run by disk-full.test.ts in a process of its own, with a folder on a disk as small as a thimble: fills it, and tells what came of that.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { directConversationId } from '@parley/contract';
import { startEmbeddedPostgres } from '@parley/store';
import { newText, startWorld } from '@parley/testkit';

export type Told = {
  /** Codes of sends while the disk was full. */
  refused: string[];
  upload: string;
  ready: number;
  /** Messages acknowledged and stored, while it was full and after there was room again. */
  acknowledged: number;
  readWhileFull: number;
  readAfter: number;
};

const [dataDir = ''] = process.argv.slice(2);
// Uploads go where temporary files go.
process.env.TMPDIR = dataDir;
const postgres = await startEmbeddedPostgres({ dataDir, settings: { shared_buffers: '32MB', max_wal_size: '48MB' } });
const world = await startWorld({
  database: { address: postgres.address, drop: () => Promise.resolve() },
  logLevel: 'silent',
});
const [ana, bo] = [await world.person('ana'), await world.person('bo')];
await world.befriend(ana, bo);
const authorization = `Bearer ${ana.token}`;

let acknowledged = 0;
/** What waits for room is given up by the world's clock, which runs ahead while a send is under way. */
async function send(): Promise<string> {
  const hurry = setInterval(() => world.clock.advance(2_000), 50);
  const body = { recipientId: bo.id, ...newText(randomBytes(3_000).toString('hex').slice(0, 5_900)) };
  const { refusal } = await world.request('messages.send', { body, headers: { authorization } });
  clearInterval(hurry);
  if (!refusal) acknowledged += 1;
  return refusal?.code ?? 'ok';
}

async function read(): Promise<number> {
  const conversationId = directConversationId(ana.id, bo.id);
  let beforeSeq: number | undefined;
  let count = 0;
  for (;;) {
    const page = await bo.call('messages.list', { conversationId, limit: 100, ...(beforeSeq ? { beforeSeq } : {}) });
    count += page.messages.length;
    beforeSeq = page.messages[0]?.seq;
    if (!page.hasOlder) return count;
  }
}

async function upload(): Promise<string> {
  const response = await fetch(`${world.url}/v1/media?kind=file&name=a`, {
    ...{ method: 'POST', body: randomBytes(200_000) },
    headers: { authorization, 'content-type': 'application/octet-stream' },
  });
  const { refusal } = (await response.json()) as { refusal?: { code: string } };
  return refusal?.code ?? 'ok';
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 1 << 20; size >= 512; size >>= 1) {
      const chunk = Buffer.alloc(size);
      while (tryToWrite(file, chunk));
    }
  } finally {
    closeSync(file);
  }
}

function tryToWrite(file: number, chunk: Buffer): boolean {
  try {
    return writeSync(file, chunk) === chunk.length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOSPC') return false;
    throw error;
  }
}

for (let count = 0; count < 5; count += 1) await send();
fill(join(dataDir, 'ballast'));
const refused: string[] = [];
while (refused.length < 3) {
  const code = await send();
  if (code !== 'ok') refused.push(code);
}
const whileFull = {
  refused,
  upload: await upload(),
  ready: (await fetch(`${world.url}/health/ready`)).status,
  readWhileFull: (await read()) - acknowledged,
};
rmSync(join(dataDir, 'ballast'));
while ((await send()) !== 'ok');
const told: Told = { ...whileFull, acknowledged, readAfter: await read() };
process.stdout.write(`${JSON.stringify(told)}\n`);
await world.close();
await postgres.stop();
