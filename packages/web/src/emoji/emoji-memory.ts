// Which emoji somebody used last in this browser, and in which skin tone.
import type { SkinTone } from 'frimousse';
import { keep, readKept } from '../app/storage.ts';

const recentMax = 16;
const tones: readonly string[] = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'];

/** The newest first, each once. */
export function withRecent(recent: readonly string[], emoji: string): string[] {
  return [emoji, ...recent.filter((one) => one !== emoji)].slice(0, recentMax);
}

export function readRecent(me: string): string[] {
  return (readKept(`emoji.${me}`) ?? '').split(' ').filter((emoji) => emoji !== '');
}

export function keepRecent(me: string, recent: readonly string[]): void {
  keep(`emoji.${me}`, recent.join(' '));
}

export function readTone(): SkinTone {
  const kept = readKept('emojiTone');
  return (tones.find((tone) => tone === kept) ?? 'none') as SkinTone;
}

export function keepTone(tone: SkinTone): void {
  keep('emojiTone', tone);
}
