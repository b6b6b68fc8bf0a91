// Pictures in few bytes, and what is different between two of them.
import { constants, crc32, deflateSync } from 'node:zlib';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Four bytes a pixel: red, green, blue, opacity. */
export type Picture = { width: number; height: number; data: Uint8Array };

export type Difference = { pixelCount: number; picture: Picture };

/** Share of the greatest difference there is that the eye does not see, and that two processors may well make. */
const threshold = 0.02;

export function readPng(bytes: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(bytes);
  return { width, height, data };
}

export function blank(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(width * height * 4).fill(255) };
}

export function paste(onto: Picture, part: Picture, at: { left: number; top: number }): void {
  for (let row = 0; row < part.height; row += 1) {
    const line = part.data.subarray(row * part.width * 4, (row + 1) * part.width * 4);
    onto.data.set(line, ((at.top + row) * onto.width + at.left) * 4);
  }
}

export function cut(from: Picture, { top, width, height }: { top: number; width: number; height: number }): Picture {
  const part = blank(width, height);
  for (let row = 0; row < height; row += 1) {
    const start = (top + row) * from.width * 4;
    part.data.set(from.data.subarray(start, start + width * 4), row * width * 4);
  }
  return part;
}

/** One below the other. */
export function stack(parts: Picture[]): Picture {
  const whole = blank(
    Math.max(...parts.map(({ width }) => width)),
    parts.reduce((sum, { height }) => sum + height, 0),
  );
  let top = 0;
  for (const part of parts) {
    paste(whole, part, { left: 0, top });
    top += part.height;
  }
  return whole;
}

/**
 * The picture with at most so many colours: the most frequent ones stay as they are, and the rest, which are edges of letters, become
 * the nearest of them. Surfaces keep their colours exactly, so that a difference between two is never lost.
 */
export function withFewColours(picture: Picture, maxColours: number): Picture {
  return reduced(picture, maxColours).picture;
}

type Reduced = { picture: Picture; palette: number[]; indexes: Uint8Array };

function reduced(picture: Picture, maxColours: number): Reduced {
  const pixels = new Uint32Array(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength / 4);
  const counts = new Map<number, number>();
  for (let from = 0; from < pixels.length; ) {
    // Most of a picture is the same colour again.
    const pixel = pixels[from] ?? 0;
    let to = from + 1;
    while (pixels[to] === pixel) to += 1;
    counts.set(pixel, (counts.get(pixel) ?? 0) + to - from);
    from = to;
  }
  const byCount = [...counts].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || a - b);
  const palette = byCount.slice(0, maxColours).map(([colour]) => colour);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const [colour] of byCount.slice(maxColours)) indexOf.set(colour, nearest(colour, palette));
  const indexes = new Uint8Array(pixels.length);
  const few = new Uint32Array(pixels.length);
  let last = -1;
  let index = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    if (pixel !== last) index = indexOf.get(pixel) ?? 0;
    last = pixel;
    indexes[at] = index;
    few[at] = palette[index] ?? 0;
  }
  const { width, height } = picture;
  return { picture: { width, height, data: new Uint8Array(few.buffer) }, palette, indexes };
}

function nearest(colour: number, palette: number[]): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const distance = [0, 8, 16].reduce((sum, shift) => {
      return sum + (((colour >>> shift) & 255) - ((candidate >>> shift) & 255)) ** 2;
    }, 0);
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return best;
}

/** A PNG with a palette, which pngjs only reads; for pictures of few colours. The same picture always gives the same bytes. */
export function toSmallPng(picture: Picture): Buffer {
  const { palette, indexes } = reduced(picture, 256);
  const perByte = palette.length <= 16 ? 2 : 1;
  const { width, height } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Four or eight bits a pixel, which are indexes of the palette.
  header.set([8 / perByte, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255]));
  const lineBytes = Math.ceil(width / perByte) + 1;
  const lines = Buffer.alloc(lineBytes * height);
  for (let row = 0; row < height; row += 1) {
    const line = lines.subarray(row * lineBytes + 1, (row + 1) * lineBytes);
    for (let at = 0; at < width; at += 1) {
      const index = indexes[row * width + at] ?? 0;
      const byte = Math.floor(at / perByte);
      // The first of two stands in the upper half.
      line[byte] = (line[byte] ?? 0) | (perByte === 2 && at % 2 === 0 ? index << 4 : index);
    }
  }
  const packed = deflateSync(lines, { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

export function isSame(one: Picture, other: Picture): boolean {
  return one.width === other.width && one.height === other.height && Buffer.from(one.data).equals(other.data);
}

/** What is there in one picture alone is different too. */
export function differenceBetween(expected: Picture, actual: Picture): Difference {
  // Nearly all pictures are as they were.
  if (isSame(expected, actual)) return { pixelCount: 0, picture: actual };
  const width = Math.max(expected.width, actual.width);
  const height = Math.max(expected.height, actual.height);
  const [before, after] = [expected, actual].map((part) => {
    const whole = blank(width, height);
    whole.data.fill(0);
    paste(whole, part, { left: 0, top: 0 });
    return whole.data;
  }) as [Uint8Array, Uint8Array];
  const picture = blank(width, height);
  const pixelCount = pixelmatch(before, after, picture.data, width, height, { threshold, includeAA: true });
  return { pixelCount, picture };
}

/** Expected, actual and difference in one picture that any program can show. */
export function sideBySide(pictures: Picture[]): Buffer {
  const gap = 16;
  const width = pictures.reduce((sum, picture) => sum + picture.width + gap, -gap);
  const whole = blank(width, Math.max(...pictures.map(({ height }) => height)));
  let left = 0;
  for (const picture of pictures) {
    paste(whole, picture, { left, top: 0 });
    left += picture.width + gap;
  }
  const png = new PNG({ width: whole.width, height: whole.height });
  png.data.set(whole.data);
  return PNG.sync.write(png);
}
