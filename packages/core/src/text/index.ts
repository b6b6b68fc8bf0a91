export { runOnWord, spacedWord } from './character-classes.ts';
export { checkText, type TextCheck, type TextProblem, type TextRule, textRules } from './check-text.ts';
export { isEmojiOnly } from './emoji.ts';
export { entitiesMax, type ParsedEntity, parseEntities } from './entities.ts';
export { countGraphemes, cutGraphemes, graphemesOf } from './graphemes.ts';
export { foldText, searchKey } from './search-key.ts';
export { looksAlike, skeleton } from './skeleton.ts';
