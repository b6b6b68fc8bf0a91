import type { StickerId } from '@parley/contract';

/** What the stickers that come with the product show. */
export const bundledLabels: Partial<Record<StickerId, string>> = {
  'blob-coffee': 'A blob with a cup of coffee',
  'blob-cool': 'A blob with sunglasses',
  'blob-cry': 'A blob that cries',
  'blob-hug': 'A blob that hugs a heart',
  'blob-laugh': 'A blob that laughs until tears come',
  'blob-love': 'A blob with hearts for eyes',
  'blob-party': 'A blob with a party hat and confetti',
  'blob-sleepy': 'A blob asleep in a nightcap',
  'blob-think': 'A blob that thinks, hand at its chin',
  'blob-thumbs-up': 'A blob with a thumb up',
  'blob-wave': 'A blob that waves',
  'blob-wow': 'A blob that is amazed',
} as Record<string, string>;
