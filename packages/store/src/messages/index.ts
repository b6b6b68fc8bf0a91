export {
  messagesReader,
  type MessagePage,
  type MessageRange,
  type MessageRow,
  type MessagesReader,
  type Sight,
  type SightAt,
} from './messages-store.ts';
export {
  sendKeyText,
  sendStore,
  type Appended,
  type DecidedSend,
  type Pair,
  type SendFacts,
  type SendFactsOfUser,
  type SendKey,
  type SendStatements,
  type SendStore,
  type StoredSend,
} from './send-store.ts';
