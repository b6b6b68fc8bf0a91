// What bytes are, by their beginning alone: neither a name nor a header is believed.

export const sniffBytes = 64;
export const unknownType = 'application/octet-stream';

const begins = (head: Buffer, text: string, at = 0): boolean =>
  head.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));

const brands: Record<string, string> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heic',
  msf1: 'image/heic',
  'M4A ': 'audio/mp4',
  'M4B ': 'audio/mp4',
  'qt  ': 'video/quicktime',
};

/** The few types that are shown where they stand; everything else is bytes. */
export function sniffType(head: Buffer): string {
  if (begins(head, '\xff\xd8\xff')) return 'image/jpeg';
  if (begins(head, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins(head, 'GIF87a') || begins(head, 'GIF89a')) return 'image/gif';
  if (begins(head, 'RIFF') && begins(head, 'WEBP', 8)) return 'image/webp';
  if (begins(head, 'OggS')) return 'audio/ogg';
  // Matroska says in its first bytes that it is WebM.
  if (begins(head, '\x1a\x45\xdf\xa3')) return head.includes('webm') ? 'video/webm' : unknownType;
  if (begins(head, 'ftyp', 4)) return brands[head.toString('latin1', 8, 12)] ?? 'video/mp4';
  return unknownType;
}

const photos = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];
const videos = ['video/mp4', 'video/webm', 'video/quicktime'];
/** A recorder's files say "video" where they hold sound alone. */
const voices: Record<string, string> = {
  'audio/ogg': 'audio/ogg',
  'audio/mp4': 'audio/mp4',
  'video/mp4': 'audio/mp4',
  'video/webm': 'audio/webm',
};

/** As what something is kept that was meant as `kind`; undefined where it is no such thing. */
export function typeFor(kind: 'photo' | 'video' | 'file' | 'voice', head: Buffer): string | undefined {
  const type = sniffType(head);
  switch (kind) {
    case 'photo':
      return photos.includes(type) ? type : undefined;
    case 'video':
      return videos.includes(type) ? type : undefined;
    case 'voice':
      return voices[type];
    case 'file':
      return type;
  }
}
