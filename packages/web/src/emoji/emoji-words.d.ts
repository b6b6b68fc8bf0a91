// Made by vite-emoji-words.ts.
declare module 'emoji-words:*' {
  import type { EmojiWords } from './emoji-data.ts';

  const words: EmojiWords;
  export default words;
}
