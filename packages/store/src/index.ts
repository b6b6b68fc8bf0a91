// The only place that knows a database.
export type { CredentialsRow, NewAccount } from './accounts/index.ts';
export type { ClearedMoved } from './conversations/index.ts';
export { type FaultKind, isUniqueViolation, StoreFault, toDatabaseAddress } from './database/index.ts';
export {
  type DatabaseAddress,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  PostgresUnavailable,
  startEmbeddedPostgres,
} from './embedded/index.ts';
export type { GraphCursor, GraphEntry } from './graph/index.ts';
export type { InboxCursor, InboxRow } from './inbox/index.ts';
export {
  type Appended,
  type DecidedSend,
  type MessagePage,
  type MessageRange,
  type MessageRow,
  type Pair,
  type SendFacts,
  type SendKey,
  type SendStore,
  type Sight,
  type StoredSend,
  sendKeyText,
} from './messages/index.ts';
export { migrate } from './migrations/index.ts';
export type { Following, PersonAndStanding, PersonRow, Standing } from './people/index.ts';
export type { Mark, MarkMoved } from './receipts/index.ts';
export type { SessionRow } from './sessions/index.ts';
export type { AccountState, SettingsPatch } from './settings/index.ts';
export { openStore, type Readers, type Store, type Writers } from './store.ts';
