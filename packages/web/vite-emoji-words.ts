// What the emoji picker shows and searches by, per language, cut down from emojibase's data to what is drawn and typed: a third of its size,
// served by us like everything else. `emoji-words:en` is that of English.
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

type Emojibase = {
  emoji: string;
  label: string;
  group?: number;
  order?: number;
  tags?: string[];
  version: number;
  skins?: { emoji: string; tone: number | number[] }[];
};
type Messages = {
  groups: { key: string; message: string; order: number }[];
  skinTones: { key: string; message: string }[];
};

const prefix = 'emoji-words:';
/** Newer ones are empty boxes on devices that are a few years old. */
const newestVersion = 15;
/** Parts of other emoji, which nobody picks alone. */
const componentGroup = 2;

const requireData = createRequire(import.meta.url);

function wordsOf(language: string): string {
  const data = requireData(`emojibase-data/${language}/data.json`) as Emojibase[];
  const { groups, skinTones } = requireData(`emojibase-data/${language}/messages.json`) as Messages;
  const emojis = data
    .filter(({ group, version }) => group !== undefined && group !== componentGroup && version <= newestVersion)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ emoji, label, group, tags = [], skins = [] }) => {
      const toned = skins.filter(({ tone }) => typeof tone === 'number').map((skin) => skin.emoji);
      return [
        emoji,
        group,
        label,
        tags.filter((tag) => !label.includes(tag)).join(' '),
        ...(toned.length === 5 ? [toned] : []),
      ];
    });
  const categories = groups
    .filter(({ order }) => order !== componentGroup)
    .map(({ order, message }) => [order, message]);
  return JSON.stringify({
    emojis,
    categories,
    skinTones: Object.fromEntries(skinTones.map((s) => [s.key, s.message])),
  });
}

export function emojiWords(): Plugin {
  return {
    name: 'emoji-words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load: (id) => {
      if (!id.startsWith(`\0${prefix}`)) return null;
      // Text that is parsed as JSON is read faster than the same as code.
      return `export default JSON.parse(${JSON.stringify(wordsOf(id.slice(prefix.length + 1)))})`;
    },
  };
}
