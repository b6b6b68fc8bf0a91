// Large inboxes and long histories, for benches and for what must hold at their size.
export { type Filling, fillConversation } from './fill-conversation.ts';
export { fillInbox, type InboxFill } from './fill-inbox.ts';
