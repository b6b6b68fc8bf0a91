// What somebody chose, pasted or dropped, as what it can be sent.
import { limits } from '@parley/contract';
import { measurePhoto, measureVideo } from './measure.ts';
import type { Draft } from './parcels.ts';

const photos = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];
const videos = ['video/mp4', 'video/webm', 'video/quicktime'];
/** What a file chooser for photos and videos offers; other pictures too, so that one is told why they cannot be sent. */
export const mediaAccept = 'image/*,video/mp4,video/webm,video/quicktime';

/** A photo of a kind that is not sent as one is refused with its reason, and may go as a file. */
export function kindOf({ type, name }: Pick<File, 'type' | 'name'>, as: 'media' | 'file'): Draft['kind'] {
  if (as === 'file') return 'file';
  // Systems that do not know the type leave it empty.
  if (type.startsWith('image/') || /\.hei[cf]$/i.test(name)) return 'photo';
  return videos.includes(type) ? 'video' : 'file';
}

export function toDraft(file: File, as: 'media' | 'file'): Draft {
  const kind = kindOf(file, as);
  const common = { kind, name: cleanName(file.name), bytes: file };
  if (kind === 'photo') {
    const isSent = photos.includes(file.type);
    return { ...common, read: (id) => (isSent ? measurePhoto(id, file) : Promise.resolve({ kind: 'undrawable' })) };
  }
  return kind === 'video' ? { ...common, read: (id) => measureVideo(id, file) } : common;
}

const segmenter = new Intl.Segmenter();

/** A name as it may be sent (MED-4): what it may not hold is left out, and what is too long is cut before its ending. */
export function cleanName(name: string): string {
  const plain = name
    .replace(/[/\\]/g, '-')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const ending = /\.[^.]{1,12}$/.exec(plain)?.[0] ?? '';
  const graphemes = [...segmenter.segment(plain.slice(0, plain.length - ending.length))];
  const most = limits.fileNameGraphemesMax - [...segmenter.segment(ending)].length;
  const stem = graphemes
    .slice(0, most)
    .map(({ segment }) => segment)
    .join('');
  return stem + ending || 'file';
}
