// Photos are drawn anew: what a camera wrote beside the picture (where, when, by whom) is gone, and so is whatever hid in the file.
import { limits, type Variant } from '@parley/contract';
import sharp, { type Sharp } from 'sharp';

// The library reads many kinds of files, some by parsers that few people look at. These are the kinds that we take (sniff.ts).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);

const secondsMax = 20;
const previewSide = 16;

export type Photo = {
  mime: string;
  bytes: number;
  width: number;
  height: number;
  preview: string;
  isAnimated: boolean;
  variants: { variant: Variant; bytes: Buffer }[];
};

/** Undefined where it is no photo that can be drawn, or too large a one. */
export async function drawPhoto(path: string): Promise<Photo | undefined> {
  const done = await nextTurn();
  try {
    return await draw(path);
  } catch {
    // The library tells trouble with a file by a bare Error: broken, cut off, too many pixels, too slow. None is a photo to us.
    return undefined;
  } finally {
    done();
  }
}

async function draw(path: string): Promise<Photo | undefined> {
  const open = (animated: boolean): Sharp =>
    sharp(path, { limitInputPixels: limits.photoPixelsMax, failOn: 'error', animated })
      .autoOrient()
      .timeout({ seconds: secondsMax });
  const {
    width,
    height,
    pages = 1,
    hasAlpha,
  } = await sharp(path, {
    limitInputPixels: limits.photoPixelsMax,
  }).metadata();
  if (width * height * pages > limits.photoPixelsMax) return undefined;
  const isAnimated = pages > 1;
  const still = (side: number): Sharp =>
    open(false).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  const encoded = (side: number, quality: number): Sharp =>
    hasAlpha ? still(side).webp({ quality }) : still(side).jpeg({ quality });
  const original = isAnimated
    ? await open(true).webp({ quality: 75, effort: 0 }).toBuffer({ resolveWithObject: true })
    : await encoded(limits.photoSideMax, 88).toBuffer({ resolveWithObject: true });
  const { info, data } = original;
  const variants: Photo['variants'] = [{ variant: 'original', bytes: data }];
  const isLarge = Math.max(width, height) > limits.photoLargeSideMax;
  if (isLarge && !isAnimated) {
    variants.push({ variant: 'large', bytes: await encoded(limits.photoLargeSideMax, 80).toBuffer() });
  }
  variants.push({ variant: 'thumb', bytes: await still(limits.photoThumbSideMax).webp({ quality: 75 }).toBuffer() });
  const preview = await still(previewSide).webp({ quality: 40 }).toBuffer();
  return {
    mime: `image/${info.format}`,
    bytes: data.length,
    width: info.width,
    height: info.pageHeight ?? info.height,
    preview: `data:image/webp;base64,${preview.toString('base64')}`,
    isAnimated,
    variants,
  };
}

/** One photo at a time: unpacked, one may take hundreds of megabytes, and files and look-ups use the same few threads. */
let last: Promise<void> = Promise.resolve();
async function nextTurn(): Promise<() => void> {
  const before = last;
  const { promise, resolve } = Promise.withResolvers<void>();
  last = promise;
  await before;
  return resolve;
}
