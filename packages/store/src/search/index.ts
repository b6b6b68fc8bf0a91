export {
  type NewSearchEntry,
  type SearchWriter,
  searchWriter,
  type UnindexedMessage,
} from './index-writer.ts';
export type { SearchLexeme } from './lexemes.ts';
export {
  type FoundMessages,
  type MessageKey,
  type SearchCursor,
  type SearchReader,
  searchReader,
} from './search-reader.ts';
