// Decisions: pure functions over facts. No clock, random, I/O or framework.
export { ageBand, ageInYears, mayHaveAccount } from './accounts/index.ts';
export {
  type Admission,
  type AdmissionFacts,
  type AdmissionRefusal,
  decideAdmission,
  type MessageSetting,
  outcomeOf,
  type PairFacts,
  type PairStanding,
  type RecipientFacts,
  relationClass,
  type SenderFacts,
} from './admission/index.ts';
export {
  checkHandle,
  checkHandleForm,
  foldHandle,
  type HandleCheck,
  type HandleProblem,
  isReservedHandle,
} from './handles/index.ts';
export { mayKnowPresence, mayKnowTyping, type PresenceFacts, presenceAt } from './people/index.ts';
export {
  decideFolder,
  type FolderFacts,
  findFilterReason,
  type RequestCheck,
  type RequestFolder,
  type RequestText,
} from './requests/index.ts';
export {
  findMatches,
  type Lexeme,
  lexemesOf,
  type Match,
  parseSearch,
  type Search,
  searchWords,
} from './search/index.ts';
export { initialMessagesFrom, settingsChoices } from './settings/index.ts';
export {
  checkText,
  countGraphemes,
  cutGraphemes,
  entitiesMax,
  isEmojiOnly,
  looksAlike,
  parseEntities,
  searchKey,
  skeleton,
  type TextCheck,
  type TextProblem,
  type TextRule,
  textRules,
} from './text/index.ts';
