export { checkText, type TextCheck, type TextProblem, type TextRule, textRules } from './check-text.ts';
export { isEmojiOnly } from './emoji.ts';
export { entitiesMax, type ParsedEntity, parseEntities } from './entities.ts';
export { countGraphemes, cutGraphemes } from './graphemes.ts';
export { searchKey } from './search-key.ts';
export { looksAlike, skeleton } from './skeleton.ts';
