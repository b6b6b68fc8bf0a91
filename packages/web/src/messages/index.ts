export { Bubble } from './Bubble.tsx';
export { DaySeparator, UnreadLine } from './Separators.tsx';
export { Timeline } from './Timeline.tsx';
export { TypingBubble } from './TypingBubble.tsx';
export { type BubbleItem, type TimelineItem, toTimeline } from './timeline-view-model.ts';
