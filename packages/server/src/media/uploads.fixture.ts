// What tests upload, and how: over HTTP, as anybody, with whatever headers.
import { crc32, deflateSync } from 'node:zlib';
import type { Attachment, Refusal } from '@parley/contract';
import type { Person, World } from '@parley/testkit';
import sharp from 'sharp';

export const jpeg = (width = 64, height = 48): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'whereabouts' },
      IFD3: { GPSLatitude: '48/1 12/1 30/1', GPSLatitudeRef: 'N', GPSDateStamp: '2026:01:31' },
    })
    .toBuffer();

/** The beginning of an MP4 file, and then whatever. */
export const mp4 = (bytes = 5_000): Buffer => {
  const file = Buffer.alloc(bytes, 'video');
  file.write('\0\0\0\x18ftypisom', 0, 'latin1');
  return file;
};
export const ogg = (): Buffer => Buffer.concat([Buffer.from('OggS'), Buffer.alloc(400, 7)]);

/** An image of any size whose file is small: all of it is one colour. */
export function pngOf(width: number, height: number): Buffer {
  const rowBytes = 1 + Math.ceil(width / 8);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const pixels = deflateSync(Buffer.alloc(rowBytes * height));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** One point, over and over again. */
export function gifOf(frames: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const frame = Buffer.from('\x21\xf9\x04\0\x01\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from('\x3b')]);
}

export type UploadAnswer = { status: number; attachment?: Attachment; refusal?: Refusal };

type Tried = { query: string; bytes: Uint8Array; headers?: Record<string, string>; path?: string };

export async function tryUpload(
  world: World,
  person: Person | undefined,
  { query, bytes, headers = {}, path = '' }: Tried,
): Promise<UploadAnswer> {
  const token = person ? { authorization: `Bearer ${person.token}` } : undefined;
  const response = await fetch(`${world.url}/v1/media${path}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...token, ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  return { status: response.status, ...((await response.json()) as Omit<UploadAnswer, 'status'>) };
}

export async function upload(world: World, person: Person, query: string, bytes: Uint8Array): Promise<Attachment> {
  const { attachment, refusal } = await tryUpload(world, person, { query, bytes });
  if (!attachment) throw new Error(`the upload was refused: ${refusal?.code} (${refusal?.sentence})`);
  return attachment;
}

export const getMedia = (
  world: World,
  person: Person | undefined,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${world.url}/v1/media/${path}`, {
    headers: { ...(person ? { authorization: `Bearer ${person.token}` } : {}), ...headers },
  });

/** Gives a video a poster, and answers what came of it. */
export const tryPoster = (
  world: World,
  person: Person | undefined,
  { id, bytes }: { id: string; bytes: Uint8Array },
): Promise<UploadAnswer> => tryUpload(world, person, { query: '', bytes, path: `/${id}/poster` });

export const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
