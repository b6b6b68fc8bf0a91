// The public promise: ids, limits, refusals, methods and frames. No I/O.
export { account, signedIn, type Account, type AgeBand, type SignedIn } from './accounts/index.ts';
export { conversation, type Conversation } from './conversations/index.ts';
export { directConversationId, directConversationPair, directConversationPeer } from './direct-conversation.ts';
export {
  conversationId,
  instant,
  rev,
  seq,
  sessionId,
  userId,
  type ConversationId,
  type SessionId,
  type UserId,
} from './ids.ts';
export { limits } from './limits.ts';
export {
  admissionRefusals,
  content,
  contentInput,
  entity,
  message,
  type Content,
  type ContentInput,
  type Entity,
  type Message,
} from './messages/index.ts';
export { commonRefusals, type Auth, type Method } from './method.ts';
export {
  methods,
  type AnonymousMethodId,
  type MethodId,
  type MethodInput,
  type MethodOutput,
  type MethodParams,
} from './methods.ts';
export {
  person,
  personWithRelation,
  profile,
  relation,
  type Person,
  type PersonWithRelation,
  type Profile,
  type Relation,
} from './people/index.ts';
export { presence, type Presence } from './presence/index.ts';
export {
  change,
  clientFrame,
  closeCodes,
  helloOfAnyProtocol,
  notice,
  protocolVersion,
  serverFrame,
  shouldReconnect,
  type Change,
  type ClientFrame,
  type Notice,
  type ServerFrame,
} from './realtime/index.ts';
export {
  refusal,
  refusalCodes,
  refusalOf,
  refusalRows,
  type Refusal,
  type RefusalCode,
  type Retry,
} from './refusals/index.ts';
export { messagesFrom, settings, type MessagesFrom, type Settings } from './settings/index.ts';
