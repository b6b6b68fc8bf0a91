// What messages of the gallery hold. Its pictures are drawn here: the same boat under skies of their own.
import type {
  Attachment,
  AttachmentId,
  Content,
  Message,
  Person,
  Share,
  StickerId,
  StickerShown,
} from '@parley/contract';
import { message } from './fixtures.ts';

type Sky = { sky: string; sun: string; sea: string; hull: string };

const skies: Record<string, Sky> = {
  morning: { sky: '#f7d9b0', sun: '#fff3d0', sea: '#5d8fa6', hull: '#8c3b2a' },
  noon: { sky: '#8ec9ee', sun: '#fffbe0', sea: '#2f6f9f', hull: '#f2f2f2' },
  evening: { sky: '#e98a6d', sun: '#ffe08a', sea: '#4a4f7c', hull: '#26263f' },
  night: { sky: '#1d2740', sun: '#e9ecf2', sea: '#101826', hull: '#a58f4b' },
};

const shapeOf = /^pic-([a-z]+)-(\d+)x(\d+)$/;

/** The picture of an attachment of the gallery, as a `data:` address; undefined where it is none. */
export function pictureOf(id: string): string | undefined {
  const [, name = '', width = '', height = ''] = shapeOf.exec(id) ?? [];
  const sky = skies[name];
  return sky && draw(sky, Number(width), Number(height));
}

function draw({ sky, sun, sea, hull }: Sky, width: number, height: number): string {
  const boat = Math.min(width, height) * 0.22;
  const [x, y] = [width * 0.56, height * 0.66];
  const parts = [
    `<rect width="${width}" height="${height}" fill="${sky}"/>`,
    `<circle cx="${width * 0.26}" cy="${height * 0.3}" r="${Math.min(width, height) * 0.12}" fill="${sun}"/>`,
    `<rect y="${height * 0.62}" width="${width}" height="${height}" fill="${sea}"/>`,
    `<path d="M${x - boat} ${y} h${boat * 2} l${-boat * 0.45} ${boat * 0.5} h${-boat * 1.1} z" fill="${hull}"/>`,
    `<path d="M${x} ${y - boat * 1.6} v${boat * 1.5} h${-boat * 0.8} z" fill="#fff"/>`,
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

type Size = [width: number, height: number];

export function photo(sky: string, [width, height]: Size = [1600, 1200], more: Partial<Attachment> = {}): Attachment {
  const id = `pic-${sky}-${width}x${height}` as AttachmentId;
  return { id, kind: 'photo', mime: 'image/jpeg', bytes: 240_000, width, height, ...more };
}

export const video = (sky: string, size?: Size, more: Partial<Attachment> = {}): Attachment => ({
  ...photo(sky, size),
  kind: 'video',
  mime: 'video/mp4',
  durationMs: 74_000,
  hasPoster: true,
  ...more,
});

/** The gallery has no stickers of its own: a picture with a shape stands for each. */
export function stickerOf(id: string): StickerShown {
  const turn = [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 360;
  const eyes = '<circle cx="38" cy="42" r="6"/><circle cx="62" cy="42" r="6"/>';
  const shape = `<circle cx="50" cy="50" r="44" fill="hsl(${turn} 70% 66%)" stroke="#fff" stroke-width="6"/>${eyes}`;
  const mouth = '<path d="M34 62 Q50 78 66 62" fill="none" stroke="#000" stroke-width="5" stroke-linecap="round"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 100 100">${shape}${mouth}</svg>`;
  return { id: id as StickerId, url: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}

export const sticker = (seq: number, from: Person, id: string): Message => ({
  ...message(seq, from, ''),
  content: { kind: 'sticker', text: '', entities: [], sticker: stickerOf(id) },
});

export const share = (seq: number, from: Person, share: Share, text = ''): Message => ({
  ...message(seq, from, text),
  content: { kind: 'share', text, entities: [], share },
});

let lastId = 0;
export function file(name: string, bytes: number): Attachment {
  lastId += 1;
  return { id: `file-${lastId}` as AttachmentId, kind: 'file', mime: 'application/octet-stream', bytes, name };
}

export const voice = (durationMs: number, waveform?: string): Attachment => ({
  id: `voice-${durationMs}` as AttachmentId,
  kind: 'voice',
  mime: 'audio/webm',
  bytes: 40_000,
  durationMs,
  ...(waveform ? { waveform } : {}),
});

/** A photo whose bytes are nowhere. */
export const lost = (size: Size): Attachment => ({
  ...photo('evening', size, { preview: pictureOf(photo('evening', size).id) ?? '' }),
  id: `lost-${size.join('x')}` as AttachmentId,
});

export const speech = '0123579bdfdb97543456789abcdefedca97531123578acdb9753';

const kinds = { photo: 'media', video: 'media', file: 'file', voice: 'voice' } as const;

export function held(seq: number, from: Person, attachments: Attachment[], text = ''): Message {
  const kind: Exclude<Content['kind'], 'text'> = kinds[attachments[0]?.kind ?? 'photo'];
  return { ...message(seq, from, text), content: { kind, text, entities: [], attachments } };
}

export const skiesOf = (count: number): Attachment[] => {
  const names = Object.keys(skies);
  return Array.from({ length: count }, (_, index) => {
    const size: Size = [
      [1600, 1200],
      [900, 1600],
      [1200, 1200],
    ][index % 3] as Size;
    return photo(names[index % names.length] ?? 'noon', size);
  });
};
