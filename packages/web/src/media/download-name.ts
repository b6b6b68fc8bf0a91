import type { Attachment } from '@parley/contract';

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** A photo or video has no name of its own; kept by somebody, it goes by its day. */
export function downloadName({ kind, mime, name }: Attachment, sentAtMs: number): string {
  if (name) return name;
  const ending = endings[mime];
  const day = new Date(sentAtMs).toISOString().slice(0, 10);
  return `${kind}-${day}${ending ? `.${ending}` : ''}`;
}
