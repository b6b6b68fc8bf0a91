// Where bytes are. A small door, so that a folder and an object store look alike from the inside.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AttachmentId, Variant } from '@parley/contract';

export type MediaKey = { id: AttachmentId; variant: Variant };
/** From the first byte to the last, both counted. */
export type ByteRange = { start: number; end: number };

export type MediaStore = {
  /** Settles when they are durable. A file is taken over: it is not where it was any more. */
  put(key: MediaKey, source: { path: string } | { bytes: Uint8Array }): Promise<void>;
  /** How many bytes there are; undefined where there is nothing. */
  size(key: MediaKey): Promise<number | undefined>;
  read(key: MediaKey, range?: ByteRange): Readable;
  /** Every variant. Nothing there is as good. */
  delete(id: AttachmentId): Promise<void>;
};

/**
 * In a folder. Paths are made from ids alone, which hold nothing but digits and a to f; two levels keep folders small. A name is there only
 * once its bytes are on the disk.
 */
export function localMediaStore(folder: string): MediaStore {
  const folderOf = (id: AttachmentId): string => {
    const part = id.split('-')[1] ?? '';
    return join(folder, part.slice(0, 2), part.slice(2, 4), id);
  };
  const pathOf = ({ id, variant }: MediaKey): string => join(folderOf(id), variant);
  return {
    put: async (key, source) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const from = 'path' in source ? source.path : `${path}.new`;
      const file = await open(from, 'path' in source ? 'r+' : 'w');
      try {
        if ('bytes' in source) await file.writeFile(source.bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(from, path);
      await syncFolder(dirname(path));
    },
    size: async (key) => {
      try {
        return (await stat(pathOf(key))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    read: (key, range) => createReadStream(pathOf(key), range),
    delete: (id) => rm(folderOf(id), { recursive: true, force: true }),
  };
}

/** For what must change nothing: there is nothing in it, and nothing is ever deleted. */
export const emptyMediaStore: MediaStore = {
  put: () => Promise.reject(new Error('there is no place for media')),
  size: () => Promise.resolve(undefined),
  read: () => {
    throw new Error('there are no media');
  },
  delete: () => Promise.resolve(),
};

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

/** Makes the names in it durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
