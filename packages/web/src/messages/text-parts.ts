// A text as the parts that are drawn: plain runs, links, mentions (MSG-5). The server marks them; nothing here reads the text for meaning.
import type { Content } from '@parley/contract';

export type TextPart =
  | { kind: 'plain'; text: string; start: number }
  | { kind: 'link'; text: string; url: string; start: number }
  | { kind: 'mention'; text: string; handle: string; start: number };

/** Only these lead out of the app; anything else a server might send stays plain text. */
const openable = /^(https?|mailto):/i;

/** Splits a content into parts that, put together, are its text. */
export function toTextParts({ text, entities }: Content): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  const addPlain = (end: number) => {
    if (end > at) parts.push({ kind: 'plain', text: text.slice(at, end), start: at });
    at = Math.max(at, end);
  };
  for (const entity of entities) {
    const { start, end } = entity;
    if (entity.kind === 'emoji' || start < at || end <= start || end > text.length) continue;
    const inside = text.slice(start, end);
    if (entity.kind === 'link' && openable.test(entity.url)) {
      addPlain(start);
      parts.push({ kind: 'link', text: inside, url: entity.url, start });
      at = end;
    }
    if (entity.kind === 'mention' && entity.userId !== undefined) {
      addPlain(start);
      parts.push({ kind: 'mention', text: inside, handle: entity.handle, start });
      at = end;
    }
  }
  addPlain(text.length);
  return parts;
}

const segmenter = new Intl.Segmenter();
const emojiOnly = /^(?:\p{RGI_Emoji}|\s)+$/v;
const bigEmojiMax = 3;

/** How many emoji a text of nothing but a few emoji has, which is then drawn large; otherwise 0. */
export function bigEmojiCount(text: string): number {
  if (text.length > bigEmojiMax * 32 || !emojiOnly.test(text)) return 0;
  const count = [...segmenter.segment(text)].filter(({ segment }) => segment.trim() !== '').length;
  return count <= bigEmojiMax ? count : 0;
}
