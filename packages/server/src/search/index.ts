export { SearchIndexer } from './indexer.ts';
export { searchHandlers } from './search-handlers.ts';
