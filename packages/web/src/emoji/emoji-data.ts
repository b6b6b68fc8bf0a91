// The emoji and their words in one language, as the picker takes them.
import type { EmojiData } from 'frimousse';

/** As the build leaves them: emoji, category, name, other words, and its five skin tones where it has some. */
export type EmojiWords = {
  emojis: [emoji: string, category: number, label: string, tags: string, skins?: string[]][];
  categories: [index: number, label: string][];
  skinTones: Record<string, string>;
};

const languages = {
  en: () => import('emoji-words:en'),
  es: () => import('emoji-words:es'),
};

/** Loads those of a language; one that has none is served in English. */
export async function loadEmoji(language: string): Promise<EmojiData> {
  const known = Object.keys(languages).find((one) => one === language.split('-')[0]) as
    | keyof typeof languages
    | undefined;
  const { default: words } = await languages[known ?? 'en']();
  return toEmojiData(words, known ?? 'en');
}

export function toEmojiData({ emojis, categories, skinTones }: EmojiWords, locale: string): EmojiData {
  return {
    locale,
    categories: categories.map(([index, label]) => ({ index, label: capitalised(label, locale) })),
    skinTones: byTone(tones.map((tone) => skinTones[tone] ?? tone)),
    emojis: emojis.map(([emoji, category, label, tags, skins]) => ({
      emoji,
      category,
      label: capitalised(label, locale),
      version: 1,
      tags: tags === '' ? [] : tags.split(' '),
      ...(skins ? { skins: byTone(skins) } : {}),
    })),
  };
}

const tones = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

function byTone(values: readonly string[]): EmojiData['skinTones'] {
  const [light = '', mediumLight = '', medium = '', mediumDark = '', dark = ''] = values;
  return { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark };
}

function capitalised(label: string, locale: string): string {
  const first = label.slice(0, 1);
  return `${first.toLocaleUpperCase(locale)}${label.slice(1)}`;
}
