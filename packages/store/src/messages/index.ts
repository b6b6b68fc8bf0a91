export {
  type MessagePage,
  type MessageRange,
  type MessageRow,
  type MessagesReader,
  messagesReader,
  type Sight,
  type SightAt,
} from './messages-store.ts';
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
