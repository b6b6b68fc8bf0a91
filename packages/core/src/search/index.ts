export { findMatches, type Match } from './find-matches.ts';
export { type Lexeme, lexemesOf, parseSearch, type Search } from './parse-search.ts';
export { searchWords } from './search-words.ts';
