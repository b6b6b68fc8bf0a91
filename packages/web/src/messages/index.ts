export { Timeline } from './Timeline.tsx';
export { toTimeline, type BubbleItem, type TimelineItem } from './timeline-view-model.ts';
