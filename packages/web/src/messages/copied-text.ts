// What several messages are on the clipboard.
import type { BubbleItem } from './timeline-view-model.ts';

/** What is said of one message besides its text. */
export type Said = { name: string; time: string; words: string };

/** Whether there is anything to copy: of photos without a caption there is not. */
export const hasText = ({ isUnsent, content }: BubbleItem): boolean => !isUnsent && content.text !== '';

/** One author: the texts alone. Several: each with who wrote it and when, as it would be quoted. */
export function copiedText(chosen: readonly BubbleItem[], saidOf: (bubble: BubbleItem) => Said): string {
  const bubbles = chosen.filter(({ isUnsent }) => !isUnsent);
  const isConversation = new Set(bubbles.map(({ isMine }) => isMine)).size > 1;
  if (!isConversation) {
    return bubbles
      .filter(hasText)
      .map(({ content }) => content.text)
      .join('\n');
  }
  const quoted = bubbles.map((bubble) => {
    const { name, time, words } = saidOf(bubble);
    return `${name}, ${time}\n${words}`;
  });
  return quoted.join('\n\n');
}
