export { Bubble } from './Bubble.tsx';
export { copiedText, hasText } from './copied-text.ts';
export { type FoundWords, nothingFound } from './found-words.ts';
export { MessageText } from './MessageText.tsx';
export { type MessageDeeds, MessageDeedsProvider } from './message-deeds.ts';
export { type Aim, type Place, whatToLoad, whereToOpen } from './place.ts';
export { QuoteBox } from './QuoteBox.tsx';
export { type Quote, quoteFinder } from './quotes.ts';
export { DaySeparator, UnreadLine } from './Separators.tsx';
export { JumpButton, Timeline } from './Timeline.tsx';
export { TypingBubble } from './TypingBubble.tsx';
export {
  type BubbleItem,
  keepUnchanged,
  statusOf,
  type TimelineItem,
  toTimeline,
  withoutLinks,
} from './timeline-view-model.ts';
export { focusNewestMessage } from './use-timeline.ts';
