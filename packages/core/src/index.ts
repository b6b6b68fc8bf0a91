// Decisions: pure functions over facts. No clock, random, I/O or framework.
export { ageBand, ageInYears, mayHaveAccount } from './accounts/index.ts';
export {
  decideAdmission,
  decideSender,
  type Admission,
  type AdmissionFacts,
  type AdmissionRefusal,
  type PairFacts,
  type PersonFacts,
} from './admission/index.ts';
export { mayKnowPresence, mayKnowTyping, presenceAt, type PresenceFacts } from './people/index.ts';
export { initialMessagesFrom, settingsChoices } from './settings/index.ts';
export {
  checkHandle,
  checkHandleForm,
  foldHandle,
  isReservedHandle,
  type HandleCheck,
  type HandleProblem,
} from './handles/index.ts';
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
  textRules,
  type TextCheck,
  type TextProblem,
  type TextRule,
} from './text/index.ts';
