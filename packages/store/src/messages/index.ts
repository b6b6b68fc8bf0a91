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
  type DecidedSend,
  type Pair,
  type SendFacts,
  type SendFactsOfUser,
  type SendKey,
  type SendStatements,
  type SendStore,
  type StoredSend,
  sendKeyText,
  sendStore,
} from './send-store.ts';
