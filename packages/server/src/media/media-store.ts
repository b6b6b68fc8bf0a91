// Where bytes are. A small door, so that a folder and an object store look alike from the inside.
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AttachmentId, Variant } from '@parley/contract';

export type MediaKey = { id: AttachmentId; variant: Variant };
/** From the first byte to the last, both counted. */
export type ByteRange = { start: number; end: number };

export type MediaStore = {
  /** Settles when they are durable. A file is taken over: it is not where it was any more. */
  put(key: MediaKey, source: { path: string } | { bytes: Uint8Array }): Promise<void>;
  /** Undefined where there is nothing. What is open can be read to its end, whatever is deleted meanwhile. */
  open(key: MediaKey): Promise<OpenMedia | undefined>;
  /** Every variant. Nothing there is as good. */
  delete(id: AttachmentId): Promise<void>;
  /** REP-1: keeps the original for a report, whatever becomes of the message. Nothing there is left out. */
  seal(reportId: string, id: AttachmentId): Promise<void>;
};

/** It has to be closed, or read, which closes it. */
export type OpenMedia = {
  size: number;
  read(range?: ByteRange): Readable;
  close(): Promise<void>;
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
    open: async (key) => {
      const file = await orNothing(open(pathOf(key), 'r'));
      if (!file) return undefined;
      const { size } = await file.stat();
      return { size, read: (range) => file.createReadStream(range), close: () => file.close() };
    },
    delete: (id) => rm(folderOf(id), { recursive: true, force: true }),
    seal: async (reportId, id) => {
      const sealed = join(folder, 'sealed', reportId);
      await mkdir(sealed, { recursive: true });
      await orNothing(linkOrCopy(pathOf({ id, variant: 'original' }), join(sealed, id)));
      await syncFolder(sealed);
    },
  };
}

/** For what must change nothing: there is nothing in it, and nothing is ever deleted. */
export const emptyMediaStore: MediaStore = {
  put: () => Promise.reject(new Error('there is no place for media')),
  open: () => Promise.resolve(undefined),
  delete: () => Promise.resolve(),
  seal: () => Promise.resolve(),
};

/** A link costs nothing, however long the film is; not every disk knows them. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') throw error;
    await copyFile(from, to);
  }
}

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the names in it durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
