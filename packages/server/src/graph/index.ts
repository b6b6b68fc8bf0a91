export { graphHandlers, showEntries } from './graph-handlers.ts';
