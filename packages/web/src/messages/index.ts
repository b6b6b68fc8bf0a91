export { Bubble } from './Bubble.tsx';
export { MessageText } from './MessageText.tsx';
export { DaySeparator, UnreadLine } from './Separators.tsx';
export { Timeline } from './Timeline.tsx';
export { TypingBubble } from './TypingBubble.tsx';
export { type BubbleItem, type TimelineItem, toTimeline, withoutLinks } from './timeline-view-model.ts';
