export { Bubble } from './Bubble.tsx';
export { copiedText } from './copied-text.ts';
export { MessageText } from './MessageText.tsx';
export { type Aim, type Place, whatToLoad, whereToOpen } from './place.ts';
export { DaySeparator, UnreadLine } from './Separators.tsx';
export { JumpButton, Timeline } from './Timeline.tsx';
export { TypingBubble } from './TypingBubble.tsx';
export { type BubbleItem, statusOf, type TimelineItem, toTimeline, withoutLinks } from './timeline-view-model.ts';
export { focusNewestMessage } from './use-timeline.ts';
