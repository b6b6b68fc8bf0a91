// An upload from its first byte to its row. Its order: received into a file of its own, looked at, its row, its bytes. What a crash leaves is a
// row that nobody was told of, which goes after a day with all its bytes, or a file among the incoming ones, which goes likewise.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type Attachment,
  type AttachmentId,
  attachmentId,
  limits as fixed,
  type UploadFacts,
  type UserId,
  type Variant,
} from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import type { Limits } from '../limits.ts';
import { type Refused, refuse, refuseField, refuseText } from '../outcome.ts';
import { isOwnUnsent, newAttachmentId, ownerOf } from './attachments.ts';
import { discard, type MediaDeps } from './discard.ts';
import { TooManyPhotos } from './photo-turns.ts';
import { drawPhoto } from './photos.ts';
import { sniffBytes, typeFor } from './sniff.ts';
import { payForUpload } from './upload-budget.ts';

export type UploadDeps = MediaDeps & { limits: Limits; incomingDir: string };
/** Bytes on their way in, and how many were announced. */
export type Incoming = { ownerId: UserId; body: Readable; declaredBytes: number | undefined };
export type Upload = Incoming & { facts: UploadFacts };

const bytesMax: Record<UploadFacts['kind'], number> = {
  photo: fixed.photoBytesMax,
  video: fixed.videoBytesMax,
  file: fixed.fileBytesMax,
  voice: fixed.voiceBytesMax,
};

export async function takeUpload(deps: UploadDeps, upload: Upload): Promise<Attachment | Refused> {
  const { facts } = upload;
  const badName = checkName(facts.name);
  if (badName) return badName;
  return receive(deps, { ...upload, max: bytesMax[facts.kind] }, (received) => keep(deps, upload, received));
}

/** A photo to stand for a video that its owner has not sent yet; another one takes its place. */
export async function takePoster(
  deps: UploadDeps,
  { id, ...incoming }: Incoming & { id: string },
): Promise<Attachment | Refused> {
  const video = await findOwnUnsent(deps, incoming.ownerId, id);
  if (video?.kind !== 'video') return refuse('not_found');
  return receive(deps, { ...incoming, max: fixed.photoBytesMax }, ({ path }) => keepPoster(deps, video, path));
}

/** Pays for the bytes, and receives them into a file, which is gone after `use` unless that took it over. */
async function receive<T>(
  deps: UploadDeps,
  { ownerId, body, declaredBytes, max }: Incoming & { max: number },
  use: (received: Received) => Promise<T>,
): Promise<T | Refused> {
  if ((declaredBytes ?? 0) > max) return refuse('too_large');
  const payment = await payForUpload(deps, ownerId, declaredBytes ?? max);
  if ('refused' in payment) return payment.refused;
  const received = { path: join(deps.incomingDir, randomUUID()), bytes: 0 };
  try {
    await mkdir(deps.incomingDir, { recursive: true });
    const isWhole = await write(body, received, max);
    if (received.bytes > max) return refuse('too_large');
    if (!isWhole) return refuse('malformed_json');
    return received.bytes === 0 ? refuseField('body', 'is empty') : await use(received);
  } catch (error) {
    if (error instanceof TooManyPhotos) return refuse('unavailable');
    throw error;
  } finally {
    await payment.settle(received.bytes);
    await rm(received.path, { force: true });
  }
}

/** Counts the bytes as they come; those beyond the most that may come are not kept. False where their sender left before the last one. */
async function write(body: Readable, received: Received, max: number): Promise<boolean> {
  const bounded = new Transform({
    transform: (chunk: Buffer, _, done) => {
      received.bytes += chunk.length;
      // Who goes on and on is cut off; a little too much is heard out, so that the answer arrives.
      if (received.bytes > 2 * max) done(new Error('far too long'));
      else done(null, received.bytes > max ? undefined : chunk);
    },
  });
  try {
    await pipeline(body, bounded, createWriteStream(received.path, { flags: 'wx' }));
    return true;
  } catch (error) {
    if (received.bytes > 2 * max || lost.includes((error as { code?: unknown }).code)) return false;
    throw error;
  }
}
/** The sender's connection is gone. Trouble with our own disk has other names. */
const lost: unknown[] = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'];

type Received = { path: string; bytes: number };

async function keep(deps: UploadDeps, upload: Upload, received: Received): Promise<Attachment | Refused> {
  const { ownerId, facts } = upload;
  const mime = typeFor(facts.kind, await readHead(received.path));
  if (mime === undefined) return refuse('media_not_usable');
  const id = newAttachmentId(ownerId);
  if (facts.kind === 'photo') return keepPhoto(deps, id, received.path);
  const { kind, name, durationMs, width, height, waveform } = facts;
  const told = {
    file: { name },
    voice: { durationMs, waveform },
    video: { durationMs, width, height },
  }[kind];
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const attachment: Attachment = { id, kind, mime, bytes: received.bytes, ...known };
  return store(deps, attachment, () => deps.media.put({ id, variant: 'original' }, { path: received.path }));
}

async function keepPhoto(deps: UploadDeps, id: AttachmentId, path: string): Promise<Attachment | Refused> {
  const kept = await drawPhoto({ ownerId: ownerOf(id), path, isPoster: false }, (photo, folder) => {
    const { variants, isAnimated, ...facts } = photo;
    const attachment: Attachment = { id, kind: 'photo', ...facts, ...(isAnimated ? { isAnimated } : {}) };
    return store(deps, attachment, () => putDrawn(deps, id, { folder, variants }));
  });
  return kept ?? refuse('media_not_usable');
}

async function keepPoster(deps: UploadDeps, video: Attachment, path: string): Promise<Attachment | Refused> {
  if (typeFor('photo', await readHead(path)) === undefined) return refuse('media_not_usable');
  const { id } = video;
  const kept = await drawPhoto({ ownerId: ownerOf(id), path, isPoster: true }, async (poster, folder) => {
    const { width, height, preview, variants } = poster;
    const attachment: Attachment = { width, height, ...video, preview, hasPoster: true };
    // Within the transaction: nobody sends or unsends it meanwhile, and so no bytes come after those who delete them.
    const isKept = await deps.store.transaction(async (write) => {
      if (!(await write.media.describe(attachment))) return false;
      await putDrawn(deps, id, { folder, variants });
      return true;
    });
    return isKept ? attachment : refuse('not_found');
  });
  return kept ?? refuse('media_not_usable');
}

async function putDrawn(
  { media }: UploadDeps,
  id: AttachmentId,
  { folder, variants }: { folder: string; variants: readonly Variant[] },
): Promise<void> {
  for (const variant of variants) await media.put({ id, variant }, { path: join(folder, variant) });
}

async function findOwnUnsent(
  { store: { read }, clock }: UploadDeps,
  ownerId: UserId,
  asked: string,
): Promise<Attachment | undefined> {
  const id = attachmentId.safeParse(asked);
  const row = id.success ? (await read.media.byId([id.data])).get(id.data) : undefined;
  return row && isOwnUnsent(row, ownerId, clock.now()) ? row.attachment : undefined;
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
    if (mtimeMs < Date.now() - fixed.unattachedMs) await rm(path, { recursive: true, force: true });
  }
}
