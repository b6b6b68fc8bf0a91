export { createMarkQueue, type MarkQueue } from './mark-queue.ts';
