export { type Amended, type DecidedEdit, type MessagesWriter, messagesWriter, type OwnMessage } from './amend-store.ts';
export { notUnsent, type StoredShare } from './extras.ts';
export {
  type MessagePage,
  type MessageRange,
  type MessageRow,
  type MessagesReader,
  messagesReader,
  type Sight,
  type SightAt,
} from './messages-store.ts';
export { newestUnreadSeq } from './newest-unread.ts';
export {
  type Appended,
  type AttemptMarks,
  countBy,
  type DecidedSend,
  hasEffects,
  type SendEffects,
  type SendFolder,
  type SendKey,
  type SendStatements,
  type SendStore,
  type StoredSend,
  sendKeyText,
  sendStore,
} from './send-store.ts';
export { seenBy } from './visible-of.ts';
