// An upload from its first byte to its row. Its order: received into a file of its own, looked at, its row, its bytes. What a crash leaves is a
// row that nobody was told of, which goes after a day with all its bytes, or a file among the incoming ones, which goes likewise.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Attachment, limits as fixed, type UploadFacts, type UserId } from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import type { Limits } from '../limits.ts';
import { type Refused, refuse, refuseField, refuseText } from '../outcome.ts';
import { newAttachmentId } from './attachments.ts';
import { discard, type MediaDeps } from './discard.ts';
import { drawPhoto } from './photos.ts';
import { sniffBytes, typeFor } from './sniff.ts';
import { payForUpload } from './upload-budget.ts';

export type UploadDeps = MediaDeps & { limits: Limits; incomingDir: string };
export type Upload = { ownerId: UserId; facts: UploadFacts; body: Readable; declaredBytes: number | undefined };

const bytesMax: Record<UploadFacts['kind'], number> = {
  photo: fixed.photoBytesMax,
  video: fixed.videoBytesMax,
  file: fixed.fileBytesMax,
  voice: fixed.voiceBytesMax,
};

export async function takeUpload(deps: UploadDeps, upload: Upload): Promise<Attachment | Refused> {
  const { facts, ownerId, declaredBytes, body } = upload;
  const badName = checkName(facts.name);
  if (badName) return badName;
  const max = bytesMax[facts.kind];
  if ((declaredBytes ?? 0) > max) return refuse('too_large');
  const payment = await payForUpload(deps, ownerId, declaredBytes ?? max);
  if ('refused' in payment) return payment.refused;
  const path = join(deps.incomingDir, randomUUID());
  let bytes = 0;
  try {
    await mkdir(deps.incomingDir, { recursive: true });
    bytes = await receive(body, path, max);
    if (bytes === 0) return refuseField('body', 'is empty');
    if (bytes > max) return refuse('too_large');
    return await keep(deps, upload, { path, bytes });
  } finally {
    await payment.settle(bytes);
    await rm(path, { force: true });
  }
}

/** Answers how many bytes came. Beyond the most that may come they are counted, and not kept. */
async function receive(body: Readable, path: string, max: number): Promise<number> {
  let count = 0;
  const bounded = new Transform({
    transform: (chunk: Buffer, _, done) => {
      count += chunk.length;
      // Who goes on and on is cut off; a little too much is heard out, so that the answer arrives.
      if (count > 2 * max) done(new Error('far too long'));
      else done(null, count > max ? undefined : chunk);
    },
  });
  await pipeline(body, bounded, createWriteStream(path, { flags: 'wx' }));
  return count;
}

type Received = { path: string; bytes: number };

async function keep(deps: UploadDeps, upload: Upload, received: Received): Promise<Attachment | Refused> {
  const { kind } = upload.facts;
  const mime = typeFor(kind, await readHead(received.path));
  if (mime === undefined) return refuse('media_not_usable');
  const id = newAttachmentId(upload.ownerId);
  if (kind === 'photo') return keepPhoto(deps, id, received.path);
  const { name, durationMs, width, height, waveform } = upload.facts;
  const told = {
    file: { name },
    voice: { durationMs, waveform },
    video: { durationMs, width, height },
  }[kind];
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const attachment: Attachment = { id, kind, mime, bytes: received.bytes, ...known };
  return store(deps, attachment, () => deps.media.put({ id, variant: 'original' }, { path: received.path }));
}

async function keepPhoto(deps: UploadDeps, id: Attachment['id'], path: string): Promise<Attachment | Refused> {
  const photo = await drawPhoto(path);
  if (!photo) return refuse('media_not_usable');
  const { variants, isAnimated, ...facts } = photo;
  const attachment: Attachment = { id, kind: 'photo', ...facts, ...(isAnimated ? { isAnimated } : {}) };
  return store(deps, attachment, async () => {
    for (const { variant, bytes } of variants) await deps.media.put({ id, variant }, { bytes });
  });
}

async function store(deps: UploadDeps, attachment: Attachment, put: () => Promise<void>): Promise<Attachment> {
  await deps.store.transaction((write) => write.media.create(attachment, deps.clock.now()));
  try {
    await put();
  } catch (error) {
    await discard(deps, [attachment.id]);
    throw error;
  }
  return attachment;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const nameRule = { ...textRules.displayName, maxGraphemes: fixed.fileNameGraphemesMax };

/** A name is for people: it is stored as text, shown as text, and is no part of any path. */
function checkName(name: string | undefined): Refused | undefined {
  if (name === undefined) return undefined;
  if (/[/\\]/.test(name)) return refuseField('name', 'holds a slash');
  const checked = checkText(name, nameRule);
  return checked.ok ? undefined : refuseText('name', checked.problem);
}

/** What was being received when a server died. By the files' own time: no clock of ours wrote them. */
export async function sweepIncoming(incomingDir: string): Promise<void> {
  await mkdir(incomingDir, { recursive: true });
  for (const name of await readdir(incomingDir)) {
    const path = join(incomingDir, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - fixed.unattachedMs) await rm(path, { force: true });
  }
}
