// A process of its own for one photo: the library that unpacks it is a large one, written in C, and a file that breaks it, or never ends, breaks
// this process alone. Arguments: the file, the folder to write the forms to, what to draw (JSON). Prints what came of it; exits with 1 where it is
// no photo that can be drawn.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Drawing, DrawnPhoto } from './photos.ts';

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
sharp.concurrency(1);

const previewSide = 16;

async function draw(path: string, folder: string, drawing: Drawing): Promise<DrawnPhoto | undefined> {
  const { pixelsMax, framesMax, side, largeSide, thumbSide, isPoster } = drawing;
  const { width, height, pages = 1, hasAlpha } = await sharp(path, { limitInputPixels: pixelsMax }).metadata();
  if (pages > framesMax || width * height * pages > pixelsMax) return undefined;
  const isAnimated = pages > 1 && !isPoster;
  const open = (source: string | Buffer, animated = false): Sharp =>
    sharp(source, { limitInputPixels: pixelsMax, failOn: 'error', animated, sequentialRead: true }).autoOrient();
  const fit = (image: Sharp, most: number): Sharp =>
    image.resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true });
  const coded = (image: Sharp, quality: number): Sharp => {
    if (isPoster) return image.flatten().jpeg({ quality });
    return hasAlpha ? image.webp({ quality }) : image.jpeg({ quality });
  };
  const first = isAnimated
    ? fit(open(path, true), side).webp({ quality: 75, effort: 0 })
    : coded(fit(open(path), isPoster ? largeSide : side), isPoster ? 80 : 88);
  const { info, data } = await first.toBuffer({ resolveWithObject: true });
  // The others are drawn from what is drawn: what came in is unpacked once.
  const largest = Math.max(info.width, info.pageHeight ?? info.height);
  const isLarge = largest > largeSide && !isAnimated;
  const large = isLarge ? await coded(fit(open(data), largeSide), 80).toBuffer() : data;
  const thumb = await fit(open(large), thumbSide).webp({ quality: 75 }).toBuffer();
  const preview = await fit(open(thumb), previewSide).webp({ quality: 40 }).toBuffer();
  await writeFile(join(folder, isPoster ? 'large' : 'original'), data);
  if (isLarge) await writeFile(join(folder, 'large'), large);
  await writeFile(join(folder, 'thumb'), thumb);
  return {
    mime: `image/${info.format}`,
    bytes: data.length,
    width: info.width,
    height: info.pageHeight ?? info.height,
    preview: `data:image/webp;base64,${preview.toString('base64')}`,
    isAnimated,
    variants: isPoster ? ['large', 'thumb'] : ['original', ...(isLarge ? ['large' as const] : []), 'thumb'],
  };
}

const [path = '', folder = '', drawing = '{}'] = process.argv.slice(2);
try {
  const drawn = await draw(path, folder, JSON.parse(drawing) as Drawing);
  if (drawn) process.stdout.write(JSON.stringify(drawn));
  else process.exitCode = 1;
} catch (error) {
  // The library tells trouble with a file by a bare Error: broken, cut off, too many pixels. None is a photo to us.
  process.stderr.write(String(error));
  process.exitCode = 1;
}
