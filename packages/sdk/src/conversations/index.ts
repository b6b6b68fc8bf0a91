export { applyToLog, applyToRow, conversationIdOf } from './apply-change.ts';
export { type HandleDeps, OwnConversationHandle } from './conversation-handle.ts';
export type {
  Arrangement,
  ConversationHandle,
  ConversationRef,
  ConversationState,
  SendOptions,
} from './conversation-types.ts';
export { type Log, logOfPage } from './log.ts';
export { Logs } from './logs.ts';
export { RowReader } from './row-reader.ts';
