// What tests upload, and how: over HTTP, as anybody, with whatever headers.
import type { Attachment, Refusal } from '@parley/contract';
import type { Person, World } from '@parley/testkit';
import sharp from 'sharp';

export const jpeg = (width = 64, height = 48): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'whereabouts' } })
    .toBuffer();

/** The beginning of an MP4 file, and then whatever. */
export const mp4 = (bytes = 5_000): Buffer => {
  const file = Buffer.alloc(bytes, 'video');
  file.write('\0\0\0\x18ftypisom', 0, 'latin1');
  return file;
};
export const ogg = (): Buffer => Buffer.concat([Buffer.from('OggS'), Buffer.alloc(400, 7)]);

export type UploadAnswer = { status: number; attachment?: Attachment; refusal?: Refusal };

export async function tryUpload(
  world: World,
  person: Person | undefined,
  { query, bytes, headers = {} }: { query: string; bytes: Uint8Array; headers?: Record<string, string> },
): Promise<UploadAnswer> {
  const token = person ? { authorization: `Bearer ${person.token}` } : undefined;
  const response = await fetch(`${world.url}/v1/media?${query}`, {
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
