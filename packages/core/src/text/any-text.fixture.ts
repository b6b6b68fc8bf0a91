// Texts for properties: any characters at all, mixed with pieces that parsers trip over.
import fc from 'fast-check';

const pieces = [
  'example.com',
  'https://example.com/a_(b)',
  'http://',
  'HTTPS://пример.рф',
  'www.example.com/?q=1#x',
  'user@example.com',
  '@alice',
  '＠bob.smith',
  '@a..b',
  '.',
  '/',
  '(',
  ')',
  ':80',
  ' ',
  '\r\n',
  '\u0301',
  '\u200d',
  '\u200b',
  '\u202e',
  '\u0600',
  '\ufe0f',
  '\u{1f3fd}',
  '\u0e33',
  '\uff9e',
  '😀',
  '👨‍👩‍👧',
  '🇫🇷',
  '🇫',
  '1️⃣',
  'です',
  'नमस्ते',
  'مرحبا',
  '\ud83d',
  '\ude00',
];

export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
