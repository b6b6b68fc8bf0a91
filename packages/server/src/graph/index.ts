export { graphHandlers, showEntries, toGraphCursor } from './graph-handlers.ts';
