// The public promise: ids, limits, refusals, methods and frames. No I/O.
export {
  type Account,
  type AccountLimits,
  type AgeBand,
  account,
  accountLimits,
  type SignedIn,
  signedIn,
} from './accounts/index.ts';
export {
  type Door,
  door,
  type Explanation,
  explanation,
  type Outcome,
  outcome,
  type RelationClass,
  relationClass,
} from './admission/index.ts';
export {
  type Conversation,
  conversation,
  type Draft,
  draft,
  type FilterReason,
  type Folder,
  filterReason,
  folder,
  type Mute,
  mute,
  type RequestState,
  requestState,
} from './conversations/index.ts';
export { directConversationId, directConversationPair, directConversationPeer } from './direct-conversation.ts';
export {
  type AttachmentId,
  attachmentId,
  type ConversationId,
  conversationId,
  instant,
  rev,
  type SessionId,
  seq,
  sessionId,
  type UserId,
  userId,
} from './ids.ts';
export { limits } from './limits.ts';
export {
  type Attachment,
  type AttachmentKind,
  attachment,
  attachmentKind,
  type MediaRoute,
  mediaRoutes,
  type Uploaded,
  type UploadFacts,
  uploaded,
  uploadFacts,
  type Variant,
  variant,
} from './media/index.ts';
export {
  admissionRefusals,
  type ClearedPlace,
  type Content,
  type ContentInput,
  clearedPlace,
  content,
  contentInput,
  type Entity,
  entity,
  type Message,
  message,
  textInput,
} from './messages/index.ts';
export { type Auth, commonRefusals, type Method } from './method.ts';
export {
  type AnonymousMethodId,
  type MethodId,
  type MethodInput,
  type MethodOutput,
  type MethodParams,
  methods,
} from './methods.ts';
export {
  type Person,
  type PersonWithRelation,
  type Profile,
  person,
  personWithRelation,
  profile,
  type Relation,
  relation,
} from './people/index.ts';
export { type Presence, presence } from './presence/index.ts';
export {
  type Change,
  type ClientFrame,
  change,
  clientFrame,
  closeCodes,
  helloOfAnyProtocol,
  type Notice,
  notice,
  protocolVersion,
  type ServerFrame,
  serverFrame,
  shouldReconnect,
} from './realtime/index.ts';
export {
  type Refusal,
  type RefusalCode,
  type Retry,
  refusal,
  refusalCodes,
  refusalOf,
  refusalRows,
} from './refusals/index.ts';
export { type ReportCategory, reportCategories, reportCategory } from './reports/index.ts';
export { type RequestCard, requestCard } from './requests/index.ts';
export { type SearchHit, searchHit } from './search/index.ts';
export { type MessagesFrom, messagesFrom, type Settings, settings } from './settings/index.ts';
export { type Share, type ShareInput, share, shareInput } from './shares/index.ts';
export {
  type Sticker,
  type StickerId,
  type StickerPack,
  type StickerShown,
  sticker,
  stickerId,
  stickerPack,
  stickerShown,
  stickerUrl,
} from './stickers/index.ts';
