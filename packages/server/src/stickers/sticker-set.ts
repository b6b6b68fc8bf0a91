// The stickers of this server: those that come with the product, and those of the operator's own folder. Read once, when it starts: they are few
// and small.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StickerId, type StickerPack, stickerId, stickerUrl } from '@parley/contract';
import { bundledLabels } from './labels.ts';

export type StickerImage = { mime: string; bytes: Buffer };
export type StickerSet = { packs: readonly StickerPack[]; images: ReadonlyMap<StickerId, StickerImage> };

/** For what must send nothing. */
export const noStickers: StickerSet = { packs: [], images: new Map() };

const bundledFolder = fileURLToPath(new URL('../../stickers', import.meta.url));
const bytesMax = 512 * 1024;
const countMax = 200;

/** Throws a sentence that names the file of an operator's folder which is no sticker. */
export async function readStickers(ownFolder?: string): Promise<StickerSet> {
  const bundled = await readImages(bundledFolder);
  const own = ownFolder === undefined ? new Map<StickerId, StickerImage>() : await readImages(ownFolder);
  for (const id of own.keys()) {
    if (bundled.has(id)) throw new Error(`PARLEY_STICKERS: ${id} is the name of a sticker that comes with Parley`);
  }
  const packs = [toPack('blobs', 'Blobs', bundled), ...(own.size > 0 ? [toPack('own', 'Our stickers', own)] : [])];
  return { packs, images: new Map([...bundled, ...own]) };
}

const toPack = (id: string, name: string, images: ReadonlyMap<StickerId, StickerImage>): StickerPack => ({
  ...{ id, name },
  stickers: [...images.keys()].map((one) => ({ id: one, label: labelOf(one), url: stickerUrl(one) })),
});

/** An operator's file name is what it is called: `good-morning.png`. */
const labelOf = (id: StickerId): string => bundledLabels[id] ?? id.replaceAll('-', ' ');

async function readImages(folder: string): Promise<Map<StickerId, StickerImage>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  if (names.length > countMax) throw new Error(`PARLEY_STICKERS: ${folder} holds more than ${countMax} files`);
  const images = new Map<StickerId, StickerImage>();
  for (const name of names) {
    const extension = extname(name);
    const id = stickerId.safeParse(name.slice(0, name.length - extension.length));
    const bytes = await readFile(join(folder, name));
    const mime = mimes[extension]?.(bytes);
    const problem = problemOf({ isNamed: id.success, mime, bytes });
    if (problem !== undefined || !id.success || mime === undefined) {
      throw new Error(`PARLEY_STICKERS: ${name} ${problem}`);
    }
    if (images.has(id.data)) throw new Error(`PARLEY_STICKERS: ${id.data} is there twice`);
    images.set(id.data, { mime, bytes });
  }
  return images;
}

type Read = { isNamed: boolean; mime: string | undefined; bytes: Buffer };

function problemOf({ isNamed, mime, bytes }: Read): string | undefined {
  if (!isNamed) return 'has a name that is none of a sticker: words of a-z and 0-9, joined by hyphens';
  if (bytes.length > bytesMax) return `is larger than ${bytesMax / 1024} KB`;
  return mime === undefined ? 'is no PNG, WebP or SVG, or an SVG that holds more than a drawing' : undefined;
}

/** By its extension, what it has to be, if it is that. */
const mimes: Record<string, (bytes: Buffer) => string | undefined> = {
  '.png': (bytes) => (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' ? 'image/png' : undefined),
  '.webp': (bytes) => (/^RIFF[^]{4}WEBP/.test(bytes.toString('latin1', 0, 12)) ? 'image/webp' : undefined),
  '.svg': (bytes) => (isDrawing(bytes.toString()) ? 'image/svg+xml' : undefined),
};

/** Shapes alone: no program, no page, nothing from elsewhere. It is served so that none of it could run anyway. */
const isDrawing = (text: string): boolean =>
  /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(text) &&
  !/<!|<\?(?!xml)|<(script|foreignObject|iframe|image|use|a|style|animate|set)\b|\son\w+\s*=|\b(href|src)\s*=\s*["'](?!#)|url\(\s*["']?(?!#)/i.test(
    text,
  );
