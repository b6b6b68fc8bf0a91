export { checkText, textRules, type TextCheck, type TextProblem, type TextRule } from './check-text.ts';
export { isEmojiOnly } from './emoji.ts';
export { entitiesMax, parseEntities, type ParsedEntity } from './entities.ts';
export { countGraphemes, cutGraphemes } from './graphemes.ts';
export { searchKey } from './search-key.ts';
export { looksAlike, skeleton } from './skeleton.ts';
