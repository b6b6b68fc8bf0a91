// What an app or a bot may use. Everything else in this package is its own business.
export { CallError, type CallErrorKind } from './calls/index.ts';
export { createClient } from './client.ts';
export type { Client, ClientOptions } from './client-types.ts';
export type { Clock, Timer } from './clock.ts';
export type { ConnectionState } from './connection/index.ts';
export type {
  Arrangement,
  ConversationHandle,
  ConversationRef,
  ConversationState,
  SendOptions,
} from './conversations/index.ts';
export type { Inbox, InboxCheck, InboxFilter, InboxState, InboxView } from './inbox/index.ts';
export type { Keep, Keeping } from './local/index.ts';
export type { Media, UploadOptions } from './media/index.ts';
export type { OutboxStorage, PendingMessage } from './outbox/index.ts';
export {
  type PostRequest,
  type Socket,
  type SocketEvents,
  type Transport,
  type UploadRequest,
  webTransport,
} from './transport.ts';
