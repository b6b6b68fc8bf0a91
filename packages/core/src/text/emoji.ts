// Emoji as UTS 51 spells them: flags, keycaps, and pictures with skin tones, tags and joiners. A picture that is shown as
// a black-and-white sign by default counts only with the emoji selector behind it.
import type { Entity } from '@parley/contract';

export type EmojiEntity = Extract<Entity, { kind: 'emoji' }>;

const tail = String.raw`(?:\p{EMod}|\uFE0F|[\u{E0020}-\u{E007E}]+\u{E007F})?`;
const picture = String.raw`(?:[\p{EPres}--\p{RI}]${tail}|\p{ExtPict}(?:\p{EMod}|\uFE0F))`;
const emoji = String.raw`(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|${picture}(?:\u200D\p{ExtPict}${tail})*)`;
const runs = new RegExp(`${emoji}+`, 'vg');
const one = new RegExp(`${emoji}|\\s`, 'vy');

/** Runs of emoji with nothing between them, in order. */
export function* findEmoji(text: string): Generator<EmojiEntity> {
  for (const match of text.matchAll(runs)) {
    yield { kind: 'emoji', start: match.index, end: match.index + match[0].length };
  }
}

/** Whether a text is nothing but one to `atMost` emoji, which are then shown large; white space between them is free. */
export function isEmojiOnly(text: string, atMost = 3): boolean {
  let count = 0;
  for (let offset = 0; offset < text.length; ) {
    one.lastIndex = offset;
    const found = one.exec(text)?.[0];
    if (found === undefined) return false;
    if (found.trim() !== '') count += 1;
    if (count > atMost) return false;
    offset += found.length;
  }
  return count > 0;
}
