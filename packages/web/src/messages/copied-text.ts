// What several messages are on the clipboard.
import type { BubbleItem } from './timeline-view-model.ts';

/** What is said of one message besides its text. */
export type Said = { name: string; time: string };

/** One author: the texts alone. Several: each with who wrote it and when, as it would be quoted. */
export function copiedText(chosen: readonly BubbleItem[], saidOf: (bubble: BubbleItem) => Said): string {
  const bubbles = chosen.filter(({ isUnsent }) => !isUnsent);
  const isConversation = new Set(bubbles.map(({ isMine }) => isMine)).size > 1;
  if (!isConversation) return bubbles.map(({ content }) => content.text).join('\n');
  const quoted = bubbles.map((bubble) => {
    const { name, time } = saidOf(bubble);
    return `${name}, ${time}\n${bubble.content.text}`;
  });
  return quoted.join('\n\n');
}
