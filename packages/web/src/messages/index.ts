export { Bubble } from './Bubble.tsx';
export { DaySeparator, UnreadLine } from './Separators.tsx';
export { Timeline } from './Timeline.tsx';
export { toTimeline, type BubbleItem, type TimelineItem } from './timeline-view-model.ts';
export { TypingBubble } from './TypingBubble.tsx';
