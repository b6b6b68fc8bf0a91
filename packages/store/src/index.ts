// The only place that knows a database.
export type { CredentialsRow, NewAccount } from './accounts/index.ts';
export {
  type AdmissionFactsRead,
  type AdmissionReader,
  type AttemptFacts,
  type DoorKind,
  type DoorRow,
  noRelation,
  type Pair,
  pairKey,
  type RelationFacts,
  type RequestState,
  type StrangerFacts,
  type Used,
  type UserFacts,
  type Windows,
} from './admission/index.ts';
export type { ClearedMoved } from './conversations/index.ts';
export { type FaultKind, isUniqueViolation, StoreFault, toDatabaseAddress } from './database/index.ts';
export { distribute, requireCitus } from './distribution/index.ts';
export type { DraftRow } from './drafts/index.ts';
export {
  type DatabaseAddress,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  embeddedAddress,
  findPostgresPrograms,
  PostgresUnavailable,
  startEmbeddedPostgres,
} from './embedded/index.ts';
export type { GraphCursor, GraphEntry } from './graph/index.ts';
export type {
  Arranged,
  ArrangedMoved,
  Arrangement,
  ArrangementPatch,
  InboxCursor,
  InboxFolder,
  InboxRow,
  InboxStanding,
} from './inbox/index.ts';
export { connectionsPerNode, type DatabaseFacts, inspectDatabase } from './inspection/index.ts';
export type { AttachmentRow } from './media/index.ts';
export {
  type Amended,
  type Appended,
  type AttemptMarks,
  countBy,
  type DecidedEdit,
  type DecidedSend,
  hasEffects,
  type MessagePage,
  type MessageRange,
  type MessageRow,
  type OwnMessage,
  type SendEffects,
  type SendFolder,
  type SendKey,
  type SendStore,
  type Sight,
  type StoredSend,
  type StoredShare,
  sendKeyText,
} from './messages/index.ts';
export { migrate } from './migrations/index.ts';
export type { Following, PersonAndStanding, PersonRow, Standing } from './people/index.ts';
export type { Mark, MarkMoved } from './receipts/index.ts';
export type { NewReport, SealedMessage } from './reports/index.ts';
export type { MutualFriends, RequestCursor, RequestMoved, RequestRow } from './requests/index.ts';
export {
  type FoundMessages,
  type MessageKey,
  type NewSearchEntry,
  type SearchCursor,
  type SearchLexeme,
  type UnindexedMessage,
} from './search/index.ts';
export type { SessionRow } from './sessions/index.ts';
export type { AccountState, SettingsPatch } from './settings/index.ts';
export {
  openRehearsalStore,
  openStore,
  type Readers,
  type RehearsalStore,
  readSettings,
  type Store,
  type StoreLoad,
  type Writers,
} from './store.ts';
